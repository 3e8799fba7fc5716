import type { Telling } from '../model/words';
import type { Entry } from './parse';

/** What was heard on one local day. */
export interface Day {
  /** “2026-11-24”. */
  readonly key: string;
  readonly title: string;
  /** “50 heard · 7 likely misfires · 2 while muted”; empty where not all of the day is known. */
  readonly summary: string;
  readonly entries: readonly Entry[];
}

/** The offset of no zone changes between two quarters of an hour. */
const QUARTER = 900_000;
const DAY = 86_400_000;

/** What of the log is known around the entries: whether there may be more above or below, and whether only some are asked for. */
export interface Known {
  readonly above: boolean;
  readonly below: boolean;
  readonly narrowed: boolean;
}

/** Return entries, newest first, by the local day on which they began; with `today` that one also where it is empty. */
export function daysOf(entries: readonly Entry[], known: Known, today: boolean, telling: Telling): Day[] {
  const days: { key: string; entries: Entry[] }[] = [];
  const now = telling.clock.day(telling.now);
  const dayAt = dayFinder((at) => telling.clock.day(at));
  for (const entry of entries) {
    const key = dayAt(entry.start);
    const last = days.at(-1);
    if (last?.key === key) {
      last.entries.push(entry);
    } else {
      days.push({ key, entries: [entry] });
    }
  }
  if (today && days[0]?.key !== now) {
    days.unshift({ key: now, entries: [] });
  }
  return days.map(({ key, entries: of }, index) => {
    const cut =
      of.length === 0 || known.narrowed || (index === 0 && known.above) || (index === days.length - 1 && known.below);
    return { key, title: dayTitle(key, telling), summary: cut ? '' : summary(of, telling), entries: of };
  });
}

/** Counts days again only when what is in them changes: a second passes more often. */
export class DaysOnce {
  #key: readonly unknown[] = [];
  #days: readonly Day[] = [];

  /** Return the days of entries below so many rows of what hears now; `limit`: of all rows, null: no limit. */
  of(entries: readonly Entry[], known: Known, above: number, limit: number | null, telling: Telling): readonly Day[] {
    const { clock, now, text } = telling;
    const key = [entries, known.above, known.below, known.narrowed, above, limit, clock, clock.day(now), text];
    if (key.length !== this.#key.length || key.some((each, index) => each !== this.#key[index])) {
      const days = daysOf(entries, known, above > 0, telling);
      this.#key = key;
      this.#days = limit === null ? days : cut(days, Math.max(0, limit - above));
    }
    return this.#days;
  }
}

/** Return no more than so many entries of days. */
export function cut(days: readonly Day[], limit: number): Day[] {
  let left = limit;
  return days.flatMap((day, index) => {
    const entries = day.entries.slice(0, left);
    left -= entries.length;
    return entries.length > 0 || (index === 0 && day.entries.length === 0) ? [{ ...day, entries }] : [];
  });
}

/** A heading, or a row. */
export type Item = { readonly day: Day } | { readonly entry: Entry };

/** Return what is shown, some fifty to a block: blocks that are far away are not rendered. */
export function blocksOf(days: readonly Day[], size = 50): Item[][] {
  const items = days.flatMap((day): Item[] => [{ day }, ...day.entries.map((entry) => ({ entry }))]);
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** Return about how high a block is in pixels, before it was ever rendered. */
export function heightOf(block: readonly Item[]): number {
  return block.reduce((sum, item) => sum + ('day' in item ? 40 : 56), 0);
}

/** Return the name of a day: “Today”, “Yesterday”, “Sunday, 22 November”; of another year with the year. */
export function dayTitle(key: string, { text, clock, now }: Telling): string {
  const today = clock.day(now);
  if (key === today) {
    return text('log.today');
  }
  const at = Date.parse(key);
  if (at === Date.parse(today) - DAY) {
    return text('log.yesterday');
  }
  return new Intl.DateTimeFormat(clock.language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
    ...(key.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' }),
  }).format(at);
}

function summary(entries: readonly Entry[], { text }: Telling): string {
  const misfires = entries.filter(({ misfire }) => misfire).length;
  const muted = entries.filter(({ whileMuted }) => whileMuted).length;
  const parts = [
    text('log.count', { count: entries.length }),
    ...(misfires === 0 ? [] : [text('log.count_misfires', { count: misfires })]),
    ...(muted === 0 ? [] : [text('log.count_while_muted', { count: muted })]),
  ];
  // No line ends between a number and what it counts.
  return parts.map((part) => part.replace(' ', '\u00a0')).join(' · ');
}

/** Days are asked for by the thousand, and a format is slow. */
function dayFinder(day: (at: number) => string): (at: number) => string {
  const known = new Map<number, string>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER);
    const found = known.get(quarter) ?? day(at);
    known.set(quarter, found);
    return found;
  };
}
