import { list, number, parseMark, record, text } from '../api/parse';
import type { Activation } from '../api/types';

/** An activation that the log has a number for. */
export interface Entry extends Activation {
  readonly id: number;
  /** Why it was taken for a misfire before a person corrected that. */
  readonly correctedFrom: string | null;
}

/** A page of the log, newest first. */
export interface Page {
  readonly entries: readonly Entry[];
  /** Where the next page begins; null: this is the last. */
  readonly cursor: string | null;
}

/** What an erasure came to. */
export interface Erased {
  readonly rows: number;
  readonly history: boolean;
}

const BY_PERSON = 'person';

/** Read an answer of `earshot/activations`. Never throws: what is not understood is left out. */
export function parsePage(value: unknown): Page {
  const data = record(value);
  return { entries: list(data.activations, parseEntry), cursor: text(data.cursor) };
}

/** Read an answer of `earshot/correct`. */
export function parseCorrected(value: unknown): Entry | null {
  return parseEntry(record(value).activation);
}

/** Read an answer of `earshot/purge`. */
export function parseErased(value: unknown): Erased {
  const data = record(value);
  return { rows: number(data.rows) ?? 0, history: data.history === true };
}

/** Return the address of an export; null for anything that is not one of Earshot's, relative to Home Assistant's own. */
export function parseExport(value: unknown): string | null {
  const url = text(record(record(value).response).url);
  return url?.startsWith('/api/earshot/export/') === true ? url : null;
}

function parseEntry(value: unknown): Entry | null {
  const mark = parseMark(value);
  const data = record(value);
  if (mark?.id === undefined || mark.id === null) {
    return null;
  }
  const misfireReason = text(data.misfire_reason);
  return {
    ...mark,
    id: mark.id,
    microphone: plain(text(data.microphone)),
    outcome: text(data.outcome),
    misfireReason,
    corrected: misfireReason === BY_PERSON,
    correctedFrom: text(data.corrected_from),
    unusual: list(data.unusual, text),
    startedBy: text(data.started_by),
    homeCount: number(data.home_count),
    decision: data.decision === 'muted' ? 'muted' : data.decision === 'live' ? 'live' : null,
    wakePhrase: plain(text(data.wake_phrase)),
    transcript: text(data.transcript),
    reply: text(data.reply),
  };
}

/** Leave out what would turn the direction of what stands beside it. */
function plain(words: string | null): string | null {
  return words?.replace(/[\u202A-\u202E\u2066-\u2069]/g, '') ?? null;
}
