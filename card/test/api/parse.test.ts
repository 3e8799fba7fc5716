import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { changed, number, parseMark, parseMessage, parseTimeline, pictured } from '../../src/api/parse';
import { ASSURANCES, STATUSES, type Microphone, type Snapshot } from '../../src/api/types';
import {
  full,
  HOUR,
  iso,
  json,
  NOW,
  SECOND,
  wireHome,
  wireMark,
  wireMicrophone,
  wireRule,
  wireTimeline,
  type Wire,
} from './making';

/** A microphone as it is read. */
function microphoneOf(given: Wire): Microphone {
  const [one] = parseMessage({ microphones: [wireMicrophone('kitchen', given)] }).microphones;
  if (one === undefined) {
    throw new Error('There is no microphone');
  }
  return one;
}

function snapshotOf(message: Wire): Snapshot {
  const snapshot = pictured(parseMessage(message));
  if (snapshot === null) {
    throw new Error('There is no picture');
  }
  return snapshot;
}

describe('an event', () => {
  it('tells everything at first', () => {
    const { loaded, full: whole, home, microphones, rules, activations } = parseMessage(full());
    expect([loaded, whole, activations]).toEqual([true, true, []]);
    expect(microphones.map(({ id }) => id)).toEqual(['kitchen']);
    expect(rules.map(({ id }) => id)).toEqual(['night']);
    expect(home).toEqual({
      canHear: 1,
      mayHear: 0,
      uncovered: 0,
      privacyMode: { entityId: 'switch.earshot_privacy_mode', on: false, refused: null },
      scheduler: { entityId: 'switch.earshot_scheduler', on: true },
      morning: NOW + 10 * HOUR,
      log: { kept: true, readable: true },
    });
  });

  it('says nothing of what it does not name', () => {
    const nothing = { loaded: null, full: false, home: null, microphones: [], rules: [], activations: [] };
    expect(parseMessage({})).toEqual(nothing);
    expect(parseMessage(null)).toEqual(nothing);
    expect(parseMessage([full()])).toEqual(nothing);
    expect(parseMessage({ loaded: 'yes', full: 1, home: [], microphones: {}, rules: 'all' })).toEqual(nothing);
    expect(parseMessage({ loaded: false }).loaded).toBe(false);
  });
});

