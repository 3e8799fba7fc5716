import type { Clock } from '../model/clock';
import type { Telling } from '../model/words';

export const SPANS = ['hour', 'today', 'week', 'all'] as const;
export type Span = (typeof SPANS)[number];

const HOUR = 3_600_000;
const QUARTER = 900_000;

/** Return from when on is to be erased; null: from the beginning. */
export function startOf(span: Span, now: number, clock: Clock): number | null {
  switch (span) {
    case 'hour':
      return now - HOUR;
    case 'today':
      return midnight(now, clock);
    case 'week':
      return now - 168 * HOUR;
    case 'all':
      return null;
  }
}

/** Return the message that erases, of some microphones or of all; Home Assistant's own history can only be erased from its beginning. */
export function purgeMessage(start: number | null, microphoneIds: readonly string[] | null): { type: string } {
  return {
    type: 'earshot/purge',
    ...(start === null ? {} : { start: new Date(start).toISOString() }),
    ...(microphoneIds === null ? {} : { microphone_ids: microphoneIds }),
    ...{ include_history: start === null },
  };
}

/** Return what will be erased, as a person is asked. */
export function purgeWords(start: number | null, names: readonly string[] | null, telling: Telling): string {
  const { text, clock, now } = telling;
  const scope = start === null ? 'all' : 'since';
  const time = start === null ? '' : clock.moment(start, now);
  const says =
    names === null
      ? text(`log.purge_says_${scope}`, { time })
      : text(`log.purge_says_${scope}_one`, { name: listed(names, telling), time });
  return `${says} ${text('log.purge_for_good')}`;
}

/** Return what an export holds. */
export function exportWords(names: readonly string[] | null, telling: Telling): string {
  return names === null
    ? telling.text('log.export_says')
    : telling.text('log.export_says_one', { name: listed(names, telling) });
}

function listed(names: readonly string[], { clock }: Telling): string {
  return new Intl.ListFormat(clock.language, { type: 'conjunction' }).format(names);
}

/** The first quarter of an hour of a local day: at midnight, or where that is left out after it. */
function midnight(now: number, clock: Clock): number {
  const today = clock.day(now);
  let at = Math.floor(now / QUARTER) * QUARTER;
  while (clock.day(at - QUARTER) === today) {
    at -= QUARTER;
  }
  return at;
}
