import {
  ASSURANCES,
  STATUSES,
  type ComingSpan,
  type Hold,
  type Home,
  type Mark,
  type Microphone,
  type MicrophoneTimeline,
  type Problem,
  type Refusal,
  type Rule,
  type Snapshot,
  type Span,
  type Timeline,
  type Upcoming,
} from './types';

/** What one event says. Anything that it does not say is null, or empty. */
export interface Message {
  loaded: boolean | null;
  full: boolean;
  home: Home | null;
  microphones: readonly Microphone[];
  rules: readonly Rule[];
  activations: readonly Mark[];
}

type Json = Readonly<Record<string, unknown>>;

const HOLD_KINDS = ['privacy_mode', 'person', 'automation', 'rule', 'default'] as const;
const ORIGINS = ['person', 'device', 'unattributed', 'automation'] as const;
const PROBLEMS = ['mute_fails', 'clash', 'heard', 'live', 'streaming'] as const;
const REFUSALS = ['no_control', 'no_right', 'privacy_mode', 'quiet_time'] as const;
const MISFIRE = 1;
const WHILE_MUTED = 2;
const CAPTURE = 4;

/** Read an event of `earshot/subscribe`. Never throws: what is not understood is left out. */
export function parseMessage(value: unknown): Message {
  const data = record(value);
  return {
    loaded: bool(data.loaded),
    full: data.full === true,
    home: isRecord(data.home) ? parseHome(data.home) : null,
    microphones: list(data.microphones, parseMicrophone),
    rules: list(data.rules, parseRule),
    activations: list(data.activations, parseMark),
  };
}

/** Return the whole picture of a full message; null where it has none. */
export function pictured({ home, microphones, rules }: Message): Snapshot | null {
  const all = new Map(microphones.map((each) => [each.id, each]));
  return home === null ? null : { home, microphones: all, order: [...all.keys()], rules };
}

/** Put what changed onto what was. Only a full message adds or removes. */
export function changed(before: Snapshot, message: Message): Snapshot {
  const microphones = new Map(before.microphones);
  for (const each of message.microphones) {
    if (microphones.has(each.id)) {
      microphones.set(each.id, each);
    }
  }
  const rules = new Map(message.rules.map((rule) => [rule.id, rule]));
  return {
    home: message.home ?? before.home,
    microphones: message.microphones.length > 0 ? microphones : before.microphones,
    order: before.order,
    rules: before.rules.map((rule) => rules.get(rule.id) ?? rule),
  };
}

/** Read a compact answer of `earshot/timeline`. */
export function parseTimeline(value: unknown): Timeline {
  const data = record(value);
  const start = instant(data.start) ?? 0;
  const microphones = list(data.microphones, parseMicrophoneTimeline);
  return {
    start,
    end: instant(data.end) ?? start,
    since: instant(data.since) ?? start,
    microphones: new Map(microphones.map((each) => [each.id, each])),
  };
}

function parseMicrophone(value: unknown): Microphone | null {
  const data = record(value);
  const id = text(data.id);
  if (id === null) {
    return null;
  }
  return {
    id,
    name: text(data.name) ?? id,
    area: text(data.area),
    entities: entries(data.entities, text),
    status: oneOf(STATUSES, data.status),
    since: instant(data.since),
    assurance: oneOf(ASSURANCES, data.assurance) ?? 'none',
    confirmedAt: instant(data.confirmed_at),
    decision: data.decision === 'muted' ? 'muted' : 'live',
    reasons: list(data.reasons, parseHold),
    overrideUntil: instant(data.override_until),
    upcoming: parseUpcoming(data.upcoming),
    problem: parseProblem(data.problem),
    observations: entries<boolean | null>(data.observations, bool, true),
    muteRefused: refusal(data.mute_refused),
    unmuteRefused: refusal(data.unmute_refused),
  };
}

function parseHold(value: unknown): Hold | null {
  const data = record(value);
  const kind = oneOf(HOLD_KINDS, data.kind);
  if (kind === null) {
    return null;
  }
  const hold: Hold = { kind };
  const [id, name, until] = [text(data.id), text(data.name), instant(data.until)];
  const origin = oneOf(ORIGINS, data.origin);
  const undetermined = list(data.undetermined, text);
  return {
    ...hold,
    ...(id === null ? {} : { id }),
    ...(name === null ? {} : { name }),
    ...(until === null ? {} : { until }),
    ...(origin === null ? {} : { origin }),
    ...(data.mine === true ? { mine: true } : {}),
    ...(undetermined.length === 0 ? {} : { undetermined }),
  };
}

function parseUpcoming(value: unknown): Upcoming | null {
  const data = record(value);
  const at = instant(data.at);
  const decision = oneOf(['live', 'muted'] as const, data.decision);
  return at === null || decision === null ? null : { at, decision, reasons: list(data.reasons, parseHold) };
}

