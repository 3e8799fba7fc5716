import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Microphone, Problem } from '../../src/api/types';
import { announcements } from '../../src/model/announce';
import { anyMicrophone, microphone, muted, NOW, snapshot, text } from './making';

const PROBLEM: Problem = { kind: 'live', since: NOW };
const SILENCE = { polite: [], assertive: [] };
const of = (before: Microphone, after: Microphone) => announcements(snapshot([before]), snapshot([after]), text);

describe('what a screen reader is told of a change', () => {
  const armed = microphone('living', { name: 'Living room' });
  const listening: Microphone = { ...armed, status: 'listening' };

  it('is that listening starts and stops, when there is time', () => {
    expect(of(armed, listening)).toEqual({ polite: ['Living room is listening'], assertive: [] });
    expect(of(listening, armed)).toEqual({ polite: ['Living room stopped listening'], assertive: [] });
    expect(of(armed, { ...armed, status: 'recording' }).polite).toEqual(['Living room is listening']);
  });

  it('is not how the listening goes on', () => {
    expect(of(listening, { ...listening, since: NOW })).toEqual(SILENCE);
    expect(of(listening, { ...listening, status: 'streaming' })).toEqual(SILENCE);
    expect(of(listening, { ...listening, status: 'muting' })).toEqual(SILENCE);
  });

  it('is at once that a mute does not hold, and that once', () => {
    const failing: Microphone = { ...armed, problem: PROBLEM };
    expect(of(armed, failing)).toEqual({ polite: [], assertive: ['The mute of Living room does not hold'] });
    expect(of(failing, { ...failing, since: NOW })).toEqual(SILENCE);
    expect(of(failing, armed)).toEqual(SILENCE);
  });

  it('is both where both happen', () => {
    expect(of(armed, { ...listening, problem: PROBLEM })).toEqual({
      polite: ['Living room is listening'],
      assertive: ['The mute of Living room does not hold'],
    });
  });

  it('is not that a mute begins or ends: a page would never be quiet', () => {
    expect(of(armed, muted('living'))).toEqual(SILENCE);
    expect(of(muted('living'), armed)).toEqual(SILENCE);
  });

  it('is nothing of what was there at first, or is new, or is unknown', () => {
    expect(announcements(null, snapshot([listening]), text)).toEqual(SILENCE);
    expect(announcements(snapshot([listening]), null, text)).toEqual(SILENCE);
    expect(announcements(snapshot([]), snapshot([{ ...listening, problem: PROBLEM }]), text)).toEqual(SILENCE);
    const same = snapshot([listening]);
    expect(announcements(same, { ...same, rules: [] }, text)).toEqual(SILENCE);
  });

  it('is only of what a card shows: on a page the others are said by those that show them', () => {
    const all = ['a', 'b'].map((id) => microphone(id));
    const after = all.map((each): Microphone => ({ ...each, status: 'listening', problem: PROBLEM }));
    const told = announcements(snapshot(all), snapshot(after), text, ['b']);
    expect(told).toEqual({ polite: ['b is listening'], assertive: ['The mute of b does not hold'] });
    expect(announcements(snapshot(all), snapshot(after), text, []).polite).toEqual([]);
  });

  it('is in the order of the home, of each that changed', () => {
    const all = ['a', 'b', 'c'].map((id) => microphone(id));
    const after = all.map((each): Microphone => (each.id === 'b' ? each : { ...each, status: 'listening' }));
    expect(announcements(snapshot(all), snapshot(after), text).polite).toEqual(['a is listening', 'c is listening']);
  });

  it('is never that nothing new fails', () => {
    fc.assert(
      fc.property(anyMicrophone, anyMicrophone, (one, other) => {
        const { assertive } = of(one, { ...other, id: one.id });
        expect(assertive.length).toBe(one.problem === null && other.problem !== null ? 1 : 0);
      }),
    );
  });
});
