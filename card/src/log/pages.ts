import type { Entry, Page } from './parse';

/** What is known of the log: a run of entries without a hole, newest first, in the server's order. */
export interface Run {
  readonly entries: readonly Entry[];
  /** Where the server goes on; null: it has no more, or `end` says where. */
  readonly cursor: string | null;
  /** A cursor is good for one question: where one was lost, the question goes on with this end. */
  readonly end: number | null;
}

/** Return a run that has only begun. */
export function begin({ entries, cursor }: Page): Run {
  return { entries: unique(entries), cursor, end: null };
}

/** Whether the server has more. */
export function goesOn({ cursor, end }: Run): boolean {
  return cursor !== null || end !== null;
}

/** Return a run with the page that follows it. An entry that it has already stays where it is, as it is now. */
export function older(run: Run, { entries, cursor }: Page): Run {
  return { entries: unique([...run.entries, ...entries]), cursor, end: cursor === null ? null : run.end };
}

/**
 * Return a run with what the server says of its top by now. What was erased there goes, and what has ended since comes.
 * Where there may be a hole between the two, the run begins anew.
 */
export function newer(run: Run, top: Page): Run {
  const last = top.entries.at(-1);
  const place = last === undefined ? -1 : run.entries.findIndex(({ id }) => id === last.id);
  return top.cursor === null || place === -1
    ? begin(top)
    : { ...run, entries: unique([...top.entries, ...run.entries.slice(place + 1)]) };
}

/** Return a run that goes on without its cursor: with all that began when its last entry did, once more. */
export function astray(run: Run): Run {
  const last = run.entries.at(-1);
  return last === undefined ? run : { ...run, cursor: null, end: last.start + 1 };
}

/** Return a run in which one entry is as it is now. */
export function changed(run: Run, entry: Entry): Run {
  return { ...run, entries: run.entries.map((each) => (each.id === entry.id ? entry : each)) };
}

/** The first place of each entry, with what was said of it last. */
function unique(entries: readonly Entry[]): Entry[] {
  return [...new Map(entries.map((entry) => [entry.id, entry])).values()];
}
