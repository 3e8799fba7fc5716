import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ASSURANCES, STATUSES, type Connection, type Microphone } from '../../src/api/types';
import { assuranceWords, rowWords, sheetWords } from '../../src/model/words';
import { ANY_CONNECTION, anyMicrophone, microphone, muted, NOW, paused, telling } from './making';

const row = (given: Microphone, connection: Connection = 'ready') => rowWords(given, connection, telling());
const sheet = (given: Microphone, connection: Connection = 'ready') => sheetWords(given, connection, telling());
const assurance = (given: Microphone, connection: Connection = 'ready') => assuranceWords(given, connection, telling());

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
