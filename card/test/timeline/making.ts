import fc from 'fast-check';

import { STATUSES, type ComingSpan, type Hold, type Span, type Status } from '../../src/api/types';
import type { Hours } from '../../src/model/config';
import { scaleOf, type Scale } from '../../src/timeline/scale';
import { HOUR, NOW } from '../api/making';

export function coming(
  start: number,
  end: number,
  decision: ComingSpan['decision'],
  reasons: readonly Hold[] = [],
): ComingSpan {
  return { start, end, decision, reasons };
}

/** Scales of any width, at any moment. */
export const scales: fc.Arbitrary<Scale> = fc
  .tuple(fc.constantFrom<Hours>(24, 168), fc.integer({ min: 60, max: 1200 }), fc.integer({ min: 0, max: 8 * HOUR }))
  .map(([hours, width, later]) => scaleOf(hours, NOW + later, width));

/** Instants of a scale and around it, also close to each other and to the edges of its pixels. */
function instantsOf(scale: Scale): fc.Arbitrary<number> {
  const perPixel = (scale.end - scale.start) / scale.width;
  const edges = fc
    .tuple(fc.integer({ min: 0, max: scale.width }), fc.integer({ min: -2, max: 2 }))
    .map(([pixel, beside]) => Math.round(scale.start + pixel * perPixel) + beside);
  const around = fc.integer({ min: scale.start - HOUR, max: scale.end + HOUR });
  return fc.oneof(edges, around, fc.constantFrom(scale.start, scale.now, scale.end));
}

function lengths(scale: Scale): fc.Arbitrary<number> {
  return fc.oneof(fc.constantFrom(0, 1, 2, 500, 1000, 1001), fc.nat(scale.end - scale.start));
}

/** Spans as no server should send them: in any order, over each other, with holes; also as it sends them. */
export function spansOf(scale: Scale): fc.Arbitrary<Span[]> {
  const statuses = fc.constantFrom<Status | null>(...STATUSES, null);
  const any = fc
    .tuple(instantsOf(scale), lengths(scale), statuses)
    .map(([start, length, status]) => ({ start, end: start + length, status }));
  const seamless = fc.array(fc.tuple(instantsOf(scale), statuses), { maxLength: 20 }).map((all) => {
    const sorted = all.sort(([one], [other]) => one - other);
    return sorted.map(([start, status], index) => ({ start, end: sorted[index + 1]?.[0] ?? Infinity, status }));
  });
  return fc.oneof(fc.array(any, { maxLength: 12 }), seamless);
}

export function comingOf(scale: Scale): fc.Arbitrary<ComingSpan[]> {
  const any = fc
    .tuple(instantsOf(scale), lengths(scale), fc.constantFrom('live' as const, 'muted' as const))
    .map(([start, length, decision]) => coming(start, start + length, decision));
  return fc.array(any, { maxLength: 8 });
}
