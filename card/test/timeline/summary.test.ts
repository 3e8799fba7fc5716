import { describe, expect, it } from 'vitest';

import type { Mark, Span } from '../../src/api/types';
import { scaleOf } from '../../src/timeline/scale';
import { summary } from '../../src/timeline/summary';
import { HOUR, line, mark, MINUTE, NOW, span } from '../api/making';
import { telling } from '../log/making';

const DAY = scaleOf(24, NOW, 640);
const say = (spans: readonly Span[], marks: readonly Mark[] = []) =>
  summary(line({ spans, marks }), DAY, telling({ now: NOW }));

describe('a strip in a sentence', () => {
  it('says for how long it was what, and what was heard', () => {
    const spans = [span(DAY.start, NOW - 10 * HOUR, 'muted'), span(NOW - 10 * HOUR, Infinity, 'armed')];
    const marks = Array.from({ length: 12 }, (_, id) => mark(NOW - id * MINUTE, { misfire: id === 0 }));
    expect(say(spans, marks)).toBe('muted 14 hr, could hear 10 hr, 12 activations, 1 likely misfire');
  });

  it('names apart what is only paused, and what may have been heard', () => {
    const spans = [
      span(DAY.start, NOW - 20 * HOUR, 'paused'),
      span(NOW - 20 * HOUR, NOW - 15 * HOUR, 'unobserved'),
      span(NOW - 15 * HOUR, NOW - 14 * HOUR, null),
      span(NOW - 14 * HOUR, NOW - 13 * HOUR, 'blocked'),
      span(NOW - 13 * HOUR, NOW - 12 * HOUR, 'listening'),
      span(NOW - 12 * HOUR, Infinity, 'muted'),
    ];
    expect(say(spans)).toBe('muted 12 hr, paused 4 hr, could hear 2 hr, may have heard 6 hr');
  });

  it('says that it may have heard what nobody tells of', () => {
    expect(say([])).toBe('may have heard 24 hr');
    expect(say([span(NOW - HOUR, Infinity, 'muted')])).toBe('muted 1 hr, may have heard 23 hr');
  });

  it('counts only what is on the strip', () => {
    const spans = [span(DAY.start - 5 * HOUR, DAY.start + HOUR, 'armed'), span(DAY.start + HOUR, NOW + HOUR, 'muted')];
    const marks = [mark(DAY.start - 1), mark(DAY.start), mark(NOW), mark(NOW + 1)];
    expect(say(spans, marks)).toBe('muted 23 hr, could hear 1 hr, 2 activations');
    expect(say([span(DAY.start - 9 * HOUR, DAY.start - HOUR, 'armed'), ...spans])).toContain('could hear 1 hr');
  });

  it('leaves out what was less than a minute', () => {
    const spans = (length: number) => [span(DAY.start, NOW - length, 'muted'), span(NOW - length, Infinity, 'armed')];
    expect(say(spans(MINUTE - 1))).toBe('muted 23 hr 59 min');
    expect(say(spans(MINUTE))).toBe('muted 23 hr 59 min, could hear 1 min');
  });

  it('never leaves out what was heard while muted', () => {
    expect(say([span(DAY.start, Infinity, 'muted')], [mark(NOW, { whileMuted: true })])).toBe(
      'muted 24 hr, 1 activation, 1 while muted',
    );
  });
});
