import { describe, expect, it } from 'vitest';

import type { Mark, Span } from '../../src/api/types';
import { scaleOf } from '../../src/timeline/scale';
import { summary } from '../../src/timeline/summary';
import { HOUR, line, mark, MINUTE, NOW, span } from '../api/making';
import { telling } from '../log/making';

const DAY = scaleOf(24, NOW, 640);
const say = (spans: readonly Span[], marks: readonly Mark[] = [], violations: readonly Span[] = []) =>
  summary(line({ spans, marks, violations }), DAY, telling({ now: NOW }));

describe('a strip in a sentence', () => {
  it('says for how long it was what, and what was heard', () => {
    const spans = [span(DAY.start, NOW - 10 * HOUR, 'muted'), span(NOW - 10 * HOUR, Infinity, 'armed')];
    const marks = Array.from({ length: 12 }, (_, id) => mark(NOW - id * MINUTE, { misfire: id === 0 }));
    expect(say(spans, marks)).toBe('muted 14 h, could hear 10 h, 12 activations, 1 likely misfire');
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
    expect(say(spans)).toBe('muted 12 h, paused 4 h, could hear 2 h, may have heard 6 h');
  });

  it('says that it may have heard what nobody tells of', () => {
    expect(say([])).toBe('may have heard 24 h');
    expect(say([span(NOW - HOUR, Infinity, 'muted')])).toBe('muted 1 h, may have heard 23 h');
  });

  it('counts only what is on the strip', () => {
    const spans = [span(DAY.start - 5 * HOUR, DAY.start + HOUR, 'armed'), span(DAY.start + HOUR, NOW + HOUR, 'muted')];
    const marks = [mark(DAY.start - 1), mark(DAY.start), mark(NOW), mark(NOW + 1)];
    expect(say(spans, marks)).toBe('muted 23 h, could hear 1 h, 2 activations');
    expect(say([span(DAY.start - 9 * HOUR, DAY.start - HOUR, 'armed'), ...spans])).toContain('could hear 1 h');
  });

  it('leaves out what was less than a minute', () => {
    const spans = (length: number) => [span(DAY.start, NOW - length, 'muted'), span(NOW - length, Infinity, 'armed')];
    expect(say(spans(MINUTE - 1))).toBe('muted 23 h 59 min');
    expect(say(spans(MINUTE))).toBe('muted 23 h 59 min, could hear 1 min');
  });

  it('never leaves out what was heard while muted', () => {
    expect(say([span(DAY.start, Infinity, 'muted')], [mark(NOW, { whileMuted: true })])).toBe(
      'muted 24 h, 1 activation, 1 while muted',
    );
  });

  it('says for how long a mute failed, together and as far as it is on the strip', () => {
    const spans = [span(DAY.start, Infinity, 'armed')];
    const failed = (...violations: Span[]) => say(spans, [mark(NOW)], violations);
    expect(failed(span(DAY.start - HOUR, DAY.start + HOUR, null))).toBe(
      'could hear 24 h, mute failed for 1 h, 1 activation',
    );
    expect(failed(span(NOW - HOUR, NOW - 50 * MINUTE, null), span(NOW - 15 * MINUTE, Infinity, null))).toContain(
      ', mute failed for 25 min, ',
    );
    expect(failed(span(NOW - HOUR, NOW - 30 * MINUTE, null), span(NOW - 40 * MINUTE, NOW, null))).toContain(
      ' for 1 h,',
    );
    expect(failed(span(DAY.start - 2 * HOUR, DAY.start - HOUR, null))).toBe('could hear 24 h, 1 activation');
  });

  it.each([0, 1, 40_000])('never leaves out a mute that failed, also not for %i ms', (length) => {
    const said = say([span(DAY.start, Infinity, 'muted')], [], [span(NOW - HOUR, NOW - HOUR + length, null)]);
    expect(said).toBe(`muted 24 h, mute failed for ${length === 40_000 ? 40 : 1} s`);
  });
});
