import type { Scale } from './scale';

export interface Time {
  readonly start: number;
  readonly end: number;
}

/** A part of a time, and what is told of it; null: nothing is. */
interface Part<T> extends Time {
  readonly told: T | null;
}

/** Between two spans nothing is missing where they are less than this apart: instants are rounded. */
const SEAM = 1000;
/** A pixel of which no more than this is touched, at its very edge, is not the span's. */
const EDGE = 1e-6;

/** Cover a time with what is told of it, and with what is not: sorted by start, overlaps stay. */
export function covering<T extends Time>(all: readonly T[], { start, end }: Time): Part<T>[] {
  const parts: Part<T>[] = [];
  const inside = all.filter((told) => told.end > start && told.start < end);
  let reached = start;
  for (const told of inside.sort((one, other) => one.start - other.start)) {
    if (told.start - reached > SEAM) {
      parts.push({ start: reached, end: told.start, told: null });
    }
    parts.push({ start: told.start, end: told.end, told });
    reached = Math.max(reached, told.end);
  }
  if (end - reached > SEAM) {
    parts.push({ start: reached, end, told: null });
  }
  return parts;
}

/** Return the pixels that a part of a time is in: the first, and the one after the last. One at least, however short it is. */
export function pixels({ start, end }: Time, time: Time, { x }: Scale): [number, number] {
  const first = Math.floor(x(time.start) + EDGE);
  const last = Math.max(first + 1, Math.ceil(x(time.end) - EDGE));
  const from = Math.min(Math.max(first, Math.floor(x(start) + EDGE)), last - 1);
  return [from, Math.min(Math.max(from + 1, Math.ceil(x(end) - EDGE)), last)];
}

/** Return what is told of a place's pixel: of several the one that ranks highest, of equals the one that is there at its instant. */
export function mostOpen<T extends Time>(
  all: readonly T[],
  time: Time,
  rank: (told: T | null) => number,
  scale: Scale,
  x: number,
): T | null {
  const at = scale.at(x);
  const [first, last] = pixels(time, time, scale);
  const pixel = Math.min(Math.max(first, Math.floor(x)), last - 1);
  const here = covering(all, time).filter((part) => {
    const [from, to] = pixels(part, time, scale);
    return from <= pixel && pixel < to;
  });
  const weight = ({ start, end, told }: Part<T>) => 2 * rank(told) + (start <= at && at < end ? 1 : 0);
  return (
    here.reduce<Part<T> | null>((best, part) => (best === null || weight(part) > weight(best) ? part : best), null)
      ?.told ?? null
  );
}
