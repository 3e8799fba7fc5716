import type { HassLocale } from '../api/hass';
import type { Snapshot, Timeline } from '../api/types';
import type { Telling } from '../model/words';

export const HOURS = 24;
export const WEEKDAYS = 7;

/** How often it misfired in one hour of the week. */
export interface Cell {
  readonly count: number;
  /** Which microphone did more than half of that; null: none. */
  readonly mostly: string | null;
  /** Whether that was all of it. */
  readonly alone: boolean;
}

/** Misfires by weekday (0 is Sunday) and local hour. */
export type Heat = readonly (readonly Cell[])[];

/** Where the map is looked at: a row from 0 in the order of the user's week, and an hour. */
export interface Spot {
  readonly row: number;
  readonly hour: number;
}

const QUARTER = 900_000;
const MOST = 9;
const NAMES = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const SPAN = 30 * 86_400_000;
const STALE = 3_600_000;
/** Any Sunday. */
const SUNDAY = Date.UTC(2023, 0, 1);

/** Return the message that asks for the marks of the last thirty days: without a word of what was said. */
export function heatMessage(now: number, microphoneIds: readonly string[] | null): { type: string } {
  return {
    type: 'earshot/timeline',
    ...{ start: new Date(now - SPAN).toISOString(), end: new Date(now).toISOString(), marks: true },
    ...(microphoneIds === null ? {} : { microphone_ids: microphoneIds }),
  };
}

/** Whether a map that was asked for then is to be asked for again. */
export function isStale(asked: number | null, now: number): boolean {
  return asked === null || now - asked >= STALE;
}

/** Return what a map is about: the last thirty days, or less where there was more than could be told. */
export function sinceWords({ start, since }: Timeline, { text, clock, now }: Telling): string {
  return since > start ? text('heat.since', { time: clock.moment(since, now) }) : text('heat.last_30_days');
}

/** Count the misfires of a span. An hour that comes twice counts as one, and one that is left out has none. */
export function heatOf({ microphones }: Timeline, timeZone: string): Heat {
  const counts = Array.from({ length: WEEKDAYS * HOURS }, () => new Map<string, number>());
  const placeAt = placeFinder(timeZone);
  for (const { id, marks } of microphones.values()) {
    for (const { start, misfire } of marks) {
      const cell = misfire ? counts[placeAt(start)] : undefined;
      cell?.set(id, (cell.get(id) ?? 0) + 1);
    }
  }
  return Array.from({ length: WEEKDAYS }, (_, weekday) =>
    counts.slice(weekday * HOURS, (weekday + 1) * HOURS).map(cellOf),
  );
}

/** Whether nothing misfired in all that time. */
export function isEmpty(heat: Heat): boolean {
  return heat.every((hours) => hours.every(({ count }) => count === 0));
}

/** Return the weekdays in the order of the user's week, as numbers from 0 for Sunday. */
export function week(locale: Pick<HassLocale, 'language' | 'first_weekday'>): number[] {
  const first = firstWeekday(locale);
  return Array.from({ length: WEEKDAYS }, (_, row) => (first + row) % WEEKDAYS);
}

/** Return the diameter of a cell's dot in pixels: its area follows the count, up to nine. */
export function dotSize(count: number): number {
  return count === 0 ? 2 : Math.round(4 + 10 * Math.sqrt((Math.min(count, MOST) - 1) / (MOST - 1)));
}

/** Return the spot with the most misfires, the first of equals. */
export function hottest(heat: Heat, weekdays: readonly number[]): Spot {
  let best: Spot = { row: 0, hour: 0 };
  let most = 0;
  weekdays.forEach((weekday, row) => {
    heat[weekday]?.forEach(({ count }, hour) => {
      if (count > most) {
        [best, most] = [{ row, hour }, count];
      }
    });
  });
  return best;
}

