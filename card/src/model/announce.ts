import type { Snapshot } from '../api/types';
import type { Localizer } from '../i18n/localize';
import { lookOf } from './looks';

/** What a screen reader is told of a change: starts and stops politely, and at once only that a mute does not hold. */
export interface Announcements {
  readonly polite: readonly string[];
  readonly assertive: readonly string[];
}

const NONE: Announcements = { polite: [], assertive: [] };

/** Return what is to be said of what has changed since. Of what was there at first nothing is. */
export function announcements(before: Snapshot | null, after: Snapshot | null, text: Localizer['text']): Announcements {
  if (before === null || after === null || before.microphones === after.microphones) {
    return NONE;
  }
  const polite: string[] = [];
  const assertive: string[] = [];
  for (const [id, is] of after.microphones) {
    const was = before.microphones.get(id);
    if (was === undefined || was === is) {
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
