import type { Microphone } from '../api/types';

/** What can be asked for; `all` leaves it open. */
export const KINDS = ['all', 'misfire', 'while_muted', 'capture'] as const;
export type Kind = (typeof KINDS)[number];

/** What of the log is shown. */
export interface Question {
  readonly text: string;
  readonly kind: Kind;
  /** Ids; null: all. */
  readonly microphoneIds: readonly string[] | null;
  /** Only what began before, in milliseconds; null: up to now. */
  readonly before: number | null;
}

export const EVERYTHING: Question = { text: '', kind: 'all', microphoneIds: null, before: null };

/** The server's own limit. */
const MAX_TEXT = 200;

/** Return a question as a message of `earshot/activations`. */
export function asMessage({ text, kind, microphoneIds, before }: Question): { type: string; [key: string]: unknown } {
  // Half a character at the cut would be no text to the server.
  const words = text
    .trim()
    .slice(0, MAX_TEXT)
    .replace(/[\uD800-\uDBFF]$/, '');
  return {
    type: 'earshot/activations',
    ...(words === '' ? {} : { text: words }),
    ...(kind === 'all' ? {} : { kinds: [kind] }),
    ...(microphoneIds === null ? {} : { microphone_ids: microphoneIds }),
    ...(before === null ? {} : { end: new Date(before).toISOString() }),
  };
}

/** Whether less is asked for than everything of the given microphones. */
export function narrows({ text, kind, microphoneIds, before }: Question, given: readonly string[] | null): boolean {
  return text.trim() !== '' || kind !== 'all' || before !== null || !same(microphoneIds, given);
}

/** Whether two questions are the same. */
export function sameQuestion(one: Question, other: Question): boolean {
  return (
    one.text.trim() === other.text.trim() &&
    one.kind === other.kind &&
    one.before === other.before &&
    same(one.microphoneIds, other.microphoneIds)
  );
}

/** Return the instant of an address like `…#earshot-log=1795000000000`; null where it names none. */
export function instantOf(hash: string): number | null {
  const [, digits] = /^#earshot-log=(\d{1,13})$/.exec(hash) ?? [];
  return digits === undefined ? null : Number(digits);
}

/** Return the question for what was heard at an instant, which then stands first. */
export function questionAt(at: number, microphoneIds: readonly string[] | null): Question {
  return { ...EVERYTHING, microphoneIds, before: at + 1 };
}

/** Return the id of the one microphone that a person has chosen of those given; null: none. */
export function theOne({ microphoneIds }: Question, given: readonly string[] | null): string | null {
  const [id, ...others] = microphoneIds ?? [];
  return id === undefined || others.length > 0 || same(microphoneIds, given) ? null : id;
}

/** Return the microphones that hear now, as far as they belong to what is asked for: none where only some is. */
export function hearing(
  microphones: readonly Microphone[],
  { text, kind, microphoneIds, before }: Question,
): Microphone[] {
  return text.trim() === '' && kind === 'all' && before === null
    ? microphones.filter(
        ({ id, status }) => (status === 'listening' || status === 'recording') && (microphoneIds?.includes(id) ?? true),
      )
    : [];
}

function same(one: readonly string[] | null, other: readonly string[] | null): boolean {
  return one === other || (one !== null && other !== null && one.join('\n') === other.join('\n'));
}
