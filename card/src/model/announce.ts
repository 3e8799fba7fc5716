import type { Snapshot } from '../api/types';
import type { Localizer } from '../i18n/localize';
import { chosen } from './density';
import { lookOf } from './looks';

/** What a screen reader is told of a change: starts and stops politely, and at once only that a mute does not hold. */
export interface Announcements {
  readonly polite: readonly string[];
  readonly assertive: readonly string[];
}

const NONE: Announcements = { polite: [], assertive: [] };

/**
 * Return what is to be said of what has changed since of the microphones that are named, or of all. Of what was there at first
 * nothing is. Of the others, those cards speak that show them: a page says nothing once for each of its cards.
 */
export function announcements(
  before: Snapshot | null,
  after: Snapshot | null,
  text: Localizer['text'],
  names: readonly string[] | null = null,
): Announcements {
  if (before === null || after === null || before.microphones === after.microphones) {
    return NONE;
  }
  const polite: string[] = [];
  const assertive: string[] = [];
  const told = [...after.microphones.values()].filter((is) => before.microphones.get(is.id) !== is);
  for (const is of chosen(told, names)) {
    const was = before.microphones.get(is.id);
    if (was === undefined) {
      continue;
    }
    const { name } = is;
    if (was.problem === null && is.problem !== null) {
      assertive.push(text('say.problem', { name }));
    }
    const [listened, listens] = [lookOf(was).listening, lookOf(is).listening];
    if (listened !== listens) {
      polite.push(text(listens ? 'say.started' : 'say.stopped', { name }));
    }
  }
  return { polite, assertive };
}
