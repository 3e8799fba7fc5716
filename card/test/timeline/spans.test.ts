import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ASSURANCES, STATUSES, type Span, type Status } from '../../src/api/types';
import type { Hours } from '../../src/model/config';
import { scaleOf, type Scale } from '../../src/timeline/scale';
import {
  comingAt,
  drawn,
  heardAt,
  mutedShape,
  pastAt,
  planned,
  shapeOf,
  SHAPES,
  violationAt,
  type Drawable,
  type Piece,
  type Shape,
} from '../../src/timeline/spans';
import { HOUR, line, MINUTE, NOW, SECOND, span } from '../api/making';
import { coming, comingOf, scales, spansOf } from './making';

const ARMED: Drawable = { status: 'armed', assurance: 'firmware', muteRefused: null };
/** Twenty pixels an hour: now is at 480. */
const DAY = scaleOf(24, NOW, 640);

const rank = (shape: Shape) => SHAPES.indexOf(shape);
const past = (spans: readonly Span[], scale = DAY) => drawn(line({ spans }), ARMED, scale).past;
const rounded = (pieces: readonly Piece[]) =>
  pieces.map(({ shape, from, to }) => [shape, Math.round(from), Math.round(to)]);
const pieceAt = (pieces: readonly Piece[], x: number) => pieces.find(({ from, to }) => from <= x && x < to);

/** Whether pieces cover a time, each beside the last, no two of a kind. */
function expectWhole(pieces: readonly Piece[], left: number, right: number): void {
  expect(pieces[0]?.from).toBe(left);
  expect(pieces.at(-1)?.to).toBe(right);
  pieces.slice(1).forEach((piece, index) => {
    expect(piece.from).toBe(pieces[index]?.to);
    expect(piece.shape).not.toBe(pieces[index]?.shape);
  });
  expect(pieces.every(({ from, to }) => from <= to)).toBe(true);
}

describe('a shape', () => {
  it.each<[Status | null, Shape]>([
    ['muted', 'muted'],
    ['paused', 'paused'],
    ['blocked', 'can'],
    ['muting', 'can'],
    ['armed', 'can'],
    ['listening', 'can'],
    ['streaming', 'can'],
    ['recording', 'can'],
    ['unobserved', 'may'],
    [null, 'may'],
  ])('of %s is %s', (status, shape) => {
    expect(shapeOf(status)).toBe(shape);
  });
});

