import type { Clock } from '../model/clock';
import type { Scale } from './scale';

export interface Tick {
  readonly x: number;
  /** Empty where there is no room for one. */
  readonly label: string;
}

export interface Ticks {
  /** Lines through the strips. */
  readonly lines: readonly number[];
  readonly labels: readonly Tick[];
  /** Where “Now” stands. */
  readonly now: number;
}

/** Local time changes by quarters of an hour at the least. */
const STEP = 900_000;
const WIDE = 560;
const NEAR_NOW = 36;

/** Return where local hours, or local days, begin; none twice, and an hour that comes twice twice. */
export function ticksOf(scale: Scale, clock: Clock, wide = scale.width >= WIDE): Ticks {
  const now = scale.x(scale.now);
  const free = ({ x, label }: Tick) => ({ x, label: Math.abs(x - now) < NEAR_NOW ? '' : label });
  if (scale.hours === 24) {
    const every = wide ? 3 : 6;
    const instants = hours(scale, clock, every);
    const labels = instants.map((at) => free({ x: scale.x(at), label: clock.hour(at) }));
    return { lines: instants.map(scale.x), labels, now };
  }
  const midnights = hours(scale, clock, 24);
  let reached = scale.start;
  const labels = [...midnights, scale.end].map((to) => {
    const from = reached;
    reached = to;
    // A day that is only half there has its name where there is room for it.
    const label = scale.x(to) - scale.x(from) < NEAR_NOW ? '' : clock.weekday((from + to) / 2);
    return free({ x: scale.x((from + to) / 2), label });
  });
  return { lines: midnights.map(scale.x), labels, now };
}

/** Return the instants at which a local hour begins that `every` divides. */
function hours(scale: Scale, clock: Clock, every: number): number[] {
  const found: number[] = [];
  for (let at = Math.ceil(scale.start / STEP) * STEP; at <= scale.end; at += STEP) {
    const { hour, minute } = clock.parts(at);
    if (minute === 0 && hour % every === 0) {
      found.push(at);
    }
  }
  return found;
}
