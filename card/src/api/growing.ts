import type { Mark, Microphone, MicrophoneTimeline, Problem, Span, Status, Timeline } from './types';

/** A microphone's timeline that is added to in place: nobody copies ten thousand marks for one more. */
interface Line extends MicrophoneTimeline {
  readonly spans: Span[];
  readonly marks: Mark[];
  readonly violations: Span[];
}

/** Problems that last as long as no mute holds: the log tells from when until when. */
const LASTING: ReadonlySet<Problem['kind'] | undefined> = new Set(['mute_fails', 'live', 'streaming']);
const HELD: ReadonlySet<Status | null> = new Set(['muted', 'paused', 'blocked']);
/** All of these are one status in the log, which is written a moment after the status is told. */
const LIVE: ReadonlySet<Status | null> = new Set(['armed', 'listening', 'recording', 'streaming']);

/**
 * A timeline that goes on: what is now reaches to now, what changes ends it. A microphone whose timeline has changed has a new
 * object, with the arrays of the one before; those of all others stay the same.
 */
export class GrowingTimeline implements Timeline {
  readonly start: number;
  readonly end: number;
  readonly since: number;
  readonly #lines: Map<string, Line>;

  constructor({ start, end, since, microphones }: Timeline) {
    this.start = start;
    this.end = end;
    this.since = since;
    this.#lines = new Map(
      [...microphones].map(([id, { spans, marks, violations, coming }]) => [
        id,
        { id, spans: [...spans], marks: [...marks], violations: [...violations], coming },
      ]),
    );
  }

  get microphones(): ReadonlyMap<string, MicrophoneTimeline> {
    return this.#lines;
  }

  /** Draw what a microphone is from when it became so to now, and on. */
  turn({ id, status, since, problem }: Microphone, now: number): void {
    const line = this.#line(id);
    const turned = becomes(line.spans, { start: since ?? now, end: Infinity, status });
    const failing = LASTING.has(problem?.kind) && !HELD.has(status);
    const failed = failing
      ? becomes(line.violations, { start: problem?.since ?? now, end: Infinity, status: null })
      : ends(line.violations, now);
    if (turned || failed) {
      this.#lines.set(id, { ...line });
    }
  }

  /** Add what has just ended. It may be there already, with a number. */
  add(mark: Mark): void {
    const line = this.#line(mark.microphoneId);
    const { marks } = line;
    const index = marks.findLastIndex(({ start }) => start <= mark.start) + 1;
    for (let same = index - 1; marks[same]?.start === mark.start; same -= 1) {
      if (marks[same]?.kind === mark.kind) {
        return;
      }
    }
    marks.splice(index, 0, mark);
    this.#lines.set(line.id, { ...line });
  }

  /** End what goes on: from now on nobody knows. */
  close(now: number): void {
    for (const line of this.#lines.values()) {
      const [ended, over] = [ends(line.spans, now), ends(line.violations, now)];
      if (ended || over) {
        this.#lines.set(line.id, { ...line });
      }
    }
  }

  /** Draw what comes anew. */
  foresee({ microphones }: Timeline): void {
    for (const line of this.#lines.values()) {
      this.#lines.set(line.id, { ...line, coming: microphones.get(line.id)?.coming ?? [] });
    }
  }

  #line(id: string): Line {
    return this.#lines.get(id) ?? { id, spans: [], marks: [], violations: [], coming: [] };
  }
}

/**
 * Go on with a span, or end the last where the next begins; return whether that changes anything. A last span that does not go
 * on is of an answer which knew of something later: what is older does not change it.
 */
function becomes(spans: Span[], next: Span): boolean {
  const last = spans.at(-1);
  if (last?.status === next.status && next.start <= last.end) {
    spans[spans.length - 1] = { ...last, end: Infinity };
    return last.end !== Infinity;
  }
  const start = Math.max(next.start, last?.start ?? next.start);
  if (last !== undefined) {
    if (next.start < start && last.end !== Infinity && !(LIVE.has(last.status) && LIVE.has(next.status))) {
      return false;
    }
    spans[spans.length - 1] = { ...last, end: Math.min(last.end, start) };
  }
  spans.push({ ...next, start });
  return true;
}

/** End a span that goes on; return whether there was one. */
function ends(spans: Span[], now: number): boolean {
  const last = spans.at(-1);
  if (last?.end !== Infinity) {
    return false;
  }
  spans[spans.length - 1] = { ...last, end: Math.max(last.start, now) };
  return true;
}
