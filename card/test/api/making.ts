import fc from 'fast-check';

import type { HassConnection } from '../../src/api/hass';
import { parseMessage, pictured } from '../../src/api/parse';
import type { Mark, MicrophoneTimeline, Snapshot, Span, Status, Timeline } from '../../src/api/types';

/** Tuesday, 20 October 2026, 21:00 in Berlin. */
export const NOW = Date.parse('2026-10-20T19:00:00Z');
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

export type Wire = Readonly<Record<string, unknown>>;

/** An instant as Earshot sends it. */
export function iso(at: number): string {
  return new Date(at).toISOString().replace('Z', '+00:00');
}

/** A microphone as Earshot sends it. */
export function wireMicrophone(id: string, given: Wire = {}): Wire {
  return {
    id,
    name: id,
    area: null,
    entities: { status: `sensor.${id}` },
    status: 'armed',
    since: iso(NOW - HOUR),
    assurance: 'firmware',
    confirmed_at: null,
    decision: 'live',
    reasons: [],
    override_until: null,
    upcoming: null,
    problem: null,
    observations: {},
    mute_refused: null,
    unmute_refused: null,
    ...given,
  };
}

export function wireHome(given: Wire = {}): Wire {
  return {
    can_hear: 1,
    may_hear: 0,
    uncovered: 0,
    privacy_mode: { entity_id: 'switch.earshot_privacy_mode', on: false, refused: null },
    scheduler: { entity_id: 'switch.earshot_scheduler', on: true },
    morning: iso(NOW + 10 * HOUR),
    log: { kept: true, readable: true },
    ...given,
  };
}

export function wireRule(id: string, given: Wire = {}): Wire {
  return { id, name: id, effect: 'mute', enabled: true, active: false, entities: {}, ...given };
}

/** The first message of a subscription. */
export function full(microphones: readonly Wire[] = [wireMicrophone('kitchen')], given: Wire = {}): Wire {
  return { loaded: true, full: true, home: wireHome(), microphones, rules: [wireRule('night')], ...given };
}

/** An activation that has just ended, as Earshot sends it. */
export function wireMark(microphoneId: string, start: number, given: Wire = {}): Wire {
  return {
    id: null,
    microphone_id: microphoneId,
    start: iso(start),
    end: iso(start + 4 * SECOND),
    kind: 'activation',
    misfire: false,
    while_muted: false,
    ...given,
  };
}

/** An answer of `earshot/timeline` of microphones, each with its spans and what else is given. */
export function wireTimeline(microphones: Readonly<Record<string, Wire>>, given: Wire = {}): Wire {
  const start = iso(NOW - 24 * HOUR);
  return {
    start,
    end: iso(NOW + 8 * HOUR),
    since: start,
    microphones: Object.entries(microphones).map(([id, each]) => ({
      microphone_id: id,
      microphone: id,
      spans: [],
      marks: [],
      violations: [],
      coming: [],
      ...each,
    })),
    ...given,
  };
}

export function mark(start: number, given: Partial<Mark> = {}): Mark {
  return {
    id: null,
    microphoneId: 'kitchen',
    start,
    end: start + 4 * SECOND,
    kind: 'activation',
    misfire: false,
    whileMuted: false,
    ...given,
  };
}

export function span(start: number, end: number, status: Status | null): Span {
  return { start, end, status };
}

/** The timeline of one microphone. */
export function line(given: Partial<MicrophoneTimeline> = {}): MicrophoneTimeline {
  return { id: 'kitchen', spans: [], marks: [], violations: [], coming: [], ...given };
}

export function timeline(lines: readonly MicrophoneTimeline[] = [line()]): Timeline {
  const start = NOW - 24 * HOUR;
  return {
    start,
    end: NOW + 8 * HOUR,
    since: start,
    microphones: new Map(lines.map((each) => [each.id, each])),
  };
}

/** Let everything that waits for a promise alone go on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) {
    await Promise.resolve();
  }
}

export interface Asked {
  readonly message: Wire;
  answer(value: unknown): Promise<void>;
  refuse(error?: unknown): Promise<void>;
}

export interface Subscribed extends Asked {
  readonly options: unknown;
  /** Have the server send an event. */
  event(message: unknown): void;
  /** How often it was unsubscribed from. */
  left: number;
}