describe('a microphone', () => {
  it('is read as it is told', () => {
    const given = {
      name: 'Kitchen',
      area: 'Downstairs',
      entities: { status: 'sensor.kitchen', mute: 'switch.kitchen' },
      status: 'paused',
      assurance: 'software',
      confirmed_at: iso(NOW),
      decision: 'muted',
      reasons: [{ kind: 'rule', id: 'night', name: 'Night', until: iso(NOW + HOUR) }],
      override_until: iso(NOW + SECOND),
      upcoming: { at: iso(NOW + HOUR), decision: 'live', reasons: [{ kind: 'default' }] },
      problem: { kind: 'streaming', since: iso(NOW) },
      observations: { do_not_disturb: false, silent: null },
      mute_refused: 'no_right',
      unmute_refused: 'quiet_time',
    };
    expect(microphoneOf(given)).toEqual({
      id: 'kitchen',
      name: 'Kitchen',
      area: 'Downstairs',
      entities: given.entities,
      status: 'paused',
      since: NOW - HOUR,
      assurance: 'software',
      confirmedAt: NOW,
      decision: 'muted',
      reasons: [{ kind: 'rule', id: 'night', name: 'Night', until: NOW + HOUR }],
      overrideUntil: NOW + SECOND,
      upcoming: { at: NOW + HOUR, decision: 'live', reasons: [{ kind: 'default' }] },
      problem: { kind: 'streaming', since: NOW },
      observations: { do_not_disturb: false, silent: null },
      muteRefused: 'no_right',
      unmuteRefused: 'quiet_time',
    });
  });

  it('without an id is none, and is called by its id where it has no name', () => {
    expect(parseMessage({ microphones: [wireMicrophone(''), { name: 'x' }, null] }).microphones).toEqual([]);
    expect(microphoneOf({ name: '' }).name).toBe('kitchen');
  });

  it.each(STATUSES)('may have the status %s', (status) => {
    expect(microphoneOf({ status }).status).toBe(status);
  });

  it('is unknown where its status is none that is known, never muted', () => {
    for (const status of [null, undefined, 'MUTED', 'muted ', 'sleeping', ['muted'], { muted: true }, true]) {
      expect(microphoneOf({ status }).status).toBeNull();
    }
  });

  it('promises nothing that it does not say in known words', () => {
    expect(microphoneOf({ assurance: 'absolute' }).assurance).toBe(ASSURANCES[0]);
    expect(microphoneOf({ confirmed_at: 'lately' }).confirmedAt).toBeNull();
    expect(microphoneOf({ confirmed_at: NOW }).confirmedAt).toBeNull();
    expect(microphoneOf({ decision: 'perhaps' }).decision).toBe('live');
  });

  it('has a problem also where its kind is not known', () => {
    expect(microphoneOf({ problem: { kind: 'haunted' } }).problem).toEqual({ kind: 'mute_fails', since: null });
    expect(microphoneOf({ problem: 'live' }).problem).toBeNull();
  });

  it('may not be muted also where the reason is not known', () => {
    expect(microphoneOf({ mute_refused: 'phase_of_the_moon', unmute_refused: false })).toMatchObject({
      muteRefused: 'no_right',
      unmuteRefused: 'no_right',
    });
    expect(microphoneOf({ mute_refused: undefined }).muteRefused).toBeNull();
  });

  it.each([
    [
      { kind: 'person', origin: 'device', mine: true },
      { kind: 'person', origin: 'device', mine: true },
    ],
    [{ kind: 'person', origin: 'somebody', mine: 'yes' }, { kind: 'person' }],
    [
      { kind: 'rule', undetermined: ['person.a', 4, ''], name: '', until: null },
      { kind: 'rule', undetermined: ['person.a'] },
    ],
    [{ kind: 'rule', undetermined: [] }, { kind: 'rule' }],
  ])('is held as %j says', (given, hold) => {
    expect(microphoneOf({ reasons: [given] }).reasons).toEqual([hold]);
  });

  it('is held by nothing of a kind that is not known', () => {
    expect(microphoneOf({ reasons: [{ kind: 'magic' }, 'rule', null, { kind: 'default' }] }).reasons).toEqual([
      { kind: 'default' },
    ]);
  });

  it('has nothing to come where that is not told whole', () => {
    expect(microphoneOf({ upcoming: { at: 'soon', decision: 'live' } }).upcoming).toBeNull();
    expect(microphoneOf({ upcoming: { at: iso(NOW), decision: 'perhaps' } }).upcoming).toBeNull();
    expect(microphoneOf({ upcoming: { at: iso(NOW), decision: 'muted' } }).upcoming).toEqual({
      at: NOW,
      decision: 'muted',
      reasons: [],
    });
  });

  it('leaves out entities that are none, and keeps what is observed and not known', () => {
    const read = microphoneOf({ entities: { status: 'sensor.a', mute: 4, problem: '' }, observations: { dnd: 'on' } });
    expect({ ...read.entities }).toEqual({ status: 'sensor.a' });
    expect({ ...read.observations }).toEqual({ dnd: null });
  });

  it('has names as keys that nothing else is behind', () => {
    const given = JSON.parse('{"__proto__": {"mute": "switch.evil"}, "toString": "sensor.a"}') as unknown;
    const { entities, observations } = microphoneOf({ entities: given, observations: given });
    expect(entities.mute).toBeUndefined();
    expect(entities.constructor).toBeUndefined();
    expect('valueOf' in observations).toBe(false);
    expect(Object.keys(entities)).toEqual(['toString']);
  });
});

