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

/** Local hours and days begin at quarters of an hour at the least. */
const STEP = 900_000;
const WIDE = 560;
const NEAR_NOW = 36;

/** All strips of a page have the same ones: a week's take thousands of looks at the calendar. */
const latest = new WeakMap<Clock, { readonly key: string; readonly ticks: Ticks }>();

/** Return where local hours, or local days, begin; none twice, and an hour that comes twice twice. */
export function ticksOf(scale: Scale, clock: Clock, wide = scale.width >= WIDE): Ticks {
  const key = [scale.hours, scale.start, scale.width, wide].join(' ');
  const known = latest.get(clock);
  if (known?.key === key) {
    return known.ticks;
  }
  const ticks = find(scale, clock, wide);
  latest.set(clock, { key, ticks });
  return ticks;
}

function find(scale: Scale, clock: Clock, wide: boolean): Ticks {
  const now = scale.x(scale.now);
  const free = ({ x, label }: Tick) => ({ x, label: Math.abs(x - now) < NEAR_NOW ? '' : label });
  if (scale.hours === 24) {
    const every = wide ? 3 : 6;
    const instants = hours(scale, clock, every);
    const labels = instants.map((at) => free({ x: scale.x(at), label: clock.hour(at) }));
    return { lines: instants.map(scale.x), labels, now };
  }
  const midnights = days(scale, clock);
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
  return quarters(scale).filter((at) => {
    const { hour, minute } = clock.parts(at);
    return minute === 0 && hour % every === 0;
  });
}

/** Return the instants at which a local day begins: where clocks change at midnight, that is at one, or at the first of two. */
function days(scale: Scale, clock: Clock): number[] {
  return quarters(scale).filter((at) => clock.day(at) !== clock.day(at - STEP));
}

function quarters({ start, end }: Scale): number[] {
  const first = Math.ceil(start / STEP);
  const count = Math.floor(end / STEP) - first + 1;
  return Array.from({ length: count }, (_, index) => (first + index) * STEP);
}
