/**
 * What Earshot's WebSocket commands answer, after `parse.ts` has looked at it.
 * Instants are milliseconds since the epoch; on the wire they are ISO 8601 strings.
 */

export const STATUSES = [
  'muted',
  'paused',
  'blocked',
  'muting',
  'armed',
  'listening',
  'streaming',
  'recording',
  'unobserved',
] as const;
export type Status = (typeof STATUSES)[number];

export const ASSURANCES = [
  'none',
  'response_only',
  'upload_blocked',
  'software',
  'firmware',
  'hardware',
  'power_cut',
] as const;
/** How far a mute can be trusted; the index in `ASSURANCES` is its rank, 0 to 6. */
export type Assurance = (typeof ASSURANCES)[number];

export type HoldKind = 'privacy_mode' | 'person' | 'automation' | 'rule' | 'default';
export type Origin = 'person' | 'device' | 'unattributed' | 'automation';

/** One standing reason to be muted, highest first in every list. */
export interface Hold {
  kind: HoldKind;
  /** A rule's id. */
  id?: string;
  /** What a rule or a named hold is called. */
  name?: string;
  /** When it ends by itself; absent where that is not known. */
  until?: number;
  origin?: Origin;
  /** Whether it is the reader's own mute. No other person is ever named. */
  mine?: boolean;
  /** Inputs that could not be evaluated, and for whose sake it counts. */
  undetermined?: readonly string[];
}

export type ProblemKind = 'mute_fails' | 'clash' | 'heard' | 'live' | 'streaming';

export interface Problem {
  kind: ProblemKind;
  since: number | null;
}

/** What comes next, if everything that is observed stays as it is. */
export interface Upcoming {
  at: number;
  decision: 'live' | 'muted';
  reasons: readonly Hold[];
}

export type Refusal = 'no_control' | 'no_right' | 'privacy_mode' | 'quiet_time';

export interface Microphone {
  id: string;
  name: string;
  area: string | null;
  /** Entity ids by key: `status`, and, where they exist, `recording`, `mute`, `resume_schedule`, `problem`. */
  entities: Readonly<Record<string, string>>;
  /** `null`: unknown. */
  status: Status | null;
  /** Since when the status is what it is. */
  since: number | null;
  /** What mutes it now, or would: the best it has. */
  assurance: Assurance;
  /** When the device last said itself that it is muted; `null` where it does not confirm, or is not muted. */
  confirmedAt: number | null;
  decision: 'live' | 'muted';
  reasons: readonly Hold[];
  /** Until when a person has it listen although rules would mute it. */
  overrideUntil: number | null;
  upcoming: Upcoming | null;
  problem: Problem | null;
  /** Do-not-disturb and the like: shown, never counted. */
  observations: Readonly<Record<string, boolean | null>>;
  /** Why the reader cannot mute it or unmute it now; `null`: can. */
  muteRefused: Refusal | null;
  unmuteRefused: Refusal | null;
}

export interface Home {
  /** Microphones that can hear, and those that may: unobserved or unknown ones. */
  canHear: number;
  mayHear: number;
  /** Microphones of the home that are outside Earshot's care. */
  uncovered: number;
  privacyMode: { entityId: string | null; on: boolean; refused: Refusal | null };
  scheduler: { entityId: string | null; on: boolean };
  /** When “until morning” is. */
  morning: number;
  log: { kept: boolean; readable: boolean };
}

export interface Rule {
  id: string;
  name: string;
  effect: 'mute' | 'listen';
  enabled: boolean;
  active: boolean | null;
  /** `enabled` (switch) and `active` (binary sensor). */
  entities: Readonly<Record<string, string>>;
}

/** An activation as a mark: no words. */
export interface Mark {
  id: number | null;
  microphoneId: string;
  start: number;
  end: number;
  kind: 'activation' | 'capture';
  misfire: boolean;
  whileMuted: boolean;
}

/** Everything at one moment. `order` is the order of the configuration. */
export interface Snapshot {
  home: Home;
  microphones: ReadonlyMap<string, Microphone>;
  order: readonly string[];
  rules: readonly Rule[];
}

/**
 * How the page stands to Earshot. Only what is `ready` is so now. `missing`: Earshot, or what is set up of it, is not running;
 * `not_set_up`: it runs, and the home has nothing of it.
 */
export type Connection = 'loading' | 'ready' | 'lost' | 'missing' | 'not_set_up' | 'forbidden';

/** Statuses of the mute history; `null`: nobody knows. */
export interface Span {
  start: number;
  /** `Infinity`: it goes on. */
  end: number;
  status: Status | null;
}

export interface ComingSpan {
  start: number;
  end: number;
  decision: 'live' | 'muted';
  reasons: readonly Hold[];
}

export interface MicrophoneTimeline {
  id: string;
  spans: readonly Span[];
  /** Sorted by start. */
  marks: readonly Mark[];
  /** When its mute was found not to hold. */
  violations: readonly Span[];
  coming: readonly ComingSpan[];
}

export interface Timeline {
  start: number;
  end: number;
  /** Later than `start` where there was more than could be told. */
  since: number;
  microphones: ReadonlyMap<string, MicrophoneTimeline>;
}

export interface Activation extends Mark {
  microphone: string | null;
  outcome: string | null;
  misfireReason: string | null;
  /** Marks of the unusual: `nobody_home`, `asleep`, `tv_alone`. */
  unusual: readonly string[];
  corrected: boolean;
  startedBy: string | null;
  homeCount: number | null;
  decision: 'live' | 'muted' | null;
  wakePhrase: string | null;
  transcript: string | null;
  reply: string | null;
}
