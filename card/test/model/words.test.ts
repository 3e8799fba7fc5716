import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type Hold, type Microphone } from '../../src/api/types';
import { holdWords, lastingHold, rowWords, upcomingWords } from '../../src/model/words';
import {
  ANY_CONNECTION,
  anyHold,
  BY_NIGHT,
  line,
  microphone,
  MINE,
  MINUTE,
  muted,
  NIGHT,
  NOW,
  paused,
  PRIVACY,
  PROBLEM,
  row,
  SECOND,
  SEVEN,
  telling,
} from './making';

describe('a row', () => {
  it('says how a mute is assured, whose it is and until when', () => {
    expect(line(muted('a'))).toBe('Muted in firmware · Night until 07:00');
    expect(line(muted('a', { assurance: 'power_cut' }))).toBe('Muted by power cut · Night until 07:00');
    expect(line(muted('a', { assurance: 'hardware' }))).toBe('Muted on the device · Night until 07:00');
    expect(line(muted('a', { assurance: 'software' }))).toBe('Muted in software · Night until 07:00');
    expect(line(paused('a'))).toBe('Paused by Home Assistant · Night until 07:00');
  });

  it('says what can hear, and what comes next', () => {
    expect(line(microphone('a', { upcoming: BY_NIGHT }))).toBe('Armed · Night mutes it at 00:30');
    expect(line(microphone('a'))).toBe('Armed');
    const again = { ...BY_NIGHT, reasons: [{ kind: 'default' }] } as const;
    expect(line(microphone('a', { upcoming: again }))).toBe('Armed · muted again at 00:30');
    expect(line(microphone('a', { upcoming: { ...BY_NIGHT, decision: 'live' } }))).toBe('Armed');
  });

  it('says until when a person has it listen, rather than what comes next', () => {
    const given = { overrideUntil: NOW + 15 * MINUTE, upcoming: BY_NIGHT };
    expect(line(microphone('a', given))).toBe('Armed · unmuted until 23:27');
  });

  it('says of a blocked upload that it can hear', () => {
    const given = microphone('a', { status: 'blocked', assurance: 'upload_blocked', decision: 'muted' });
    expect(line({ ...given, reasons: [NIGHT] })).toBe('Can hear · upload blocked · Night until 07:00');
    expect(line({ ...given, decision: 'live' })).toBe('Can hear · upload blocked');
  });

  it('says what listens, and for how long', () => {
    const since = NOW - 7 * SECOND;
    const listening = microphone('a', { status: 'listening', since, upcoming: BY_NIGHT });
    expect(line(listening)).toBe('Listening · Night mutes it at 00:30');
    expect(row(listening).countingSince).toBe(since);
    expect(row({ ...listening, status: 'recording' })).toMatchObject({ strong: 'Recording', countingSince: since });
    expect(row({ ...listening, status: 'streaming' })).toMatchObject({ strong: 'Streaming', countingSince: since });
  });

  it('counts nothing else', () => {
    expect(row(microphone('a')).countingSince).toBeNull();
    expect(row(muted('a')).countingSince).toBeNull();
    expect(row(microphone('a', { status: 'listening', since: null })).countingSince).toBeNull();
    expect(row(microphone('a', { status: 'listening', problem: PROBLEM })).countingSince).toBeNull();
    expect(row(microphone('a', { status: 'listening' }), 'lost').countingSince).toBeNull();
  });

  it('says that a mute waits for a command', () => {
    const given = microphone('a', { status: 'muting', decision: 'muted', reasons: [NIGHT] });
    expect(line(given)).toBe('Muting when this command ends · Night until 07:00');
  });

  it('says that it cannot be seen, or not be reached, whatever was decided', () => {
    expect(line(microphone('a', { status: 'unobserved', decision: 'muted', reasons: [NIGHT] }))).toBe(
      'May be listening · cannot be seen',
    );
    expect(line(microphone('a', { status: null, decision: 'muted', reasons: [NIGHT] }))).toBe(
      'Unknown · not reachable since 22:12',
    );
    expect(line(microphone('a', { status: null, since: null }))).toBe('Unknown · not reachable');
  });

  it.each([
    ['mute_fails', 'its control does not take effect', 'not muted since 22:51'],
    ['clash', 'something keeps unmuting it', 'something keeps unmuting it since 22:51'],
    ['heard', 'heard while muted', 'heard while muted at 22:51'],
    ['live', 'live', 'live since 22:51'],
    ['streaming', 'still streams', 'still streams since 22:51'],
  ] as const)('says above all that a mute does not hold: %s', (kind, what, since) => {
    const given = muted('a', { problem: { kind, since: PROBLEM.since } });
    expect(line(given)).toBe(`Mute does not hold · ${since}`);
    expect(line({ ...given, problem: { kind, since: null } })).toBe(`Mute does not hold · ${what}`);
  });

  it('says nothing of a mute that nobody vouches for', () => {
    expect(line(muted('a', { confirmedAt: null }))).toBe('May be listening · cannot be seen');
    expect(line(muted('a', { assurance: 'response_only' }))).toBe('May be listening · cannot be seen');
  });

  it('is in the user’s zone and format', () => {
    const there = telling({ zone: 'America/New_York', time: '12' });
    const [after] = rowWords(muted('a'), 'ready', there).after;
    expect(after?.replace(/\s/g, ' ')).toBe('Night until 1:00 AM');
  });
});

