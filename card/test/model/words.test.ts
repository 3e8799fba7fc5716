import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ASSURANCES, STATUSES, type Connection, type Hold, type Microphone, type Problem } from '../../src/api/types';
import { assuranceWords, holdWords, lastingHold, rowWords, sheetWords, upcomingWords } from '../../src/model/words';
import {
  ANY_CONNECTION,
  anyHold,
  anyMicrophone,
  microphone,
  MINE,
  MINUTE,
  muted,
  NIGHT,
  NOW,
  paused,
  PRIVACY,
  SECOND,
  SEVEN,
  telling,
} from './making';

const HALF_PAST_TWELVE = NOW + 78 * MINUTE;
const BY_NIGHT = { at: HALF_PAST_TWELVE, decision: 'muted', reasons: [NIGHT] } as const;
const PROBLEM: Problem = { kind: 'live', since: NOW - 21 * MINUTE };

const row = (given: Microphone, connection: Connection = 'ready') => rowWords(given, connection, telling());
/** A row as it is read on the screen, without its counter. */
const line = (given: Microphone, connection: Connection = 'ready') => {
  const { strong, beside, after } = row(given, connection);
  return [`${strong} ${beside}`.trim(), ...after].join(' · ');
};
const sheet = (given: Microphone, connection: Connection = 'ready') => sheetWords(given, connection, telling());
const assurance = (given: Microphone, connection: Connection = 'ready') => assuranceWords(given, connection, telling());

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

