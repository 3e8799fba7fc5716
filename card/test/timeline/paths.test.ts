import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { binned } from '../../src/timeline/bins';
import { pathsOf, type Paths } from '../../src/timeline/paths';
import { drawn, type Drawn, type Shape } from '../../src/timeline/spans';
import { HOUR, line, mark, NOW } from '../api/making';
import { comingOf, scales, spansOf } from './making';

const NOTHING: Drawn = { past: [], coming: [], heard: [], violations: [] };
const NO_MARKS = { columns: [], whileMuted: [] };

const all = ({ past, coming, ...others }: Paths) => [
  ...Object.values(past),
  ...Object.values(coming),
  ...Object.values(others),
];
/** How many shapes there are in a path. */
const count = (path: string) => path.split('Z').length - 1;

describe('the paths of a strip', () => {
  it('are empty where there is nothing', () => {
    expect(all(pathsOf(NOTHING, NO_MARKS, 24)).join('')).toBe('');
  });

  it.each<[Shape, string]>([
    ['may', 'M10.75 4.75H19.25V15.25H10.75Z'],
    ['can', 'M10 4H20V16H10Z'],
    ['muted', 'M12 8H18a2 2 0 0 1 2 2V10a2 2 0 0 1 -2 2H12a2 2 0 0 1 -2 -2V10a2 2 0 0 1 2 -2Z'],
    ['paused', 'M12.75 7.75H17.25a2 2 0 0 1 2 2V10.25a2 2 0 0 1 -2 2H12.75a2 2 0 0 1 -2 -2V9.75a2 2 0 0 1 2 -2Z'],
  ])('are higher the more can be heard: %s', (shape, path) => {
    const pieces = [{ shape, from: 10, to: 20 }];
    expect(pathsOf({ ...NOTHING, past: pieces }, NO_MARKS, 24).past[shape]).toBe(path);
    expect(pathsOf({ ...NOTHING, coming: pieces }, NO_MARKS, 24).coming[shape]).toBe(path);
  });

  it('have a line above and below what can hear, and nothing else', () => {
    const past = (['can', 'may', 'muted'] as const).map((shape, at) => ({ shape, from: 10 * at, to: 10 * at + 10 }));
    const paths = pathsOf({ ...NOTHING, past, coming: past.slice(0, 1) }, NO_MARKS, 24);
    expect(paths.pastEdges).toBe('M0 4.75H10M0 15.25H10');
    expect(paths.comingEdges).toBe('M0 4.75H10M0 15.25H10');
  });

  it('are full height for what was heard, and outlined within it for what failed', () => {
    const paths = pathsOf({ ...NOTHING, heard: [{ from: 1, to: 4 }], violations: [{ from: 1, to: 4 }] }, NO_MARKS, 24);
    expect(paths.heard).toBe('M1 0H4V20H1Z');
    expect(paths.violations).toBe('M1.75 0.75H3.25V19.25H1.75Z');
  });

  it('never turn about where there is less room than an outline needs', () => {
    const piece = (shape: Shape) => ({ shape, from: 10, to: 11 });
    const paths = pathsOf({ ...NOTHING, past: [piece('may'), piece('paused'), piece('muted')] }, NO_MARKS, 24);
    expect(paths.past.may).toBe('M10.75 4.75H10.75V15.25H10.75Z');
    expect(paths.past.paused).toMatch(/^M10.75 7.75H10.75a0 0 /);
    expect(paths.past.muted).toMatch(/^M10.5 8H10.5a0.5 0.5 /);
  });

  it('are a comb: three pixels of five in a day, two of four in a week', () => {
    const columns = [
      { x: 10, misfires: false, marks: [mark(NOW)] as const },
      { x: 15, misfires: false, marks: [mark(NOW)] as const },
    ];
    expect(pathsOf(NOTHING, { columns, whileMuted: [] }, 24).teeth).toBe('M8.5 0H11.5V20H8.5ZM13.5 0H16.5V20H13.5Z');
    expect(pathsOf(NOTHING, { columns, whileMuted: [] }, 168).teeth).toBe('M9 0H11V20H9ZM14 0H16V20H14Z');
  });

  it('are a ring where all were likely misfires, and no tooth', () => {
    const columns = [{ x: 10, misfires: true, marks: [mark(NOW)] as const }];
    const day = pathsOf(NOTHING, { columns, whileMuted: [] }, 24);
    expect(day.rings).toBe('M7 10a3 3 0 1 1 6 0a3 3 0 1 1 -6 0Z');
    expect(day.teeth).toBe('');
    expect(pathsOf(NOTHING, { columns, whileMuted: [] }, 168).rings).toMatch(/^M7.75 10a2.25 /);
  });

  it('have a triangle on top of what was heard while muted', () => {
    const whileMuted = [{ x: 10, misfires: false, marks: [mark(NOW)] as const }];
    expect(pathsOf(NOTHING, { columns: [], whileMuted }, 24).whileMuted).toBe('M8.5 0H11.5V20H8.5ZM6 -6h8l-4 6z');
  });

  it('have all that is drawn, in numbers that can be drawn', () => {
    const given = scales.chain((scale) =>
      fc.tuple(fc.constant(scale), spansOf(scale), spansOf(scale), comingOf(scale), fc.array(fc.nat(24 * HOUR))),
    );
    fc.assert(
      fc.property(given, ([scale, spans, violations, coming, ago]) => {
        const marks = ago.sort((a, b) => b - a).map((each, id) => mark(NOW - each, { whileMuted: id % 3 === 0 }));
        const bins = binned(marks, scale);
        const one = line({ spans, violations, coming });
        const pieces = drawn(one, { status: 'armed', assurance: 'firmware', muteRefused: null }, scale);
        const paths = pathsOf(pieces, bins, scale.hours);
        for (const path of all(paths)) {
          expect(path).toMatch(/^(?:[MHVahlzZ]|-?\d+(?:\.\d{1,2})?|[ ])*$/);
        }
        expect(count(paths.violations)).toBe(pieces.violations.length);
        expect(count(paths.heard)).toBe(pieces.heard.length);
        expect(count(paths.teeth) + count(paths.rings)).toBe(bins.columns.length);
        expect(count(paths.whileMuted)).toBe(bins.whileMuted.length);
        expect(count(Object.values(paths.past).join(''))).toBe(pieces.past.length);
        expect(count(Object.values(paths.coming).join(''))).toBe(pieces.coming.length);
      }),
    );
  });
});
