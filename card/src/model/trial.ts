import type { Telling } from './words';

/** How a test of a mute went. */
export interface Trial {
  readonly outcome: 'held' | 'stands' | 'not_muted' | 'not_restored' | 'unreadable' | 'not_told';
  /** Until the mute read back; null where it was not waited for. */
  readonly milliseconds: number | null;
}

/** Return how a test went, the worst of its steps, from the answer of `earshot.test_mute`. */
export function parseTrial(response: unknown): Trial {
  const steps = list(list(response, 'microphones')[0], 'steps').map((step) => {
    const { step: what, ok, milliseconds } = record(step);
    return { what, ok: ok === true, milliseconds: typeof milliseconds === 'number' ? milliseconds : null };
  });
  const failed = (what: string) => steps.some((step) => step.what === what && !step.ok);
  const muted = steps.filter((step) => step.what === 'mute' && step.ok);
  const milliseconds = muted.reduce<number | null>((most, step) => {
    return step.milliseconds === null ? most : Math.max(most ?? 0, step.milliseconds);
  }, null);
  if (failed('mute')) {
    return { outcome: 'not_muted', milliseconds: null };
  }
  if (failed('restore')) {
    return { outcome: 'not_restored', milliseconds };
  }
  if (steps.some(({ what }) => what === 'unreadable')) {
    return { outcome: 'unreadable', milliseconds };
  }
  if (muted.length > 0) {
    return { outcome: 'held', milliseconds };
  }
  return { outcome: steps.some(({ what }) => what === 'already_muted') ? 'stands' : 'not_told', milliseconds };
}

/** Return a sentence about a test. */
export function trialWords({ outcome, milliseconds }: Trial, { text, clock }: Telling): string {
  if (outcome !== 'held' || milliseconds === null) {
    return text(`test.${outcome}`);
  }
  const number = new Intl.NumberFormat(clock.language, { maximumFractionDigits: 0 });
  return text('test.held_after', { time: number.format(milliseconds) });
}

function list(given: unknown, key: string): unknown[] {
  const value = record(given)[key];
  return Array.isArray(value) ? value : [];
}

function record(given: unknown): Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null ? (given as Readonly<Record<string, unknown>>) : {};
}
