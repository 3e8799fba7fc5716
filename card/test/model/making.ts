import fc from 'fast-check';

import {
  ASSURANCES,
  STATUSES,
  type Connection,
  type Hold,
  type Home,
  type Microphone,
  type Problem,
  type Snapshot,
} from '../../src/api/types';
import { rowWords, type RowWords } from '../../src/model/words';
import { DAY, microphone, NOW, telling } from '../log/making';

export { DAY, HOUR, microphone, NOW, SECOND, telling } from '../log/making';

export const MINUTE = 60_000;
/** English, at 23:12 in Berlin. */
export const { text } = telling();
/** 07:00 of the next morning in Berlin. */
export const SEVEN = Date.parse('2026-11-25T06:00:00Z');
export const NIGHT: Hold = { kind: 'rule', id: 'night', name: 'Night', until: SEVEN };
export const MINE: Hold = { kind: 'person', origin: 'person', mine: true };
export const PRIVACY: Hold = { kind: 'privacy_mode' };

/** A microphone whose device says itself that it is muted. */
export function muted(id: string, given: Partial<Microphone> = {}): Microphone {
  return microphone(id, { status: 'muted', confirmedAt: NOW, decision: 'muted', reasons: [NIGHT], ...given });
}

/** A microphone that Home Assistant holds back. */
export function paused(id: string, given: Partial<Microphone> = {}): Microphone {
  return microphone(id, { status: 'paused', assurance: 'software', decision: 'muted', reasons: [NIGHT], ...given });
}

/** The words of a row. */
export function row(given: Microphone, connection: Connection = 'ready'): RowWords {
  return rowWords(given, connection, telling());
}

/** A row as it is read on the screen, without its counter. */
export function line(given: Microphone, connection: Connection = 'ready'): string {
  const { strong, beside, after } = row(given, connection);
  return [`${strong} ${beside}`.trim(), ...after].join(' · ');
}

export function home(given: Partial<Home> = {}): Home {
  return {
    canHear: 0,
    mayHear: 0,
    uncovered: 0,
    privacyMode: { entityId: 'switch.privacy', on: false, refused: null },
    scheduler: { entityId: 'switch.scheduler', on: true },
    morning: SEVEN,
    log: { kept: true, readable: true },
    ...given,
  };
}

export function withPrivacyMode(given: Partial<Home['privacyMode']> = {}): Home {
  return home({ privacyMode: { entityId: 'switch.privacy', on: true, refused: null, ...given } });
}

/** A home of these microphones, counted as Earshot does: by what they are. */
export function snapshot(microphones: readonly Microphone[], given: Partial<Home> = {}): Snapshot {
  const unseen = microphones.filter(({ status }) => status === null || status === 'unobserved').length;
  const quiet = microphones.filter(({ status }) => status === 'muted' || status === 'paused').length;
  return {
    home: home({ canHear: microphones.length - unseen - quiet, mayHear: unseen, ...given }),
    microphones: new Map(microphones.map((each) => [each.id, each])),
    order: microphones.map(({ id }) => id),
    rules: [],
  };
}

const anyInstant = fc.integer({ min: NOW - DAY, max: NOW + 2 * DAY });
const anyRefusal = fc.option(fc.constantFrom('no_control', 'no_right', 'privacy_mode', 'quiet_time'));
const anyName = fc.constantFrom('Night', 'Meeting', '{name}', '<b>');

export const anyHold = fc.record(
  {
    kind: fc.constantFrom('privacy_mode', 'person', 'automation', 'rule', 'default'),
    name: anyName,
    until: anyInstant,
    origin: fc.constantFrom('person', 'device', 'unattributed', 'automation'),
    mine: fc.boolean(),
    undetermined: fc.array(fc.constantFrom('Anna', 'Sun'), { maxLength: 2 }),
  },
  { requiredKeys: ['kind'] },
) as fc.Arbitrary<Hold>;

const anyProblem = fc.record({
  kind: fc.constantFrom('mute_fails', 'clash', 'heard', 'live', 'streaming'),
  since: fc.option(anyInstant),
});

/** Any microphone that a message can tell of, also one that contradicts itself. */
export const anyMicrophone = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  name: fc.constantFrom('Kitchen', 'Hall', 'Attic'),
  area: fc.option(fc.constantFrom('Upstairs', 'Outside')),
  entities: fc.constantFrom({}, { status: 'sensor.status' }),
  status: fc.option(fc.constantFrom(...STATUSES)),
  since: fc.option(fc.integer({ min: NOW - DAY, max: NOW })),
  assurance: fc.constantFrom(...ASSURANCES),
  confirmedAt: fc.option(anyInstant),
  decision: fc.constantFrom('live', 'muted'),
  reasons: fc.array(anyHold, { maxLength: 3 }),
  overrideUntil: fc.option(anyInstant),
  upcoming: fc.option(
    fc.record({
      at: anyInstant,
      decision: fc.constantFrom('live', 'muted'),
      reasons: fc.array(anyHold, { maxLength: 2 }),
    }),
  ),
  problem: fc.option(anyProblem),
  observations: fc.constantFrom({}, { do_not_disturb: true }, { do_not_disturb: false }),
  muteRefused: anyRefusal,
  unmuteRefused: anyRefusal,
}) as fc.Arbitrary<Microphone>;

/** Up to six of them, each id once. */
export const anyMicrophones = fc.uniqueArray(anyMicrophone, { selector: ({ id }) => id, maxLength: 6 });

export const ANY_CONNECTION = ['loading', 'ready', 'lost', 'missing', 'not_set_up', 'forbidden'] as const;

/** A quarter of an hour before and after the clocks of Berlin change. */
export const SPRING = Date.parse('2026-03-29T00:50:00Z');
export const AUTUMN = Date.parse('2026-10-25T00:50:00Z');

export const BY_NIGHT = { at: NOW + 78 * MINUTE, decision: 'muted', reasons: [NIGHT] } as const;
export const PROBLEM: Problem = { kind: 'live', since: NOW - 21 * MINUTE };