describe('the home', () => {
  const homeOf = (given: Wire) => parseMessage({ home: given }).home;

  it('says nothing is on, and nothing can be read, where it does not say so', () => {
    expect(homeOf({})).toEqual({
      canHear: 0,
      mayHear: 0,
      uncovered: 0,
      privacyMode: { entityId: null, on: false, refused: null },
      scheduler: { entityId: null, on: false },
      morning: 0,
      log: { kept: false, readable: false },
    });
  });

  it('counts in whole numbers', () => {
    expect(homeOf({ can_hear: 2.7, may_hear: -1, uncovered: '3' })).toMatchObject({
      canHear: 2,
      mayHear: 0,
      uncovered: 0,
    });
  });
});

describe('a rule', () => {
  const rulesOf = (...rules: unknown[]) => parseMessage({ rules }).rules;

  it('is read as it is told', () => {
    const entities = { enabled: 'switch.night', active: 'binary_sensor.night' };
    expect(rulesOf(wireRule('night', { name: 'Night', effect: 'listen', active: true, entities }))).toEqual([
      { id: 'night', name: 'Night', effect: 'listen', enabled: true, active: true, entities },
    ]);
  });

  it('is off, mutes and is undetermined where it says nothing else', () => {
    expect(rulesOf({ id: 'night' }, { name: 'Night' }, 4)).toEqual([
      { id: 'night', name: 'night', effect: 'mute', enabled: false, active: null, entities: {} },
    ]);
  });
});

describe('an activation', () => {
  it('is a mark without words', () => {
    expect(parseMark(wireMark('kitchen', NOW, { transcript: 'Lights', kind: 'capture', while_muted: true }))).toEqual({
      id: null,
      microphoneId: 'kitchen',
      start: NOW,
      end: NOW + 4 * SECOND,
      kind: 'capture',
      misfire: false,
      whileMuted: true,
    });
    expect(parseMark(wireMark('kitchen', NOW, { id: 7, misfire: true }))).toMatchObject({ id: 7, misfire: true });
  });

  it('never ends before it began', () => {
    expect(parseMark(wireMark('kitchen', NOW, { end: iso(NOW - HOUR) }))?.end).toBe(NOW);
    expect(parseMark(wireMark('kitchen', NOW, { end: null }))?.end).toBe(NOW);
  });

  it('is none without a microphone or a beginning', () => {
    expect(parseMark(wireMark('', NOW))).toBeNull();
    expect(parseMark(wireMark('kitchen', NOW, { start: NOW }))).toBeNull();
  });
});

describe('a picture', () => {
  it('has the microphones in their order', () => {
    const { order, microphones } = snapshotOf(full([wireMicrophone('b'), wireMicrophone('a')]));
    expect(order).toEqual(['b', 'a']);
    expect([...microphones.keys()]).toEqual(['b', 'a']);
  });

  it('has each once, as it is told last', () => {
    const { order, microphones } = snapshotOf(full([wireMicrophone('a'), wireMicrophone('a', { status: 'muted' })]));
    expect(order).toEqual(['a']);
    expect(microphones.get('a')?.status).toBe('muted');
  });

  it('is none without a home', () => {
    expect(pictured(parseMessage({ ...full(), home: null }))).toBeNull();
  });

  it('changes in what is told, and in nothing else', () => {
    const before = snapshotOf(
      full([wireMicrophone('a'), wireMicrophone('b')], { rules: [wireRule('x'), wireRule('y')] }),
    );
    const message = {
      microphones: [wireMicrophone('b', { status: 'muted' })],
      rules: [wireRule('y', { active: true })],
    };
    const after = changed(before, parseMessage(message));
    expect(after.microphones.get('b')?.status).toBe('muted');
    expect(after.microphones.get('a')).toBe(before.microphones.get('a'));
    expect(after.rules.map(({ active }) => active)).toEqual([false, true]);
    expect(after.rules[0]).toBe(before.rules[0]);
    expect(after.home).toBe(before.home);
    expect(after.order).toBe(before.order);
    expect(before.microphones.get('b')?.status).toBe('armed');
  });

  it('keeps its microphones where only the home is told', () => {
    const before = snapshotOf(full());
    const after = changed(before, parseMessage({ home: wireHome({ can_hear: 5 }) }));
    expect(after.home.canHear).toBe(5);
    expect(after.microphones).toBe(before.microphones);
  });

  it('gets no microphone and no rule from a change: only a whole message adds', () => {
    const before = snapshotOf(full());
    const after = changed(before, parseMessage({ microphones: [wireMicrophone('new')], rules: [wireRule('new')] }));
    expect([...after.microphones.keys()]).toEqual(['kitchen']);
    expect(after.rules.map(({ id }) => id)).toEqual(['night']);
  });

  it('comes to the same by changes as whole', () => {
    const ids = ['a', 'b', 'c'];
    const statuses = fc.array(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...STATUSES)), { maxLength: 12 });
    fc.assert(
      fc.property(statuses, (all) => {
        const last = new Map(ids.map((id) => [id, 'armed']));
        let snapshot = snapshotOf(full(ids.map((id) => wireMicrophone(id))));
        for (const [id, status] of all) {
          last.set(id, status);
          snapshot = changed(snapshot, parseMessage({ microphones: [wireMicrophone(id, { status })] }));
        }
        expect(snapshot).toEqual(snapshotOf(full([...last].map(([id, status]) => wireMicrophone(id, { status })))));
      }),
    );
  });
});

