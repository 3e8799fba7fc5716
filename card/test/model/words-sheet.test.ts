import { describe, expect, it } from 'vitest';

import { type Connection, type Hold, type Microphone } from '../../src/api/types';
import { sheetWords } from '../../src/model/words';
import {
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
  SEVEN,
  telling,
} from './making';

const sheet = (given: Microphone, connection: Connection = 'ready') => sheetWords(given, connection, telling());

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
