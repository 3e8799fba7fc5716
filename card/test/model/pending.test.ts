import { describe, expect, it } from 'vitest';

import type { Microphone } from '../../src/api/types';
import { Pending } from '../../src/model/pending';
import { HOUR, microphone, MINE, muted, NIGHT, NOW, paused, SECOND, snapshot } from './making';

/** Whether a microphone that was asked for something is still waited for once it is like that. */
function waits(before: Microphone, after: Microphone, later = SECOND): boolean {
  const pending = new Pending();
  pending.begin(before, NOW);
  pending.settle(snapshot([after]), NOW + later);
  return pending.has(before.id);
}

describe('what was asked for', () => {
  const armed = microphone('a');

  it('is waited for until it reads back', () => {
    expect(waits(armed, armed)).toBe(true);
    expect(waits(armed, muted('a', { reasons: [MINE] }))).toBe(false);
    expect(waits(armed, paused('a', { reasons: [MINE] }))).toBe(false);
  });

  it('has not read back while it is only decided', () => {
    expect(waits(armed, { ...armed, status: 'muting', decision: 'muted', reasons: [MINE] })).toBe(true);
    const listening: Microphone = { ...armed, decision: 'live', reasons: [], overrideUntil: NOW + HOUR };
    expect(waits(muted('a'), { ...listening, status: 'muted' })).toBe(true);
    expect(waits(paused('a'), { ...listening, status: 'paused' })).toBe(true);
    expect(waits(muted('a'), listening)).toBe(false);
  });

  it('has read back where it stays as it is for another reason', () => {
    expect(waits(muted('a', { reasons: [MINE, NIGHT] }), muted('a', { reasons: [NIGHT] }))).toBe(false);
    expect(waits(muted('a'), muted('a', { since: NOW }))).toBe(true);
  });

  it('is over where its mute is found not to hold', () => {
    const failing: Microphone = { ...armed, decision: 'muted', problem: { kind: 'mute_fails', since: NOW } };
    expect(waits({ ...armed, decision: 'muted' }, failing)).toBe(false);
  });

  it('is not waited for longer than ten seconds', () => {
    expect(waits(armed, armed, 10 * SECOND - 1)).toBe(true);
    expect(waits(armed, armed, 10 * SECOND)).toBe(false);
    expect(waits(armed, { ...armed, status: 'muting' }, 10 * SECOND)).toBe(false);
  });

  it('is not waited for of a microphone that is gone', () => {
    const pending = new Pending();
    pending.begin(armed, NOW);
    pending.settle(snapshot([microphone('b')]), NOW);
    expect(pending.any).toBe(false);
    pending.begin(armed, NOW);
    pending.settle(null, NOW);
    expect(pending.any).toBe(false);
  });

  it('is not waited for after it failed', () => {
    const pending = new Pending();
    expect(pending.any).toBe(false);
    pending.begin(armed, NOW);
    pending.begin(microphone('b'), NOW);
    expect([pending.has('a'), pending.has('b'), pending.any]).toEqual([true, true, true]);
    pending.end('a');
    expect([pending.has('a'), pending.has('b'), pending.any]).toEqual([false, true, true]);
    pending.end('b');
    expect(pending.any).toBe(false);
  });
});