/** A kind that is not known yet is a problem all the same. */
function parseProblem(value: unknown): Problem | null {
  return isRecord(value) ? { kind: oneOf(PROBLEMS, value.kind) ?? 'mute_fails', since: instant(value.since) } : null;
}

function parseHome(data: Json): Home {
  const [privacy, scheduler, log] = [record(data.privacy_mode), record(data.scheduler), record(data.log)];
  return {
    canHear: count(data.can_hear),
    mayHear: count(data.may_hear),
    uncovered: count(data.uncovered),
    privacyMode: {
      entityId: text(privacy.entity_id),
      on: privacy.on === true,
      refused: refusal(privacy.refused),
    },
    scheduler: { entityId: text(scheduler.entity_id), on: scheduler.on === true },
    morning: instant(data.morning) ?? 0,
    log: { kept: log.kept === true, readable: log.readable === true },
  };
}

function parseRule(value: unknown): Rule | null {
  const data = record(value);
  const id = text(data.id);
  if (id === null) {
    return null;
  }
  return {
    id,
    name: text(data.name) ?? id,
    effect: data.effect === 'listen' ? 'listen' : 'mute',
    enabled: data.enabled === true,
    active: bool(data.active),
    entities: entries(data.entities, text),
  };
}

export function parseMark(value: unknown): Mark | null {
  const data = record(value);
  const [microphoneId, start] = [text(data.microphone_id), instant(data.start)];
  if (microphoneId === null || start === null) {
    return null;
  }
  return {
    id: number(data.id),
    microphoneId,
    start,
    end: Math.max(start, instant(data.end) ?? start),
    kind: data.kind === 'capture' ? 'capture' : 'activation',
    misfire: data.misfire === true,
    whileMuted: data.while_muted === true,
  };
}

function parseMicrophoneTimeline(value: unknown): MicrophoneTimeline | null {
  const data = record(value);
  const id = text(data.microphone_id);
  if (id === null) {
    return null;
  }
  return {
    id,
    spans: list(data.spans, parseSpan),
    marks: list(data.marks, (each) => compactMark(id, each)).sort((one, other) => one.start - other.start),
    violations: list(data.violations, parseSpan),
    coming: list(data.coming, parseComing),
  };
}

function parseSpan(value: unknown): Span | null {
  const [from, to, status]: unknown[] = Array.isArray(value) ? (value as unknown[]) : [];
  const [start, end] = [number(from), number(to)];
  return start === null || end === null || end < start ? null : { start, end, status: oneOf(STATUSES, status) };
}

function compactMark(microphoneId: string, value: unknown): Mark | null {
  const [id, from, to, given]: unknown[] = Array.isArray(value) ? (value as unknown[]) : [];
  const start = number(from);
  if (start === null) {
    return null;
  }
  const flags = number(given) ?? 0;
  return {
    id: number(id),
    microphoneId,
    start,
    end: Math.max(start, number(to) ?? start),
    kind: (flags & CAPTURE) === 0 ? 'activation' : 'capture',
    misfire: (flags & MISFIRE) !== 0,
    whileMuted: (flags & WHILE_MUTED) !== 0,
  };
}

function parseComing(value: unknown): ComingSpan | null {
  const data = record(value);
  const [start, end] = [instant(data.start), instant(data.end)];
  const decision = oneOf(['live', 'muted'] as const, data.decision);
  return start === null || end === null || decision === null
    ? null
    : { start, end, decision, reasons: list(data.reasons, parseHold) };
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function record(value: unknown): Json {
  return isRecord(value) ? value : {};
}

export function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function bool(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

export function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function count(value: unknown): number {
  return Math.max(0, Math.trunc(number(value) ?? 0));
}

/** An ISO 8601 string as milliseconds. */
function instant(value: unknown): number | null {
  return typeof value === 'string' ? number(Date.parse(value)) : null;
}

function refusal(value: unknown): Refusal | null {
  // A reason that is not known yet is a refusal all the same.
  return value === null || value === undefined ? null : (oneOf(REFUSALS, value) ?? 'no_right');
}

export function oneOf<T extends string>(known: readonly T[], value: unknown): T | null {
  return known.find((each) => each === value) ?? null;
}

export function list<T>(value: unknown, parse: (each: unknown) => T | null): T[] {
  return Array.isArray(value) ? value.map(parse).filter((each) => each !== null) : [];
}

/** The entries that `parse` understands, or all of them with null for the others; without a prototype to pollute. */
function entries<T>(value: unknown, parse: (each: unknown) => T | null, all?: false): Record<string, NonNullable<T>>;
function entries<T>(value: unknown, parse: (each: unknown) => T | null, all: true): Record<string, T | null>;
function entries<T>(value: unknown, parse: (each: unknown) => T | null, all = false): Record<string, T | null> {
  const result = Object.create(null) as Record<string, T | null>;
  for (const [key, each] of Object.entries(record(value))) {
    const parsed = parse(each);
    if (all || parsed !== null) {
      result[key] = parsed;
    }
  }
  return result;
}