describe('a timeline', () => {
  it('is read from the least that draws it', () => {
    const coming = [{ start: iso(NOW), end: iso(NOW + HOUR), decision: 'muted', reasons: [{ kind: 'default' }] }];
    const kitchen = {
      spans: [
        [NOW - HOUR, NOW - SECOND, 'armed'],
        [NOW - SECOND, NOW, null],
      ],
      marks: [[17, NOW - HOUR, NOW - HOUR + SECOND, 3]],
      violations: [[NOW - 2 * SECOND, NOW]],
      coming,
    };
    const { microphones, ...bounds } = parseTimeline(wireTimeline({ kitchen }, { since: iso(NOW - HOUR) }));
    expect(bounds).toEqual({ start: NOW - 24 * HOUR, end: NOW + 8 * HOUR, since: NOW - HOUR });
    expect([...microphones.values()]).toEqual([
      {
        id: 'kitchen',
        spans: [
          { start: NOW - HOUR, end: NOW - SECOND, status: 'armed' },
          { start: NOW - SECOND, end: NOW, status: null },
        ],
        marks: [
          {
            id: 17,
            microphoneId: 'kitchen',
            start: NOW - HOUR,
            end: NOW - HOUR + SECOND,
            kind: 'activation',
            misfire: true,
            whileMuted: true,
          },
        ],
        violations: [{ start: NOW - 2 * SECOND, end: NOW, status: null }],
        coming: [{ start: NOW, end: NOW + HOUR, decision: 'muted', reasons: [{ kind: 'default' }] }],
      },
    ]);
  });

  it.each([
    [0, 'activation', false, false],
    [1, 'activation', true, false],
    [2, 'activation', false, true],
    [4, 'capture', false, false],
    [7, 'capture', true, true],
    // Of a newer Earshot.
    [8, 'activation', false, false],
    [null, 'activation', false, false],
  ])('has marks whose sum %j is %s, a misfire: %s, while muted: %s', (flags, kind, misfire, whileMuted) => {
    const answer = wireTimeline({ kitchen: { marks: [[1, NOW, NOW, flags]] } });
    expect(parseTimeline(answer).microphones.get('kitchen')?.marks).toMatchObject([{ kind, misfire, whileMuted }]);
  });

  it('has its marks in the order of their beginning, none that ends before it', () => {
    const marks = [[2, NOW, NOW - HOUR, 0], [1, NOW - HOUR, null, 0], [3, null, NOW, 0], 'mark'];
    const read = parseTimeline(wireTimeline({ kitchen: { marks } })).microphones.get('kitchen')?.marks;
    expect(read?.map(({ id, start, end }) => [id, start, end])).toEqual([
      [1, NOW - HOUR, NOW - HOUR],
      [2, NOW, NOW],
    ]);
  });

  it('has no span that is none: nobody knows of it', () => {
    const spans = [[NOW, NOW - 1, 'muted'], [NOW, '5', 'muted'], [null, NOW, 'muted'], {}, [NOW, NOW, 'asleep']];
    expect(parseTimeline(wireTimeline({ kitchen: { spans } })).microphones.get('kitchen')?.spans).toEqual([
      { start: NOW, end: NOW, status: null },
    ]);
  });

  it('has nothing to come that is not told whole', () => {
    const coming = [
      { start: iso(NOW), end: iso(NOW), decision: 'perhaps' },
      { start: iso(NOW), decision: 'muted' },
      { end: iso(NOW), decision: 'muted' },
    ];
    expect(parseTimeline(wireTimeline({ kitchen: { coming } })).microphones.get('kitchen')?.coming).toEqual([]);
  });

  it('is empty where it is none', () => {
    expect(parseTimeline('x')).toEqual({ start: 0, end: 0, since: 0, microphones: new Map() });
    expect(parseTimeline({ start: iso(NOW), microphones: [{ spans: [] }] })).toEqual({
      start: NOW,
      end: NOW,
      since: NOW,
      microphones: new Map(),
    });
  });
});

