import { describe, expect, it } from 'vitest';

import type { Mark, MicrophoneTimeline, Status } from '../../src/api/types';
import type { Column } from '../../src/timeline/bins';
import { marked, nearest, readColumn, readSpan, readStop, stops } from '../../src/timeline/readout';
import { scaleOf } from '../../src/timeline/scale';
import { HOUR, line, mark, MINUTE, NOW, SECOND, span } from '../api/making';
import { telling } from '../log/making';
import { coming } from './making';

/** Now is 21:00 and at 480, an hour is twenty pixels. */
const DAY = scaleOf(24, NOW, 640);
const TELLING = telling({ now: NOW });

const column = (x: number, ...marks: Mark[]): Column => ({
  x,
  misfires: false,
  marks: [marks[0] ?? mark(DAY.at(x)), ...marks.slice(1)],
});
const read = (given: Partial<MicrophoneTimeline>, x: number) => readSpan(line(given), DAY, x, TELLING)?.words ?? null;

describe('the marks', () => {
  it('are from left to right, also what was heard while muted', () => {
    const binned = { columns: [column(10), column(30)], whileMuted: [column(5), column(20)] };
    expect(marked(binned).map(({ x }) => x)).toEqual([5, 10, 20, 30]);
    expect(binned.columns.map(({ x }) => x)).toEqual([10, 30]);
  });
});

describe('what the arrow keys stop at', () => {
  const lasting = span(NOW - 2 * HOUR, NOW - HOUR, null);

  it('is every mark and every mute that failed, from left to right, in its middle', () => {
    const columns = [column(10), column(470)];
    const early = span(DAY.start - HOUR, DAY.start + HOUR, null);
    const found = stops(columns, line({ violations: [early, lasting] }), DAY);
    expect(found.map(({ x }) => x)).toEqual([10, 10, 450, 470]);
    expect(found.map(({ of }) => of)).toEqual([columns[0], early, lasting, columns[1]]);
  });

  it('is nothing that is not on the strip', () => {
    const gone = span(DAY.start - 2 * HOUR, DAY.start - HOUR, null);
    expect(stops([], line({ violations: [gone] }), DAY)).toEqual([]);
  });

  it('says which mark it is', () => {
    const one = column(10, mark(NOW - HOUR));
    expect(readStop({ x: 10, of: one }, DAY, TELLING)).toEqual(readColumn(one, TELLING));
  });

  it('says from when until when the mute failed, and leads to where that began', () => {
    const words = '19:00–20:00 · Mute failed';
    expect(readStop({ x: 450, of: lasting }, DAY, TELLING)).toEqual({ x: 450, at: NOW - 2 * HOUR, words });
    const still = span(DAY.start - HOUR, Infinity, null);
    expect(readStop({ x: 240, of: still }, DAY, TELLING)).toEqual({
      x: 240,
      at: DAY.start,
      words: 'Mon 21:00–21:00 · Mute failed',
    });
  });
});

describe('what a pointer means', () => {
  const columns = [column(10), column(30), column(100)];

  it.each([
    [10, 10],
    [19, 10],
    [21, 30],
    [52, 30],
    [53, null],
    [78, 100],
    [122, 100],
    [123, null],
  ])('at %i is the nearest mark within 22 pixels: %j', (x, found) => {
    expect(nearest(columns, x)?.x ?? null).toBe(found);
  });

  it('is what stands above the others where they are at one place', () => {
    const violation = column(30, mark(NOW, { whileMuted: true }));
    expect(nearest(marked({ columns, whileMuted: [violation] }), 30)).toBe(violation);
  });

  it('is nothing where there is nothing', () => {
    expect(nearest([], 10)).toBeNull();
  });
});

describe('the words of a mark', () => {
  const at = NOW - 13 * HOUR - 55 * MINUTE;
  const words = (...marks: Mark[]) => readColumn(column(10, ...marks), TELLING).words;

  it.each<[string, Partial<Mark>]>([
    ['07:05 · Listened', {}],
    ['07:05 · Recorded', { kind: 'capture' }],
    ['07:05 · Likely misfire', { misfire: true }],
    ['07:05 · While muted', { whileMuted: true }],
    ['07:05 · While muted', { whileMuted: true, misfire: true, kind: 'capture' }],
  ])('are “%s” for %j', (said, given) => {
    expect(words(mark(at, given))).toBe(said);
  });

  it('name of several how many, and how many of them were likely misfires', () => {
    const misfire = mark(at + 20 * MINUTE, { misfire: true });
    expect(words(mark(at), mark(at + SECOND))).toBe('07:05 · 2 activations');
    expect(words(mark(at), mark(at + MINUTE), misfire)).toBe('07:05–07:25 · 3 activations · 1 likely misfire');
  });

  it('lead to where the log is opened', () => {
    expect(readColumn(column(10, mark(at), mark(at + MINUTE)), TELLING)).toMatchObject({ x: 10, at });
  });
});