describe('a sheet', () => {
  const NEXT = { at: SEVEN, decision: 'live', reasons: [] } as const;

  it('says why it is muted, each reason a line', () => {
    expect(sheet(muted('a', { upcoming: NEXT }))).toEqual({
      title: 'Why it is muted',
      lines: [{ kind: 'rule', title: 'Night', detail: 'Until 07:00.' }],
      foot: 'Next: can hear again at 07:00.',
      helps: [],
    });
    const several = sheet(muted('a', { reasons: [MINE, NIGHT], upcoming: NEXT }));
    expect(several.lines.map(({ title }) => title)).toEqual(['Muted by you', 'Night']);
    expect(several.foot).toBe('It stays muted while any of these stands.');
  });

  it('says of a paused one that it is paused', () => {
    expect(sheet(paused('a')).title).toBe('Why it is paused');
    expect(sheet(paused('a', { reasons: [MINE, NIGHT] })).foot).toBe('It stays paused while any of these stands.');
  });

  it.each([
    [
      PRIVACY,
      'privacy_mode',
      'Privacy mode',
      'Unmuting is refused until it ends. What is unmuted elsewhere is put right.',
    ],
    [MINE, 'person', 'Muted by you', 'Until you resume. No rule lifts it.'],
    [{ kind: 'person' }, 'person', 'Muted by another person', 'Until a person lifts it. No rule does.'],
    [{ kind: 'person', origin: 'device' }, 'device', 'Muted at the device', 'Until a person lifts it. No rule does.'],
    [
      { kind: 'person', origin: 'unattributed' },
      'person',
      'Muted outside Earshot',
      'Until a person lifts it. No rule does.',
    ],
    [
      { kind: 'person', origin: 'automation' },
      'person',
      'Held by an automation',
      'Until a person lifts it. No rule does.',
    ],
    [
      { kind: 'automation', name: 'Meeting' },
      'automation',
      'Meeting, held by an automation',
      'Until an automation releases it, or a person lifts it.',
    ],
    [
      { kind: 'automation' },
      'automation',
      'Held by an automation',
      'Until an automation releases it, or a person lifts it.',
    ],
    [{ kind: 'rule', name: 'Away' }, 'rule', 'Away', 'As long as its conditions hold.'],
    [
      { kind: 'default' },
      'default',
      'Muted by default',
      'It may listen only while a listen rule is active, or when a person lets it.',
    ],
  ] as readonly (readonly [Hold, string, string, string])[])('says of a reason: %j', (hold, kind, title, detail) => {
    expect(sheet(muted('a', { reasons: [hold] })).lines).toEqual([{ kind, title, detail }]);
    expect(sheet(muted('a', { reasons: [{ ...hold, until: SEVEN }] })).lines[0]?.detail).toBe('Until 07:00.');
  });

  it('says what is not known of a rule that counts for that', () => {
    const of = (undetermined: readonly string[]) =>
      sheet(muted('a', { reasons: [{ kind: 'rule', name: 'Away', undetermined }] })).lines[0]?.detail;
    expect(of(['Anna', 'Ben'])).toBe(
      'As long as its conditions hold. Counts as active because this is unknown: Anna, Ben.',
    );
    expect(of([])).toBe('As long as its conditions hold.');
  });

  it('says why it can hear', () => {
    expect(sheet(microphone('a', { upcoming: BY_NIGHT }))).toEqual({
      title: 'Why it can hear you',
      lines: [{ kind: 'nothing', title: 'Nothing mutes it now', detail: 'Next: Night mutes it at 00:30.' }],
      foot: '',
      helps: [],
    });
    const overridden = sheet(microphone('a', { overrideUntil: NOW + 15 * MINUTE, upcoming: BY_NIGHT }));
    expect(overridden.lines[0]?.detail).toBe('A person lets it listen until 23:27.');
    expect(overridden.foot).toBe('Next: Night mutes it at 00:30.');
  });

  it('says of do-not-disturb that it is no mute, and only there', () => {
    const dnd = { observations: { do_not_disturb: true } };
    const note = { kind: 'dnd', title: 'Do not disturb is on', detail: 'It stops the replies, not the microphone.' };
    for (const given of [microphone('a', dnd), muted('a', dnd), microphone('a', { ...dnd, status: 'unobserved' })]) {
      expect(sheet(given).lines.at(-1)).toEqual(note);
      expect(line(given)).not.toMatch(/disturb/i);
    }
    for (const state of [false, null]) {
      expect(sheet(microphone('a', { observations: { do_not_disturb: state } })).lines).toHaveLength(1);
    }
  });

  it('says what is known of one that cannot be seen, and what helps', () => {
    const given = microphone('a', { status: 'unobserved', assurance: 'none', decision: 'muted', reasons: [NIGHT] });
    const { title, lines, helps } = sheet(given);
    expect(title).toBe('What is known');
    expect(lines.map((each) => each.title)).toEqual(['Nothing shows whether it listens', 'Night']);
    expect(helps.map(({ kind }) => kind)).toEqual(['plug', 'button']);
    expect(sheet({ ...given, decision: 'live' }).lines).toHaveLength(1);
  });

  it('gives no advice about a button of what is not there, nor a plug to what has one', () => {
    const given = microphone('a', { status: null });
    expect(sheet(given).lines[0]).toEqual({
      kind: 'note',
      title: 'It cannot be reached',
      detail: 'Nobody knows whether it listens. It counts as one that may hear you.',
    });
    expect(sheet(given).helps.map(({ kind }) => kind)).toEqual(['plug']);
    expect(sheet({ ...given, assurance: 'power_cut' }).helps).toEqual([]);
  });

  it('says first what happened where a mute does not hold, and what helps', () => {
    const { title, lines, foot, helps } = sheet(
      microphone('a', { decision: 'muted', reasons: [NIGHT], problem: PROBLEM, upcoming: NEXT }),
    );
    expect(title).toBe('What happened');
    expect(lines).toEqual([
      { kind: 'problem', title: 'It can hear you and should not', detail: 'Live since 22:51.' },
      { kind: 'rule', title: 'Night', detail: 'Until 07:00.' },
    ]);
    expect(foot).toBe('');
    expect(helps.map(({ kind }) => kind)).toEqual(['plug', 'button']);
  });

  it.each(['blocked', 'muting', 'armed', 'listening', 'streaming', 'recording'] as const)(
    'does not say why something is muted that is to be and is not: %s',
    (status) => {
      const { title, lines, foot } = sheet(
        microphone('a', { status, decision: 'muted', reasons: [MINE, NIGHT], upcoming: NEXT }),
      );
      expect(title).toBe('What is known');
      expect(lines.map(({ kind }) => kind)).toEqual(['person', 'rule']);
      expect(foot).toBe('Next: can hear again at 07:00.');
    },
  );

  it.each(['loading', 'lost', 'missing', 'not_set_up', 'forbidden'] as const)(
    'knows nothing while %s',
    (connection) => {
      const said = sheet(muted('a', { observations: { do_not_disturb: true } }), connection);
      const { text } = telling();
      const detail = connection === 'loading' ? '' : text(`connection.${connection}_detail`);
      expect(said).toEqual({
        title: 'What is known',
        lines: [{ kind: 'note', title: text(`connection.${connection}`), detail }],
        foot: '',
        helps: [],
      });
    },
  );
});

