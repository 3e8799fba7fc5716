import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { astray, begin, changed, goesOn, newer, older, type Run } from '../../src/log/pages';
import type { Page } from '../../src/log/parse';
import { entry, page } from './making';

const ids = ({ entries }: Run) => entries.map(({ id }) => id);

describe('a run of pages', () => {
  it('begins with a page, and ends where the server has no more', () => {
    expect(goesOn(begin(page([3, 2], 'more')))).toBe(true);
    expect(goesOn(begin(page([3, 2])))).toBe(false);
    expect(ids(begin(page([3, 2, 3])))).toEqual([3, 2]);
  });

  it('goes on below, and keeps the place of what it has already', () => {
    const run = older(begin(page([5, 4], 'a')), page([4, 3], 'b'));
    expect(ids(run)).toEqual([5, 4, 3]);
    expect(run.cursor).toBe('b');
    expect(goesOn(older(run, page([2])))).toBe(false);
  });

  it('takes what has come above', () => {
    const run = newer(begin(page([3, 2, 1], 'a')), page([5, 4, 3], 'other'));
    expect(ids(run)).toEqual([5, 4, 3, 2, 1]);
    expect(run.cursor).toBe('a');
  });

  it('drops what was erased above', () => {
    expect(ids(newer(begin(page([5, 4, 3, 2], 'a')), page([5, 3, 2], 'b')))).toEqual([5, 3, 2]);
  });

  it('begins anew where there may be a hole', () => {
    const run = newer(begin(page([3, 2, 1], 'a')), page([9, 8, 7], 'b'));
    expect(ids(run)).toEqual([9, 8, 7]);
    expect(run.cursor).toBe('b');
  });

  it('is all there is where the server says so', () => {
    expect(ids(newer(begin(page([5, 4, 3], 'a')), page([5])))).toEqual([5]);
    expect(ids(newer(begin(page([5, 4, 3], 'a')), page([])))).toEqual([]);
  });

  it('goes on without its cursor from the instant of its last entry', () => {
    const run = astray(begin(page([5, 4], 'lost')));
    expect(run.cursor).toBeNull();
    expect(run.end).toBe((run.entries.at(-1)?.start ?? 0) + 1);
    expect(goesOn(run)).toBe(true);
    // The question with that end has a cursor of its own.
    const next = older(run, page([4, 3], 'b'));
    expect(next).toMatchObject({ cursor: 'b', end: run.end });
    expect(goesOn(older(next, page([2])))).toBe(false);
    expect(astray(begin(page([])))).toEqual(begin(page([])));
  });

  it('has an entry as it is now', () => {
    const run = changed(begin(page([2, 1])), entry({ id: 1, misfire: true }));
    expect(run.entries.map(({ misfire }) => misfire)).toEqual([false, true]);
  });

  it('neither loses an entry nor has one twice, whatever comes above and whenever the server forgets', () => {
    const kinds = fc.constantFrom('arrive', 'long', 'older', 'newer', 'forget');
    const steps = fc.array(fc.record({ kind: kinds, depth: fc.nat(4) }), { maxLength: 60 });
    fc.assert(
      fc.property(fc.nat(40), fc.integer({ min: 5, max: 8 }), steps, (count, size, all) => {
        let log = Array.from({ length: count }, (_, index) => count - index);
        let next = count;
        const at = (from: number): Page => {
          const some = log.slice(from, from + size);
          return page(some, from + size < log.length ? String(some.at(-1)) : null);
        };
        const below = (run: Run): Run => {
          const last = run.cursor === null ? (ids(run).at(-1) ?? 0) : Number(run.cursor);
          // Without a cursor the last is told once more.
          return older(run, at(log.indexOf(last) + (run.cursor === null ? 0 : 1)));
        };
        let run = begin(at(0));
        let unseen = 0;
        for (const step of all) {
          if (step.kind === 'arrive') {
            next += 1;
            log = [next, ...log];
            unseen += 1;
          } else if (step.kind === 'long') {
            // What began before others and ends after them stands below them; whoever looks is told that it has ended.
            run = newer(run, at(0));
            next += 1;
            log = [...log.slice(0, step.depth), next, ...log.slice(step.depth)];
            run = newer(run, at(0));
            unseen = 0;
          } else if (step.kind === 'newer') {
            run = newer(run, at(0));
            unseen = 0;
          } else if (step.kind === 'forget') {
            run = goesOn(run) ? astray(run) : run;
          } else if (goesOn(run)) {
            run = below(run);
          }
          expect(new Set(ids(run)).size).toBe(run.entries.length);
          if (unseen === 0) {
            expect(ids(run)).toEqual(log.slice(0, run.entries.length));
          }
        }
        run = newer(run, at(0));
        for (let turns = 0; goesOn(run) && turns < 100; turns += 1) {
          run = below(run);
        }
        expect(ids(run)).toEqual(log);
      }),
      { numRuns: 500 },
    );
  });
});
