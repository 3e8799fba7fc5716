import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { changed, number, parseMessage, parseTimeline } from '../../src/api/parse';
import { ASSURANCES, STATUSES } from '../../src/api/types';
import { full, json, snapshotOf, wireMicrophone } from './making';

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
