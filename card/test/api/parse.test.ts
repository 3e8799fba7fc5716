import { describe, expect, it } from 'vitest';

import { parseMark, parseMessage } from '../../src/api/parse';
import { ASSURANCES, STATUSES, type Microphone } from '../../src/api/types';
import { full, HOUR, iso, NOW, SECOND, wireMark, wireMicrophone, wireRule, type Wire } from './making';

/** A microphone as it is read. */
function microphoneOf(given: Wire): Microphone {
  const [one] = parseMessage({ microphones: [wireMicrophone('kitchen', given)] }).microphones;
  if (one === undefined) {
    throw new Error('There is no microphone');
  }
  return one;
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
