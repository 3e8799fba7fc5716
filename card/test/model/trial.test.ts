import { describe, expect, it } from 'vitest';

import { parseTrial, trialWords, type Trial } from '../../src/model/trial';
import { telling } from './making';

interface Step {
  readonly step: string;
  readonly ok: boolean;
  readonly milliseconds?: number | null;
}

const MUTE = { step: 'mute', ok: true, milliseconds: 31.4 };
const RESTORE = { step: 'restore', ok: true, milliseconds: 12 };
const STANDS = { step: 'already_muted', ok: true, milliseconds: null };
const UNREADABLE = { step: 'unreadable', ok: false, milliseconds: null };
const failed = (step: Step): Step => ({ ...step, ok: false, milliseconds: null });
const of = (...steps: readonly Step[]) => parseTrial({ microphones: [{ microphone: 'Kitchen', steps }] });

describe('how a test of a mute went', () => {
  it('is that it held, and after how long', () => {
    expect(of(MUTE, RESTORE)).toEqual({ outcome: 'held', milliseconds: 31.4 });
  });

  it('is the slowest of several controls', () => {
    expect(of(MUTE, RESTORE, { ...MUTE, milliseconds: 90 }, RESTORE).milliseconds).toBe(90);
    expect(of({ ...MUTE, milliseconds: 90 }, RESTORE, MUTE, RESTORE).milliseconds).toBe(90);
    expect(of({ ...MUTE, milliseconds: null }, MUTE).milliseconds).toBe(31.4);
  });

  it('is that a mute stands, which was not lifted for it', () => {
    expect(of(STANDS)).toEqual({ outcome: 'stands', milliseconds: null });
    expect(of(STANDS, MUTE, RESTORE).outcome).toBe('held');
  });

  it('is the worst of its steps', () => {
    expect(of(failed(MUTE), RESTORE, MUTE, failed(RESTORE))).toEqual({ outcome: 'not_muted', milliseconds: null });
    expect(of(MUTE, failed(RESTORE), UNREADABLE)).toEqual({ outcome: 'not_restored', milliseconds: 31.4 });
    expect(of(UNREADABLE, MUTE, RESTORE).outcome).toBe('unreadable');
    expect(of(STANDS, failed(MUTE)).outcome).toBe('not_muted');
  });

  it.each([
    null,
    'held',
    {},
    { microphones: {} },
    { microphones: [] },
    { microphones: [null] },
    { microphones: [{ steps: 'mute' }] },
    { microphones: [{ steps: [null, 'mute', {}] }] },
    { microphones: [{ steps: [{ step: 'of another version', ok: true }] }] },
  ])('is not told by %j', (response) => {
    expect(parseTrial(response)).toEqual({ outcome: 'not_told', milliseconds: null });
  });

  it('did not hold where that is not said', () => {
    const steps = [{ step: 'mute', ok: 'yes', milliseconds: 5 }];
    expect(parseTrial({ microphones: [{ steps }] }).outcome).toBe('not_muted');
    expect(of({ ...MUTE, milliseconds: '31' as unknown as number }).milliseconds).toBeNull();
  });
});

describe('a test in words', () => {
  const words = (outcome: Trial['outcome'], milliseconds: number | null = null, language = 'en') =>
    trialWords({ outcome, milliseconds }, telling({ language }));

  it('says how long it took, as the user writes numbers', () => {
    expect(words('held', 31.4)).toBe('It obeyed: its mute read back after 31 ms, and was lifted again.');
    expect(words('held', 1234.5, 'de')).toContain('1.235 ms');
    expect(words('held')).toBe('It obeyed: its mute read back.');
  });

  it('says what did not work, and nothing of how long', () => {
    expect(words('not_muted')).toBe('Its mute did not read back in time. Do not rely on it.');
    expect(words('not_restored', 31)).toBe('It obeyed, but its release did not read back in time.');
    expect(words('unreadable')).toBe('It cannot be read, so nothing was tried.');
    expect(words('stands')).toBe('Its mute stands already. A mute that stands is not lifted for a test.');
    expect(words('not_told')).toBe('Nothing was tried.');
  });

  it('does not say of a read-back that a device confirmed: it may be a belief of Home Assistant', () => {
    for (const outcome of ['held', 'stands', 'not_muted', 'not_restored', 'unreadable', 'not_told'] as const) {
      expect(words(outcome, 5)).not.toMatch(/confirm|device|muted\b/i);
    }
  });
});
