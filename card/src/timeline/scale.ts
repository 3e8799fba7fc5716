import type { Hours } from '../model/config';

const HOUR = 3_600_000;
const AHEAD: Readonly<Record<Hours, number>> = { 24: 8 * HOUR, 168: 24 * HOUR };

/** Elapsed time along a line of pixels: an hour is an hour, also where clocks change. */
export interface Scale {
  readonly hours: Hours;
  readonly start: number;
  readonly end: number;
  readonly now: number;
  /** In pixels. */
  readonly width: number;
  readonly x: (at: number) => number;
  readonly at: (x: number) => number;
}

/** Return the scale of the last hours and what comes after them: now is at three quarters, or at seven eighths of a week. */
export function scaleOf(hours: Hours, now: number, width: number): Scale {
  const start = now - hours * HOUR;
  const end = now + AHEAD[hours];
  const perPixel = (end - start) / Math.max(1, width);
  return { hours, start, end, now, width, x: (at) => (at - start) / perPixel, at: (x) => start + x * perPixel };
}

/** How long a pixel lasts, in milliseconds. */
export function pixel({ start, end, width }: Scale): number {
  return (end - start) / Math.max(1, width);
}
