import type { HomeAssistant } from '../api/hass';

const DAY = 86_400_000;
/** The coming night needs no weekday. */
const SOON = 18 * 3_600_000;

/** Instants and durations in words of the user's language, format and zone. All are milliseconds. */
export interface Clock {
  readonly timeZone: string;
  readonly language: string;
  /** “23:12” or “11:12 PM”. */
  time(at: number): string;
  /** The time alone today and where it is less than 18 hours away, with the weekday within six days, else with the date. */
  moment(at: number, now: number): string;
  /** The hour alone: “23:00” or “11 PM”. */
  hour(at: number): string;
  /** The local hour and minute, to compare. */
  parts(at: number): { readonly hour: number; readonly minute: number };
  date(at: number): string;
  weekday(at: number): string;
  /** Hours and minutes, or what is left of less, in words: “7 seconds”, “1 hour, 5 minutes”. */
  duration(length: number): string;
  /** A counter: “0:07”, “1:02:03”. */
  counter(length: number): string;
  /** The local day as “2026-11-23”, to compare. */
  day(at: number): string;
}

type Settings = Pick<HomeAssistant, 'locale' | 'config'>;
const clocks = new Map<string, Clock>();

/** Return the clock of a user's settings: one each. */
export function clockOf({ locale, config }: Settings): Clock {
  const zone = locale.time_zone === 'server' ? config.time_zone : new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const key = JSON.stringify([locale.language, locale.time_format, zone]);
  let clock = clocks.get(key);
  if (clock === undefined) {
    clock = makeClock(known(locale.language), twelve(locale), zone);
    clocks.set(key, clock);
  }
  return clock;
}

function makeClock(language: string, hour12: boolean, timeZone: string): Clock {
  const clocked: Intl.DateTimeFormatOptions = {
    hour: hour12 ? 'numeric' : '2-digit',
    minute: '2-digit',
    hourCycle: hour12 ? 'h12' : 'h23',
    timeZone,
  };
  const times = new Intl.DateTimeFormat(language, clocked);
  const weekdays = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone });
  const dates = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone });
  const days = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone });
  const hours = hour12 ? new Intl.DateTimeFormat(language, { hour: 'numeric', hourCycle: 'h12', timeZone }) : times;
  const numbers = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
  const day = (at: number) => days.format(at);
  return {
    timeZone,
    language,
    time: (at) => times.format(at),
    hour: (at) => hours.format(at),
    parts: (at) => {
      const [hour, minute] = numbers.format(at).split(':').map(Number) as [number, number];
      return { hour, minute };
    },
    weekday: (at) => weekdays.format(at),
    date: (at) => dates.format(at),
    day,
    moment(at, now) {
      if (day(at) === day(now) || Math.abs(at - now) < SOON) {
        return times.format(at);
      }
      return `${Math.abs(at - now) < 6 * DAY ? weekdays.format(at) : dates.format(at)} ${times.format(at)}`;
    },
    duration: (length) => inUnits(language, length),
    counter(length) {
      const seconds = Math.max(0, Math.floor(length / 1000));
      const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
      const tail = String(rest).padStart(2, '0');
      return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
    },
  };
}

const unitFormats = new Map<string, Intl.NumberFormat>();

/** Making one takes far longer than using it, and a page says hundreds of durations at once. */
function unitFormat(language: string, unit: string): Intl.NumberFormat {
  const key = `${language} ${unit}`;
  const format = unitFormats.get(key) ?? new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' });
  unitFormats.set(key, format);
  return format;
}

function inUnits(language: string, length: number): string {
  const one = (value: number, unit: string) => unitFormat(language, unit).format(value);
  const seconds = Math.max(0, Math.floor(length / 1000));
  if (seconds < 60) {
    return one(seconds, 'second');
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return one(minutes, 'minute');
  }
  const rest = minutes % 60;
  const hours = one(Math.floor(minutes / 60), 'hour');
  return rest === 0
    ? hours
    : new Intl.ListFormat(language, { style: 'long', type: 'unit' }).format([hours, one(rest, 'minute')]);
}

/** A language that `Intl` understands: what it does not would throw. */
function known(language: string): string {
  try {
    return new Intl.Locale(language).toString();
  } catch {
    return 'en';
  }
}

function twelve(locale: HomeAssistant['locale']): boolean {
  if (locale.time_format === '12' || locale.time_format === '24') {
    return locale.time_format === '12';
  }
  const language = locale.time_format === 'system' ? undefined : known(locale.language);
  return new Intl.DateTimeFormat(language, { hour: 'numeric' }).resolvedOptions().hour12 === true;
}