describe('whatever comes', () => {
  const instants = (all: readonly (number | null)[]) => all.every((at) => at === null || Number.isFinite(at));

  it('is read without throwing, into nothing but what is known', () => {
    fc.assert(
      fc.property(json, (value) => {
        for (const message of [
          value,
          { ...full(), microphones: [value], rules: [value], home: value, activations: [value] },
        ]) {
          const { microphones, rules, activations, home } = parseMessage(message);
          for (const each of microphones) {
            expect(each.status === null || STATUSES.includes(each.status)).toBe(true);
            expect(ASSURANCES).toContain(each.assurance);
            expect(['live', 'muted']).toContain(each.decision);
            expect(instants([each.since, each.confirmedAt, each.overrideUntil, each.upcoming?.at ?? null])).toBe(true);
            expect(each.reasons.every(({ until }) => until === undefined || Number.isFinite(until))).toBe(true);
            expect(Object.values(each.entities).every((entity) => typeof entity === 'string')).toBe(true);
          }
          expect(rules.every(({ id, name }) => id !== '' && name !== '')).toBe(true);
          expect(activations.every(({ start, end }) => start <= end)).toBe(true);
          expect(home === null || [home.canHear, home.mayHear, home.uncovered].every((count) => count >= 0)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is changed onto a picture without adding or losing anything', () => {
    const before = snapshotOf(full([wireMicrophone('kitchen'), wireMicrophone('bedroom')]));
    fc.assert(
      fc.property(json, json, (one, other) => {
        const after = changed(before, parseMessage({ microphones: [one, other], rules: [one], home: other }));
        expect([...after.microphones.keys()]).toEqual(['kitchen', 'bedroom']);
        expect(after.rules.map(({ id }) => id)).toEqual(['night']);
      }),
      { numRuns: 300 },
    );
  });

  it('is read as a timeline without throwing', () => {
    const part = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(null, 'muted', '5', true, {}, [5]));
    const row = fc.oneof({ weight: 9, arbitrary: fc.array(part, { maxLength: 5 }) }, part);
    const rows = fc.array(row, { maxLength: 6 });
    const microphones = fc.array(
      fc.record(
        {
          microphone_id: fc.constantFrom('kitchen', 'bedroom'),
          spans: rows,
          marks: rows,
          violations: rows,
          coming: rows,
        },
        { requiredKeys: ['microphone_id'] },
      ),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(json, microphones, (value, some) => {
        parseTimeline(value);
        for (const line of parseTimeline({ microphones: some }).microphones.values()) {
          expect([...line.spans, ...line.violations].every(({ start, end }) => start <= end)).toBe(true);
          expect(line.marks.every(({ start, end }) => start <= end)).toBe(true);
          expect(line.marks.every(({ start }, at) => start >= (line.marks[at - 1]?.start ?? -Infinity))).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('has no numbers that nobody can count with', () => {
    expect([NaN, Infinity, -Infinity, '1', null].map(number)).toEqual([null, null, null, null, null]);
    expect(number(-0.5)).toBe(-0.5);
  });
});