describe('a row without a connection', () => {
  it.each([
    ['muted', 'was muted at 22:12'],
    ['paused', 'was paused at 22:12'],
    ['blocked', 'could hear at 22:12'],
    ['muting', 'was muting at 22:12'],
    ['armed', 'was armed at 22:12'],
    ['listening', 'was listening at 22:12'],
    ['streaming', 'was streaming at 22:12'],
    ['recording', 'was recording at 22:12'],
    ['unobserved', 'could not be seen at 22:12'],
    [null, 'was unknown at 22:12'],
  ] as const)('says what it was: %s', (status, was) => {
    for (const connection of ANY_CONNECTION.filter((each) => each !== 'ready')) {
      expect(line(muted('a', { status }), connection)).toBe(`Unknown · ${was}`);
    }
  });

  it('does not make up when that was', () => {
    expect(line(muted('a', { since: null }), 'lost')).toBe('Unknown');
  });
});

describe('a row read out', () => {
  const kitchen = { name: 'Kitchen' };

  it('says for how long it has listened, once', () => {
    const given = microphone('a', { name: 'Living room', status: 'listening', since: NOW - 7 * SECOND });
    expect(row({ ...given, upcoming: BY_NIGHT }).aria).toBe(
      'Living room, listening for 7 seconds. Night mutes it at 00:30. Opens choices.',
    );
    expect(row(given).aria).toBe('Living room, listening for 7 seconds. Opens choices.');
    expect(row({ ...given, status: 'recording' }).aria).toContain('recording for 7 seconds');
    expect(row({ ...given, status: 'streaming' }).aria).toContain('streaming for 7 seconds');
  });

  it('says that a device does not confirm', () => {
    expect(row(paused('a', kitchen)).aria).toBe(
      'Kitchen, paused by Home Assistant, not confirmed by the device. Night until 07:00. Opens choices.',
    );
  });

  it('says else what is on the screen', () => {
    expect(row(muted('a', kitchen)).aria).toBe('Kitchen, Muted in firmware · Night until 07:00. Opens choices.');
    expect(row(microphone('a', kitchen)).aria).toBe('Kitchen, Armed. Opens choices.');
    expect(row(muted('a', kitchen), 'lost').aria).toBe('Kitchen, Unknown · was muted at 22:12. Opens choices.');
    expect(row(microphone('a', { ...kitchen, problem: PROBLEM })).aria).toBe(
      'Kitchen, Mute does not hold · live since 22:51. Opens choices.',
    );
  });

  it('takes names as they are', () => {
    expect(row(muted('a', { name: '{status}', reasons: [{ ...NIGHT, name: '{time}' }] })).aria).toBe(
      '{status}, Muted in firmware · {time} until 07:00. Opens choices.',
    );
  });
});

describe('whose mute it is', () => {
  const words = (hold: Hold) => holdWords(hold, telling());
  const until = NOW + 38 * MINUTE;

  it.each([
    [{ kind: 'rule', name: 'Night' }, 'Night', 'Night until 23:50'],
    [MINE, 'by you, until you resume', 'by you until 23:50'],
    [{ kind: 'person', origin: 'person' }, 'by another person', 'by another person until 23:50'],
    [{ kind: 'person' }, 'by another person', 'by another person until 23:50'],
    [{ kind: 'person', origin: 'device' }, 'at the device', 'at the device until 23:50'],
    [{ kind: 'person', origin: 'unattributed' }, 'outside Earshot', 'outside Earshot until 23:50'],
    [{ kind: 'person', origin: 'automation' }, 'by an automation', 'by an automation until 23:50'],
    [{ kind: 'automation', name: 'Meeting' }, 'Meeting', 'Meeting until 23:50'],
    [{ kind: 'automation' }, 'by an automation', 'by an automation until 23:50'],
    [PRIVACY, 'Privacy mode', 'Privacy mode'],
    [{ kind: 'default' }, 'muted by default', 'muted by default'],
  ] as readonly (readonly [Hold, string, string])[])('%j', (hold, open, ends) => {
    expect(words(hold)).toBe(open);
    expect(words({ ...hold, until })).toBe(ends);
  });

  it('is of a rule without a name until when', () => {
    expect(words({ kind: 'rule', until }).trim()).toBe('until 23:50');
  });

  it('is said of the one that lasts longest, the highest of equals', () => {
    expect(lastingHold([])).toBeNull();
    expect(lastingHold([{ ...MINE, until }, NIGHT])).toBe(NIGHT);
    expect(lastingHold([MINE, NIGHT, { kind: 'default' }])).toBe(MINE);
    const privacy: Hold = { ...PRIVACY, until };
    expect(lastingHold([privacy, MINE])).toBe(privacy);
    expect(line(muted('a', { reasons: [{ ...MINE, until }, NIGHT] }))).toBe('Muted in firmware · Night until 07:00');
  });

  it('is never said of one that ends before another', () => {
    fc.assert(
      fc.property(fc.array(anyHold, { minLength: 1 }), (holds) => {
        const ends = ({ kind, until: end }: Hold) => (kind === 'privacy_mode' ? Infinity : (end ?? Infinity));
        const last = Math.max(...holds.map(ends));
        expect(lastingHold(holds)).toBe(holds.find((each) => ends(each) === last));
      }),
    );
  });
});

describe('what comes next', () => {
  it('is said in a row and in a sentence', () => {
    const of = (given: Partial<Microphone>) =>
      (['next', 'hold'] as const).map((start) => upcomingWords(microphone('a', given), telling(), start));
    expect(of({})).toEqual(['', '']);
    expect(of({ upcoming: BY_NIGHT })).toEqual(['Night mutes it at 00:30', 'Next: Night mutes it at 00:30.']);
    expect(of({ upcoming: { ...BY_NIGHT, reasons: [] } })).toEqual([
      'muted again at 00:30',
      'Next: muted again at 00:30.',
    ]);
    expect(of({ upcoming: { at: SEVEN, decision: 'live', reasons: [] } })).toEqual([
      'can hear again at 07:00',
      'Next: can hear again at 07:00.',
    ]);
  });
});