/** Return where a key leads; null for a key that leads nowhere. */
export function moved({ row, hour }: Spot, key: string, whole: boolean): Spot | null {
  const to: Partial<Record<string, Spot>> = {
    ArrowLeft: { row, hour: Math.max(0, hour - 1) },
    ArrowRight: { row, hour: Math.min(HOURS - 1, hour + 1) },
    ArrowUp: { row: Math.max(0, row - 1), hour },
    ArrowDown: { row: Math.min(WEEKDAYS - 1, row + 1), hour },
    Home: { row: whole ? 0 : row, hour: 0 },
    End: { row: whole ? WEEKDAYS - 1 : row, hour: HOURS - 1 },
  };
  return to[key] ?? null;
}

/** Return the cell at a spot. */
export function cellAt(heat: Heat, weekdays: readonly number[], { row, hour }: Spot): Cell | undefined {
  return heat[weekdays[row] ?? 0]?.[hour];
}

/** Return the name of a weekday, 0 for Sunday. */
export function weekdayName(weekday: number, style: 'short' | 'long', { clock }: Telling): string {
  return new Intl.DateTimeFormat(clock.language, { weekday: style, timeZone: 'UTC' }).format(
    SUNDAY + weekday * 86_400_000,
  );
}

/** Return a cell in words: when, and what was then. */
export function cellWords(
  weekday: number,
  hour: number,
  cell: Cell,
  snapshot: Snapshot | null,
  telling: Telling,
): { readonly when: string; readonly what: string } {
  const { text } = telling;
  const when = text('heat.when', {
    day: weekdayName(weekday, 'long', telling),
    time: hourWords(hour, telling),
  });
  const name = cell.mostly === null ? undefined : snapshot?.microphones.get(cell.mostly)?.name;
  if (cell.count === 0) {
    return { when, what: text('heat.none') };
  }
  const what = text('heat.count', { count: cell.count });
  return { when, what: name === undefined ? what : text(cell.alone ? 'heat.alone' : 'heat.mostly', { what, name }) };
}

/** Return an hour of no day in particular in the user's format: “20:00” or “8 PM”. */
export function hourWords(hour: number, { clock }: Telling): string {
  const twelve = clock.hour(0) !== clock.time(0);
  const format: Intl.DateTimeFormatOptions = twelve
    ? { hour: 'numeric', hourCycle: 'h12' }
    : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  return new Intl.DateTimeFormat(clock.language, { ...format, timeZone: 'UTC' }).format(SUNDAY + hour * 3_600_000);
}

function cellOf(counts: ReadonlyMap<string, number>): Cell {
  const count = [...counts.values()].reduce((sum, each) => sum + each, 0);
  const [mostly = null] = [...counts].find(([, each]) => each > count / 2) ?? [];
  return { count, mostly, alone: mostly !== null && counts.size === 1 };
}

/** The offset of no zone changes between two quarters of an hour, and a format is slow. */
function placeFinder(timeZone: string): (at: number) => number {
  const weekdays = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone });
  const hours = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone });
  const known = new Map<number, number>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER);
    let place = known.get(quarter);
    if (place === undefined) {
      place = NAMES.indexOf(weekdays.format(at).toLowerCase()) * HOURS + Number(hours.format(at));
      known.set(quarter, place);
    }
    return place;
  };
}

function firstWeekday({ language, first_weekday }: Pick<HassLocale, 'language' | 'first_weekday'>): number {
  const chosen = NAMES.indexOf(first_weekday ?? 'language');
  if (chosen !== -1) {
    return chosen;
  }
  try {
    const locale = new Intl.Locale(language) as Intl.Locale & WeekInfo;
    // Monday is 1 and Sunday 7.
    return (locale.getWeekInfo?.() ?? locale.weekInfo ?? { firstDay: 1 }).firstDay % WEEKDAYS;
  } catch {
    return 1;
  }
}

/** Older browsers have it as a property, others not at all. */
interface WeekInfo {
  getWeekInfo?: () => { firstDay: number };
  weekInfo?: { firstDay: number };
}