describe('the words of a place without a mark', () => {
  const spans = [
    span(NOW - 30 * HOUR, NOW - 10 * HOUR, 'muted'),
    span(NOW - 10 * HOUR, NOW - 5 * HOUR, 'armed'),
    span(NOW - 5 * HOUR, Infinity, 'paused'),
  ];

  it('are what it was, as far as it is on the strip', () => {
    // The day before at 21:00 is more than 18 hours ago.
    expect(read({ spans }, 100)).toBe('Mon 21:00–11:00 · Muted');
    expect(read({ spans }, 300)).toBe('11:00–16:00 · Can hear');
    expect(read({ spans }, 400)).toBe('16:00–21:00 · Paused');
    expect(readSpan(line({ spans }), DAY, 400, TELLING)).toMatchObject({ x: 400, at: NOW - 4 * HOUR });
  });

  it.each<[Status | null, string]>([
    ['unobserved', 'May hear'],
    ['blocked', 'Can hear'],
    [null, 'Unknown'],
    ['listening', 'Listened'],
    ['streaming', 'Listened'],
    ['muting', 'Listened'],
    ['recording', 'Recorded'],
  ])('name %s as the legend does: %s', (status, words) => {
    expect(read({ spans: [span(DAY.start, Infinity, status)] }, 470)).toBe(`Mon 21:00–21:00 · ${words}`);
  });

  it('say that nobody knows where nothing is told', () => {
    expect(read({}, 460)).toBe('20:00 · nobody knows whether it could hear');
    expect(read({ spans: [span(NOW - HOUR, Infinity, 'muted')] }, 440)).toMatch(/nobody knows/);
  });

  it('are never of a mute where it is drawn that something could be heard', () => {
    // A pixel is three minutes.
    const armed = [
      span(DAY.start, NOW - HOUR + SECOND, 'muted'),
      span(NOW - HOUR + SECOND, NOW - HOUR + 2 * SECOND, 'armed'),
      span(NOW - HOUR + 2 * SECOND, Infinity, 'muted'),
    ];
    expect(read({ spans: armed }, 460.9)).toBe('20:00–20:00 · Can hear');
    expect(read({ spans: armed }, 461)).toBe('20:00–21:00 · Muted');
    const heard = [span(DAY.start, Infinity, 'muted'), span(NOW - HOUR, NOW - HOUR + SECOND, 'listening')];
    expect(read({ spans: heard }, 458)).toBe('20:00–20:00 · Listened');
  });

  it('are of a mute that failed wherever that is drawn, before all else', () => {
    const violations = [span(NOW - 2 * HOUR, NOW - 2 * HOUR + SECOND, null)];
    const all = { violations, spans: [span(DAY.start, Infinity, 'listening')] };
    expect(read(all, 438)).toBe('19:00–19:00 · Mute failed');
    expect(read(all, 440)).toBe('19:00–19:00 · Mute failed');
    expect(read(all, 443)).toMatch(/Listened/);
    expect(read({ violations: [span(NOW - HOUR, Infinity, null)] }, 470)).toBe('20:00–21:00 · Mute failed');
  });
});

describe('the words of what comes', () => {
  const night = coming(NOW + HOUR, NOW + 20 * HOUR, 'muted', [{ kind: 'default' }, { kind: 'rule', name: 'Night' }]);

  it('are the rule, as far as it is on the strip', () => {
    expect(read({ coming: [night] }, 560)).toBe('22:00–05:00 · Night');
    expect(readSpan(line({ coming: [night] }), DAY, 560, TELLING)?.at).toBe(NOW + 4 * HOUR);
  });

  it('are that it is muted where nothing has a name, and that it can hear', () => {
    expect(read({ coming: [{ ...night, reasons: [{ kind: 'default' }] }] }, 560)).toBe(
      '22:00–05:00 · muted, as planned',
    );
    expect(read({ coming: [{ ...night, decision: 'live' }] }, 560)).toBe('22:00–05:00 · can hear, as planned');
  });

  it('are none where nothing is told', () => {
    expect(read({ coming: [night] }, 490)).toBeNull();
  });

  it('are that it can hear where that is drawn', () => {
    const all = [
      coming(NOW, NOW + HOUR + SECOND, 'muted'),
      coming(NOW + HOUR + SECOND, NOW + HOUR + 2 * SECOND, 'live'),
      coming(NOW + HOUR + 2 * SECOND, NOW + 8 * HOUR, 'muted'),
    ];
    expect(read({ coming: all }, 500.9)).toBe('22:00–22:00 · can hear, as planned');
  });
});
