import type { MicrophoneTimeline } from '../api/types';
import type { Telling } from '../model/words';
import type { Scale } from './scale';
import { shapeOf, type Shape } from './spans';

/** Say a strip in one sentence: “muted 14 h, could hear 10 h, 12 activations, 1 likely misfire”. */
export function summary({ spans, marks }: MicrophoneTimeline, scale: Scale, { text, clock }: Telling): string {
  const lengths: Record<Shape, number> = { muted: 0, paused: 0, may: 0, can: 0 };
  let told = 0;
  for (const { start, end, status } of spans) {
    const length = Math.max(0, Math.min(end, scale.now) - Math.max(start, scale.start));
    lengths[shapeOf(status)] += length;
    told += length;
  }
  // Of what is not told, nobody knows.
  lengths.may += Math.max(0, scale.now - scale.start - told);
  const seen = marks.filter(({ start }) => start >= scale.start && start <= scale.now);
  const parts = (['muted', 'paused', 'can', 'may'] as const)
    .filter((shape) => lengths[shape] >= 60_000)
    .map((shape) => text(`timeline.sum_${shape}`, { duration: clock.duration(lengths[shape], 'short') }));
  const counts = [
    ['timeline.sum_activations', seen.length],
    ['timeline.sum_misfires', seen.filter(({ misfire }) => misfire).length],
    ['timeline.sum_violations', seen.filter(({ whileMuted }) => whileMuted).length],
  ] as const;
  const counted = counts.filter(([, count]) => count > 0).map(([key, count]) => text(key, { count }));
  return [...parts, ...counted].join(', ');
}
