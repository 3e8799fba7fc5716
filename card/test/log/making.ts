import type { Microphone, Timeline } from '../../src/api/types';
import { localizer } from '../../src/i18n/localize';
import type { Page, Entry } from '../../src/log/parse';
import { clockOf } from '../../src/model/clock';
import type { Telling } from '../../src/model/words';

/** Tuesday, 24 November 2026, 23:12 in Berlin. */
export const NOW = Date.parse('2026-11-24T22:12:00Z');
export const SECOND = 1_000;
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

interface Settings {
  readonly now?: number;
  readonly zone?: string;
  readonly language?: string;
  readonly time?: '12' | '24';
}

export function telling({ now = NOW, zone = 'Europe/Berlin', language = 'en', time = '24' }: Settings = {}): Telling {
  const locale = { language, time_format: time, time_zone: 'server' as const };
  return { text: localizer('en').text, clock: clockOf({ locale, config: { time_zone: zone } }), now };
}

export function entry(given: Partial<Entry> = {}): Entry {
  const start = given.start ?? NOW - HOUR;
  return {
    id: 1,
    microphoneId: 'living',
    start,
    end: start + 4 * SECOND,
    kind: 'activation',
    misfire: false,
    whileMuted: false,
    microphone: 'Living room',
    outcome: 'intent',
    misfireReason: null,
    correctedFrom: null,
    unusual: [],
    corrected: false,
    startedBy: null,
    homeCount: 2,
    decision: 'live',
    wakePhrase: null,
    transcript: null,
    reply: null,
    ...given,
  };
}

/** An entry as Earshot sends it. */
export function wire(
  id: number,
  start: number,
  given: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    id,
    microphone_id: 'living',
    microphone: 'Living room',
    start: new Date(start).toISOString(),
    end: new Date(start + 4 * SECOND).toISOString(),
    kind: 'activation',
    outcome: 'intent',
    misfire: false,
    misfire_reason: null,
    corrected_from: null,
    unusual: [],
    while_muted: false,
    started_by: null,
    home_count: 2,
    decision: 'live',
    ...given,
  };
}

/** A page of entries with these ids, the newest first: each a second before the one above it. */
export function page(ids: readonly number[], cursor: string | null = null): Page {
  return { entries: ids.map((id) => entry({ id, start: NOW + id * SECOND })), cursor };
}

export function microphone(id: string, given: Partial<Microphone> = {}): Microphone {
  return {
    id,
    name: id,
    area: null,
    entities: { status: `sensor.${id}` },
    status: 'armed',
    since: NOW - HOUR,
    assurance: 'firmware',
    confirmedAt: null,
    decision: 'live',
    reasons: [],
    overrideUntil: null,
    upcoming: null,
    problem: null,
    observations: {},
    muteRefused: null,
    unmuteRefused: null,
    ...given,
  };
}

/** A timeline of misfires, by microphone. */
export function misfires(at: Readonly<Record<string, readonly number[]>>, given: Partial<Timeline> = {}): Timeline {
  const lines = Object.entries(at).map(([id, starts]) => ({
    id,
    spans: [],
    violations: [],
    coming: [],
    marks: starts.map((start, index) => ({
      id: index,
      microphoneId: id,
      start,
      end: start + SECOND,
      kind: 'activation' as const,
      misfire: true,
      whileMuted: false,
    })),
  }));
  const start = NOW - 30 * DAY;
  return { start, end: NOW, since: start, microphones: new Map(lines.map((line) => [line.id, line])), ...given };
}
