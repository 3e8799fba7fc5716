import type { MicrophoneTimeline, Span } from '../api/types';
import { shortly } from '../model/duration';
import type { Telling } from '../model/words';
import { covering } from './covering';
import type { Scale } from './scale';
import { shapeOf, violationsOn, type Shape } from './spans';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Say a strip in one sentence: “muted 14 h, could hear 10 h, mute failed for 25 min, 12 activations, 1 likely misfire”. */
export function summary(line: MicrophoneTimeline, scale: Scale, { text }: Pick<Telling, 'text'>): string {
  const lengths: Record<Shape, number> = { muted: 0, paused: 0, may: 0, can: 0 };
  let told = 0;
  for (const { start, end, status } of line.spans) {
    const length = Math.max(0, Math.min(end, scale.now) - Math.max(start, scale.start));
    lengths[shapeOf(status)] += length;
    told += length;
  }
  // Of what is not told, nobody knows.
  lengths.may += Math.max(0, scale.now - scale.start - told);
  const seen = line.marks.filter(({ start }) => start >= scale.start && start <= scale.now);
  const parts = (['muted', 'paused', 'can', 'may'] as const)
    .filter((shape) => lengths[shape] >= MINUTE)
    .map((shape) => text(`timeline.sum_${shape}`, { duration: shortly(lengths[shape], text) }));
  const violations = violationsOn(line, scale);
  if (violations.length > 0) {
    // Never left out, however short it was.
    const failed = Math.max(SECOND, covered(violations, scale));
    parts.push(text('timeline.sum_failed', { duration: shortly(failed, text) }));
  }
  const counts = [
    ['timeline.sum_activations', seen.length],
    ['timeline.sum_misfires', seen.filter(({ misfire }) => misfire).length],
    ['timeline.sum_violations', seen.filter(({ whileMuted }) => whileMuted).length],
  ] as const;
  const counted = counts.filter(([, count]) => count > 0).map(([key, count]) => text(key, { count }));
  return [...parts, ...counted].join(', ');
}

/** How much of the past spans cover together, in milliseconds. */
function covered(spans: readonly Span[], { start, now }: Scale): number {
  return covering(spans, { start, end: now })
    .filter(({ told }) => told === null)
    .reduce((rest, gap) => rest - (gap.end - gap.start), now - start);
}
