import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Mark } from '../../src/api/types';
import type { Hours } from '../../src/model/config';
import { binned } from '../../src/timeline/bins';
import { pixel, scaleOf, type Scale } from '../../src/timeline/scale';
import { HOUR, mark, MINUTE, NOW, SECOND } from '../api/making';
import { scales } from './making';

/** Twenty pixels an hour: a column of five pixels is a quarter of one. */
const DAY = scaleOf(24, NOW, 640);
const BEFORE = NOW - 10 * HOUR;

const width = ({ hours }: Scale) => (hours === 24 ? 5 : 4);

function marksOf(scale: Scale): fc.Arbitrary<Mark[]> {
  const start = fc.oneof(
    fc.integer({ min: scale.start - HOUR, max: scale.now + HOUR }),
    fc.integer({ min: scale.now - 30 * MINUTE, max: scale.now }),
    fc.constantFrom(scale.start, scale.now),
  );
  const flag = fc.boolean();
  return fc
    .array(fc.tuple(start, flag, flag), { maxLength: 80 })
    .map((all) =>
      all
        .sort(([one], [other]) => one - other)
        .map(([at, misfire, whileMuted], id) => mark(at, { id, misfire, whileMuted })),
    );
}

describe('activations', () => {
  it('of one column are one tooth', () => {
    const marks = [mark(BEFORE), mark(BEFORE + MINUTE), mark(BEFORE + 14 * MINUTE), mark(BEFORE + 15 * MINUTE)];
    expect(binned(marks, DAY).columns).toMatchObject([
      { x: 282.5, misfires: false, marks: marks.slice(0, 3) },
      { x: 287.5, misfires: false, marks: marks.slice(3) },
    ]);
  });

  it('are a ring only where all of them were likely misfires', () => {
    const misfire = (at: number) => mark(at, { misfire: true });
    const marks = [misfire(BEFORE), misfire(BEFORE + SECOND), misfire(BEFORE + HOUR), mark(BEFORE + HOUR + SECOND)];
    expect(binned(marks, DAY).columns.map(({ misfires }) => misfires)).toEqual([true, false]);
    expect(binned([mark(BEFORE), misfire(BEFORE + SECOND)], DAY).columns[0]?.misfires).toBe(false);
  });

  it('while muted stand each at its exact time, in no column', () => {
    const marks = [BEFORE, BEFORE + 1, BEFORE + 2].map((at) => mark(at, { whileMuted: true, misfire: true }));
    const { columns, whileMuted } = binned(marks, DAY);
    expect(columns).toEqual([]);
    expect(whileMuted).toEqual(marks.map((each) => ({ x: DAY.x(each.start), misfires: false, marks: [each] })));
  });

  it('are not shown before the strip begins, or after now', () => {
    const marks = [mark(DAY.start - 1), mark(DAY.start), mark(NOW), mark(NOW + 1)];
    expect(binned(marks, DAY).columns.flatMap(({ marks: all }) => all)).toEqual(marks.slice(1, 3));
  });

  it('stay in their columns as time goes on', () => {
    const marks = fc.array(fc.integer({ min: NOW - 20 * HOUR, max: NOW }), { maxLength: 50 });
    fc.assert(
      fc.property(marks, fc.constantFrom<Hours>(24, 168), fc.nat(3 * HOUR), (starts, hours, later) => {
        const all = starts.sort((one, other) => one - other).map((at) => mark(at));
        const groups = (now: number) =>
          binned(all, scaleOf(hours, now, 640)).columns.map((column) => column.marks.map(({ start }) => start));
        expect(groups(NOW + later)).toEqual(groups(NOW));
      }),
    );
  });

  it('are each shown once, nowhere further than half a column from its time, whatever there is', () => {
    fc.assert(
      fc.property(
        scales.chain((scale) => fc.tuple(fc.constant(scale), marksOf(scale))),
        ([scale, marks]) => {
          const { columns, whileMuted } = binned(marks, scale);
          const inside = marks.filter(({ start }) => start >= scale.start && start <= scale.now);
          expect(columns.flatMap((column) => column.marks)).toEqual(inside.filter((each) => !each.whileMuted));
          expect(whileMuted.flatMap((column) => column.marks)).toEqual(inside.filter((each) => each.whileMuted));
          for (const { x, marks: all, misfires } of columns) {
            for (const { start } of all) {
              // A column is rounded to a millisecond.
              expect(Math.abs(x - scale.x(start))).toBeLessThanOrEqual(width(scale) / 2 + 1 / pixel(scale));
            }
            expect(misfires).toBe(all.every(({ misfire }) => misfire));
            expect(x).toBeGreaterThanOrEqual(1.5);
            expect(x).toBeLessThanOrEqual(scale.x(scale.now) - 1.5);
          }
          const places = columns.map(({ x }) => x);
          expect(places).toEqual([...new Set(places)].sort((one, other) => one - other));
          // A comb, never a solid bar: only at the ends of the strip are columns moved together.
          places.slice(2, -1).forEach((x, index) => {
            expect(x - (places[index + 1] ?? NaN)).toBeGreaterThanOrEqual(width(scale) - 2 / pixel(scale));
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are ten thousand without being more than there is room for', () => {
    const marks = Array.from({ length: 10_000 }, (_, id) => mark(NOW - 20 * HOUR + 7 * SECOND * id, { id }));
    const { columns } = binned(marks, DAY);
    expect(columns.length).toBeLessThanOrEqual((20 * 20) / 5 + 1);
    expect(columns.reduce((sum, column) => sum + column.marks.length, 0)).toBe(10_000);
  });

  it('have a column each millisecond at the least', () => {
    expect(binned([mark(NOW - 1), mark(NOW)], scaleOf(24, NOW, 1e9)).columns).toHaveLength(2);
  });
});