describe('how far a mute can be trusted', () => {
  it.each([
    ['none', 0, 'Cannot be muted', 'No software can mute this microphone.'],
    ['response_only', 1, 'Replies only', 'Only its replies can be stopped, not its microphone.'],
    [
      'upload_blocked',
      2,
      'Mute blocks its upload',
      'It goes on hearing. While its upload is blocked nothing leaves your home.',
    ],
    ['software', 3, 'Mute acts in software', 'Software on the device stops taking sound from it.'],
    ['firmware', 4, 'Mute acts in firmware', 'The device switches its own microphone off.'],
    [
      'hardware',
      5,
      'Mute acts on the device',
      'A switch on the device itself takes its microphone off. It outranks everything.',
    ],
    ['power_cut', 6, 'Mute acts by power cut', 'Without power nothing can listen.'],
  ] as const)('is ranked and said in words: %s', (given, rank, title, detail) => {
    const label = `Assurance ${rank} of 6`;
    expect(assurance(microphone('a', { assurance: given }))).toEqual({ rank, label, title, detail });
  });

  it('is confirmed by the device itself, and when', () => {
    expect(assurance(muted('a'))).toMatchObject({
      title: 'In firmware, confirmed 23:12',
      detail: 'The device switches its own microphone off. It reports that itself.',
    });
    expect(assurance(muted('a', { confirmedAt: null })).title).toBe('In firmware, not confirmed');
  });

  it('is confirmed without power, though no device reports that', () => {
    expect(assurance(muted('a', { assurance: 'power_cut' }))).toMatchObject({
      title: 'By power cut, confirmed 23:12',
      detail: 'Without power nothing can listen.',
    });
  });

  it('is not confirmed where Home Assistant holds it back', () => {
    expect(assurance(paused('a', { confirmedAt: NOW }))).toMatchObject({
      title: 'In software, not confirmed',
      detail:
        'Home Assistant takes no sound from it. The device does not confirm, and may go on listening for its wake word.',
    });
  });

  it('is of a blocked upload that it is blocked, only while it is', () => {
    const given = { assurance: 'upload_blocked' } as const;
    expect(assurance(microphone('a', { ...given, status: 'blocked' })).title).toBe('Upload blocked');
    expect(assurance(microphone('a', { ...given, status: 'blocked' }), 'lost').title).toBe('Mute blocks its upload');
  });

  it('is not known to be confirmed without a connection', () => {
    expect(assurance(muted('a'), 'lost')).toMatchObject({ title: 'Mute acts in firmware' });
    expect(assurance(paused('a'), 'loading').detail).toBe('Software on the device stops taking sound from it.');
  });
});

describe('“muted”', () => {
  const claims = (given: Microphone, connection: Connection) => row(given, connection).strong === 'Muted';

  it('is written with an assurance, and only where a device confirms it or has no power', () => {
    fc.assert(
      fc.property(anyMicrophone, fc.constantFrom(...ANY_CONNECTION), (given, connection) => {
        const { strong, beside } = row(given, connection);
        if (strong === 'Muted') {
          expect(connection).toBe('ready');
          expect(given).toMatchObject({ status: 'muted', problem: null });
          expect(given.confirmedAt).not.toBeNull();
          expect(['by power cut', 'on the device', 'in firmware', 'in software']).toContain(beside);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('is written of every microphone of which it is so', () => {
    for (const each of ['software', 'firmware', 'hardware', 'power_cut'] as const) {
      expect(claims(muted('a', { assurance: each }), 'ready')).toBe(true);
    }
  });

  it('is explained, and called confirmed, only where it is written', () => {
    fc.assert(
      fc.property(anyMicrophone, fc.constantFrom(...ANY_CONNECTION), (given, connection) => {
        const { title, foot } = sheet(given, connection);
        if (title === 'Why it is muted' || foot === 'It stays muted while any of these stands.') {
          expect(claims(given, connection)).toBe(true);
        }
        if (connection !== 'ready' || given.status !== 'muted' || given.confirmedAt === null) {
          expect(assurance(given, connection).title).not.toMatch(/, confirmed/);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('leaves no line of a row or a sheet without words', () => {
    const statuses = fc.constantFrom(null, ...STATUSES);
    fc.assert(
      fc.property(anyMicrophone, statuses, fc.constantFrom(...ANY_CONNECTION), (any, status, connection) => {
        const given = { ...any, status, reasons: any.reasons.map((hold) => ({ name: 'Night', ...hold })) };
        const { strong, after, aria } = row(given, connection);
        const { title, lines } = sheet(given, connection);
        for (const words of [strong, ...after, aria, title, ...lines.map((each) => each.title)]) {
          expect(words).not.toBe('');
        }
      }),
    );
  });

  it('has a rank for every assurance', () => {
    expect(ASSURANCES.map((each) => assurance(microphone('a', { assurance: each })).rank)).toEqual([
      0, 1, 2, 3, 4, 5, 6,
    ]);
  });
});
