import type { Microphone } from '../api/types';
import type { View } from './config';

/** How a card lays its microphones out. */
export type Arrangement = 'rows' | 'compact' | 'chips' | 'areas';

const MOST_ROWS = 8;
const MOST_COMPACT = 24;

/** Return how so many microphones are laid out: what is asked for, as far as there is room to be calm. */
export function arrangement(view: View, count: number): Arrangement {
  if (view === 'chips') {
    return 'chips';
  }
  if (count > MOST_COMPACT) {
    return 'areas';
  }
  return view === 'compact' || count > MOST_ROWS ? 'compact' : 'rows';
}

/** Whether rows have only half the width, and say only what a microphone is. */
export function isBrief(shape: Arrangement, count: number): boolean {
  return shape === 'compact' && count > MOST_ROWS;
}

/** Return the microphones that a card is about, in the order of the configuration. */
export function chosen(microphones: readonly Microphone[], names: readonly string[] | null): Microphone[] {
  if (names === null) {
    return [...microphones];
  }
  const wanted = new Set(names);
  return microphones.filter(
    ({ id, entities }) => wanted.has(id) || Object.values(entities).some((each) => wanted.has(each)),
  );
}

export interface Area {
  readonly name: string;
  readonly microphones: readonly Microphone[];
}

/** Return areas by name, and the microphones of each by theirs; those without an area are last, under an empty name. */
export function areasOf(microphones: readonly Microphone[], language: string): Area[] {
  const areas = new Map<string, Microphone[]>();
  for (const microphone of microphones) {
    const name = microphone.area ?? '';
    areas.set(name, [...(areas.get(name) ?? []), microphone]);
  }
  const collator = new Intl.Collator(language, { numeric: true });
  const byName = (one: { readonly name: string }, other: { readonly name: string }) =>
    collator.compare(one.name, other.name);
  return [...areas]
    .map(([name, each]) => ({ name, microphones: each.sort(byName) }))
    .sort((one, other) => Number(one.name === '') - Number(other.name === '') || byName(one, other));
}