/** Home Assistant's connection; what it answers waits until the test says so. */
export class Socket implements HassConnection {
  connected = true;
  readonly subscriptions: Subscribed[] = [];
  readonly asked: Asked[] = [];
  readonly #listeners = { ready: new Set<() => void>(), disconnected: new Set<() => void>() };

  subscribeMessage(
    callback: (message: unknown) => void,
    message: Wire,
    options?: unknown,
  ): Promise<() => Promise<void>> {
    return new Promise((resolve, reject) => {
      const made: Subscribed = {
        ...pending(message, resolve, reject),
        options,
        event: callback,
        left: 0,
        answer: async () => {
          resolve(() => {
            made.left += 1;
            return this.connected ? Promise.resolve() : Promise.reject(new Error('It went with its connection'));
          });
          await settle();
        },
      };
      this.subscriptions.push(made);
    });
  }

  sendMessagePromise<T>(message: Wire): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.asked.push(pending(message, resolve, reject));
    });
  }

  addEventListener(event: 'ready' | 'disconnected', listener: () => void): void {
    this.#listeners[event].add(listener);
  }

  removeEventListener(event: 'ready' | 'disconnected', listener: () => void): void {
    this.#listeners[event].delete(listener);
  }

  /** How many listen to the connection itself. */
  get listeners(): number {
    return this.#listeners.ready.size + this.#listeners.disconnected.size;
  }

  /** The last subscription. */
  get last(): Subscribed {
    return lastOf(this.subscriptions);
  }

  /** What was asked last. */
  get question(): Asked {
    return lastOf(this.asked);
  }

  lose(): void {
    this.connected = false;
    this.#fire('disconnected');
  }

  return(): void {
    this.connected = true;
    this.#fire('ready');
  }

  #fire(event: 'ready' | 'disconnected'): void {
    for (const listener of [...this.#listeners[event]]) {
      listener();
    }
  }
}

function lastOf<T>(all: readonly T[]): T {
  const one = all.at(-1);
  if (one === undefined) {
    throw new Error('Nothing was asked');
  }
  return one;
}

function pending(
  message: Wire,
  resolve: (value: never) => void,
  reject: (error: unknown) => void,
): Pick<Asked, 'message' | 'answer' | 'refuse'> {
  return {
    message,
    answer: async (value) => {
      resolve(value as never);
      await settle();
    },
    refuse: async (error = { code: 'home_assistant_error', message: 'No' }) => {
      reject(error);
      await settle();
    },
  };
}

/** JSON as it may come from a server that is newer, older or hostile: things that look like Earshot's, and anything else. */
export const json: fc.Arbitrary<unknown> = fc.letrec((tie) => {
  const words: fc.Arbitrary<string> = fc.constantFrom(
    ...'id name area entities status since assurance confirmed_at decision reasons override_until upcoming problem observations'
      .concat(' mute_refused unmute_refused kind until origin mine undetermined at loaded full home microphones rules')
      .concat(
        ' activations can_hear may_hear uncovered privacy_mode scheduler morning log kept readable entity_id on refused',
      )
      .concat(
        ' effect enabled active microphone_id start end misfire while_muted spans marks violations coming __proto__',
      )
      .split(' '),
  );
  return {
    any: fc.oneof(
      { maxDepth: 4 },
      fc.jsonValue({ maxDepth: 1 }),
      fc.constantFrom('muted', 'live', 'rule', 'kitchen', '2026-10-20T19:00:00+00:00', 'listen', 'capture', true, null),
      tie('object'),
      fc.array(tie('any'), { maxLength: 3 }),
    ),
    object: fc
      .array(fc.tuple(words, tie('any')), { maxLength: 12 })
      // As a parser of JSON makes it: `__proto__` is a key like any other.
      .map(
        (all) => JSON.parse(`{${all.map(([key, each]) => `"${key}":${JSON.stringify(each)}`).join(',')}}`) as unknown,
      ),
  };
}).any;

/** A whole message as it is kept. */
export function snapshotOf(message: Wire): Snapshot {
  const snapshot = pictured(parseMessage(message));
  if (snapshot === null) {
    throw new Error('There is no picture');
  }
  return snapshot;
}