describe('what is drawn of the past', () => {
  it('is each span where it was', () => {
    const spans = [
      span(NOW - 30 * HOUR, NOW - 20 * HOUR, 'muted'),
      span(NOW - 20 * HOUR, NOW - 10 * HOUR, 'paused'),
      span(NOW - 10 * HOUR, NOW - 5 * HOUR, 'armed'),
      span(NOW - 5 * HOUR, Infinity, 'unobserved'),
    ];
    expect(rounded(past(spans))).toEqual([
      ['muted', 0, 80],
      ['paused', 80, 280],
      ['can', 280, 380],
      ['may', 380, 480],
    ]);
  });

  it('is that it may have heard wherever nothing is told', () => {
    expect(rounded(past([]))).toEqual([['may', 0, 480]]);
    const spans = [span(NOW - 20 * HOUR, NOW - 15 * HOUR, 'muted'), span(NOW - 10 * HOUR, NOW - 5 * HOUR, 'muted')];
    expect(rounded(past(spans))).toEqual([
      ['may', 0, 80],
      ['muted', 80, 180],
      ['may', 180, 280],
      ['muted', 280, 380],
      ['may', 380, 480],
    ]);
  });

  it('is known wherever anything tells of it, in whatever order, and over each other', () => {
    const whole = span(DAY.start, NOW, 'muted');
    const part = span(NOW - 10 * HOUR, NOW - 9 * HOUR, 'muted');
    const halves = [span(NOW - 10 * HOUR, NOW, 'muted'), span(DAY.start, NOW - 10 * HOUR, 'muted')];
    for (const spans of [[whole, part], [part, whole], halves]) {
      expect(rounded(past(spans))).toEqual([['muted', 0, 480]]);
    }
  });

  it('has no hole where instants are rounded', () => {
    const spans = [span(DAY.start, NOW - HOUR - SECOND, 'muted'), span(NOW - HOUR, NOW - SECOND, 'muted')];
    expect(rounded(past(spans))).toEqual([['muted', 0, 480]]);
    expect(rounded(past([span(DAY.start, NOW - HOUR - SECOND - 1, 'muted'), span(NOW - HOUR, NOW, 'muted')]))).toEqual([
      ['muted', 0, 459],
      ['may', 459, 460],
      ['muted', 460, 480],
    ]);
  });

  it.each<[Hours, Status | null, Shape]>([
    [24, 'armed', 'can'],
    [168, 'armed', 'can'],
    [168, null, 'may'],
    [24, 'unobserved', 'may'],
    [168, 'paused', 'paused'],
  ])('is never less open than what was for a millisecond, in %i hours: %s', (hours, status, shape) => {
    const scale = scaleOf(hours, NOW, 600);
    const perPixel = (scale.end - scale.start) / 600;
    for (const beside of [-1, 0, 1]) {
      const at = scale.start + 100 * perPixel + beside;
      const spans = [span(scale.start, at, 'muted'), span(at, at + 1, status), span(at + 1, Infinity, 'muted')];
      const open = past(spans, scale).filter((piece) => piece.shape !== 'muted');
      expect(open.map((piece) => piece.shape)).toEqual([shape]);
      const { from = NaN, to = NaN } = open[0] ?? {};
      expect(to - from).toBe(1);
      expect(Math.abs(from - 100)).toBeLessThanOrEqual(beside < 0 ? 1 : 0);
    }
  });

  it('is not what ended before it, nor what begins after now', () => {
    const spans = [
      span(DAY.start - HOUR, DAY.start, 'armed'),
      span(DAY.start, NOW, 'muted'),
      span(NOW, Infinity, 'armed'),
    ];
    expect(rounded(past(spans))).toEqual([['muted', 0, 480]]);
  });

  it('can be drawn in next to no room', () => {
    expect(past([span(DAY.start, Infinity, 'muted')], scaleOf(24, NOW, 0))).toEqual([
      { shape: 'muted', from: 0, to: 0.75 },
    ]);
  });

  it('covers all of it, and hides nothing that was more open, whatever is told', () => {
    fc.assert(
      fc.property(
        scales.chain((scale) => fc.tuple(fc.constant(scale), spansOf(scale))),
        ([scale, spans]) => {
          const pieces = past(spans, scale);
          expectWhole(pieces, scale.x(scale.start), scale.x(scale.now));
          for (const { start, end, status } of spans) {
            const [from, to] = [Math.max(start, scale.start), Math.min(end, scale.now)];
            if (from >= to) {
              continue;
            }
            // However short it is, a piece that is as open touches it.
            const [left, right] = [scale.x(from) - 1e-5, scale.x(to) + 1e-5];
            const touching = pieces.filter((piece) => piece.from <= right && piece.to >= left);
            expect(Math.max(...touching.map(({ shape }) => rank(shape)))).toBeGreaterThanOrEqual(rank(shapeOf(status)));
            // And where it is longer, it is so everywhere.
            for (const at of [from, (from + to) / 2, to]) {
              const x = scale.x(at);
              if (x - left > 1e-4 && right - x > 1e-4) {
                const shape = pieceAt(pieces, x)?.shape ?? 'muted';
                expect(rank(shape)).toBeGreaterThanOrEqual(rank(shapeOf(status)));
              }
            }
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('is never muted where nobody said so', () => {
    fc.assert(
      fc.property(
        scales.chain((scale) => fc.tuple(fc.constant(scale), spansOf(scale))),
        ([scale, spans]) => {
          for (const { shape, from, to } of past(spans, scale)) {
            if (shape === 'muted' || shape === 'paused') {
              for (const x of [from, (from + to) / 2, to]) {
                const at = scale.at(x);
                const told = spans.some(({ start, end }) => start <= at + 1001 && end >= at - 1001);
                expect(told).toBe(true);
              }
            }
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('what sound was taken, and what failed', () => {
  const heard = (spans: readonly Span[]) => drawn(line({ spans }), ARMED, DAY).heard;

  it.each(STATUSES)('is or is not in %s', (status) => {
    const hears = ['muting', 'listening', 'streaming', 'recording'].includes(status);
    expect(heard([span(NOW - 2 * HOUR, NOW - HOUR, status)])).toEqual(hears ? [{ from: 440, to: 460 }] : []);
  });

  it('is never thinner than three pixels, and never outside of the strip', () => {
    expect(heard([span(NOW - HOUR, NOW - HOUR, 'listening')])).toEqual([{ from: 457, to: 460 }]);
    expect(heard([span(NOW, Infinity, 'listening')])).toEqual([{ from: 477, to: 480 }]);
    expect(heard([span(DAY.start - HOUR, DAY.start, 'listening')])).toEqual([{ from: 0, to: 3 }]);
    expect(heard([span(DAY.start - HOUR, DAY.start - 1, 'listening')])).toEqual([]);
    expect(heard([span(NOW + 1, NOW + HOUR, 'listening')])).toEqual([]);
  });

  it('is each drawn, however many there are in one pixel: no violation is merged away', () => {
    fc.assert(
      fc.property(
        scales.chain((scale) => fc.tuple(fc.constant(scale), spansOf(scale), spansOf(scale))),
        ([scale, spans, violations]) => {
          const { violations: all } = drawn(line({ spans, violations }), ARMED, scale);
          const inside = violations.filter(({ start, end }) => end >= scale.start && start <= scale.now);
          expect(all).toHaveLength(inside.length);
          inside.forEach(({ start, end }, index) => {
            const { from = NaN, to = NaN } = all[index] ?? {};
            expect(to - from).toBeGreaterThanOrEqual(3 - 1e-9);
            expect(from).toBeLessThanOrEqual(Math.max(0, scale.x(start)));
            expect(to).toBeGreaterThanOrEqual(scale.x(Math.min(end, scale.now)));
            expect(from).toBeGreaterThanOrEqual(0);
            expect(to).toBeLessThanOrEqual(Math.max(3, scale.x(scale.now)));
          });
        },
      ),
    );
  });
});

describe('what comes', () => {
  const night = [coming(NOW + HOUR, NOW + 5 * HOUR, 'muted'), coming(NOW + 5 * HOUR, NOW + 8 * HOUR, 'live')];

  it('is what the rules will ask for', () => {
    expect(rounded(drawn(line({ coming: night }), ARMED, DAY).coming)).toEqual([
      ['can', 480, 500],
      ['paused', 500, 580],
      ['can', 580, 640],
    ]);
  });

  it('is no more than may hear of a microphone that is not seen', () => {
    const unseen: Drawable = { status: 'unobserved', assurance: 'none', muteRefused: 'no_control' };
    expect(rounded(drawn(line({ coming: night }), unseen, DAY).coming)).toEqual([['may', 480, 640]]);
  });

  it('is all that is drawn for who may not see the past', () => {
    const all = line({
      coming: night,
      spans: [span(NOW - HOUR, NOW, 'listening')],
      violations: [span(NOW - HOUR, NOW, null)],
    });
    expect(planned(all, ARMED, DAY)).toEqual({
      past: [],
      heard: [],
      violations: [],
      coming: drawn(all, ARMED, DAY).coming,
    });
  });

  it('is live wherever nothing else is told, for however short a time', () => {
    fc.assert(
      fc.property(
        scales.chain((scale) => fc.tuple(fc.constant(scale), comingOf(scale))),
        ([scale, all]) => {
          const pieces = drawn(line({ coming: all }), ARMED, scale).coming;
          expectWhole(pieces, scale.x(scale.now), scale.x(scale.end));
          for (const { start, end, decision } of all) {
            const [from, to] = [Math.max(start, scale.now), Math.min(end, scale.end)];
            if (decision === 'live' && from < to) {
              const [left, right] = [scale.x(from) - 1e-5, scale.x(to) + 1e-5];
              const touching = pieces.filter((piece) => piece.from <= right && piece.to >= left);
              expect(touching.some(({ shape }) => shape === 'can')).toBe(true);
            }
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('the shape of a mute', () => {
  const spansOfMute = (status: Status) =>
    line({ spans: [span(NOW - 3 * HOUR, NOW - HOUR, status), span(NOW - HOUR, NOW, 'armed')] });

  it.each<[Status, Shape]>([
    ['muted', 'muted'],
    ['paused', 'paused'],
    ['blocked', 'can'],
  ])('is what it was before: %s', (status, shape) => {
    expect(mutedShape(spansOfMute(status), ARMED)).toBe(shape);
  });

  it('is what it was last', () => {
    const spans = [span(NOW - 5 * HOUR, NOW - 4 * HOUR, 'muted'), span(NOW - 3 * HOUR, NOW - HOUR, 'paused')];
    expect(mutedShape(line({ spans }), ARMED)).toBe('paused');
  });

  it.each<[(typeof ASSURANCES)[number], Shape]>([
    ['none', 'may'],
    ['response_only', 'may'],
    ['upload_blocked', 'can'],
    ['software', 'paused'],
    ['firmware', 'paused'],
    ['hardware', 'paused'],
    ['power_cut', 'muted'],
  ])('is the least that is promised where there was none yet: %s', (assurance, shape) => {
    expect(mutedShape(line(), { ...ARMED, assurance })).toBe(shape);
  });

  it('is none of a microphone that nothing mutes any more, whatever was', () => {
    expect(mutedShape(spansOfMute('muted'), { ...ARMED, muteRefused: 'no_control' })).toBe('may');
    expect(mutedShape(spansOfMute('muted'), { ...ARMED, assurance: 'response_only' })).toBe('may');
    expect(mutedShape(spansOfMute('muted'), { ...ARMED, assurance: 'upload_blocked' })).toBe('can');
    expect(mutedShape(spansOfMute('muted'), { ...ARMED, muteRefused: 'privacy_mode' })).toBe('muted');
  });
});

describe('what is at a place', () => {
  const shapeAt = (scale: Scale, spans: readonly Span[], x: number) =>
    shapeOf(pastAt(line({ spans }), scale, x)?.status ?? null);

  it('is what is drawn there of the past', () => {
    fc.assert(
      fc.property(
        scales.chain((scale) =>
          fc.tuple(fc.constant(scale), spansOf(scale), fc.double({ min: 0, max: 1, noNaN: true })),
        ),
        ([scale, spans, part]) => {
          const x = part * scale.x(scale.now);
          const pieces = past(spans, scale);
          expect(shapeAt(scale, spans, x)).toBe((pieceAt(pieces, x) ?? pieces.at(-1))?.shape);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('is what is drawn there of what comes', () => {
    fc.assert(
      fc.property(
        scales.chain((scale) =>
          fc.tuple(fc.constant(scale), comingOf(scale), fc.double({ min: 0, max: 1, noNaN: true })),
        ),
        ([scale, all, part]) => {
          const x = scale.x(scale.now) + part * (scale.width - scale.x(scale.now));
          const pieces = drawn(line({ coming: all }), ARMED, scale).coming;
          const shape = comingAt(line({ coming: all }), scale, x)?.decision === 'muted' ? 'paused' : 'can';
          expect(shape).toBe((pieceAt(pieces, x) ?? pieces.at(-1))?.shape);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('is of equals the one that is there at its very instant', () => {
    const spans = [span(DAY.start, NOW - HOUR - MINUTE, 'muted'), span(NOW - HOUR - MINUTE, Infinity, 'muted')];
    expect(pastAt(line({ spans }), DAY, 459.5)).toBe(spans[0]);
    expect(pastAt(line({ spans }), DAY, 459.9)).toBe(spans[1]);
  });

  it('is what is nearest of what is there, a little outside of it', () => {
    const spans = [span(DAY.start, NOW - HOUR, 'muted'), span(NOW - HOUR, Infinity, 'paused')];
    expect(shapeAt(DAY, spans, -0.5)).toBe('muted');
    expect(shapeAt(DAY, spans, 480)).toBe('paused');
  });

  it('is what is drawn wider than it was', () => {
    const spans = [span(DAY.start, Infinity, 'muted'), span(NOW - HOUR, NOW - HOUR + SECOND, 'listening')];
    const violations = [span(NOW - 2 * HOUR, NOW - 2 * HOUR + SECOND, null)];
    const all = line({ spans, violations });
    expect(violationAt(all, DAY, 438)).toBe(violations[0]);
    expect(violationAt(all, DAY, 436)).toBeUndefined();
    expect(heardAt(all, DAY, 458)).toBe(spans[1]);
    expect(heardAt(all, DAY, 300)).toBeUndefined();
  });
});
