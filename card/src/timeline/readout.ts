import type { MicrophoneTimeline, Span } from '../api/types';
import type { Telling } from '../model/words';
import type { Binned, Column } from './bins';
import type { Time } from './covering';
import type { Scale } from './scale';
import { comingAt, heardAt, pastAt, shapeOf, stretch, violationAt, violationsOn, type Shape } from './spans';

/** What is read out at one place of a strip. */
export interface Reading {
  readonly x: number;
  /** When it was: where the log is opened. */
  readonly at: number;
  readonly words: string;
}

/** A pointer this near to a mark means it, in pixels. */
const REACH = 22;
const SHAPE_KEY: Readonly<Record<Shape, 'legend.muted' | 'legend.paused' | 'legend.may_hear' | 'legend.can_hear'>> = {
  muted: 'legend.muted',
  paused: 'legend.paused',
  may: 'legend.may_hear',
  can: 'legend.can_hear',
};

/** What the arrow keys stop at: a mark, or a mute that failed for a time, in its middle. */
export interface Stop {
  readonly x: number;
  readonly of: Column | Span;
}

/** Return the marks, the first on the left. */
export function marked({ columns, whileMuted }: Binned): readonly Column[] {
  return [...columns, ...whileMuted].sort(byPlace);
}

/** Return what the arrow keys stop at, the first on the left. */
export function stops(columns: readonly Column[], line: MicrophoneTimeline, scale: Scale): readonly Stop[] {
  const failures = violationsOn(line, scale).flatMap((of) =>
    stretch(of, scale).map(({ from, to }) => ({ x: (from + to) / 2, of })),
  );
  return [...columns.map((of) => ({ x: of.x, of })), ...failures].sort(byPlace);
}

/** Return the words of what the arrow keys have stopped at. */
export function readStop({ x, of }: Stop, scale: Scale, telling: Telling): Reading {
  return 'marks' in of
    ? readColumn(of, telling)
    : { x, at: Math.max(of.start, scale.start), words: failedFrom(of, scale, telling) };
}

/** Return the mark that is nearest to a place and within reach; null where none is. */
export function nearest(columns: readonly Column[], x: number): Column | null {
  let best: Column | null = null;
  for (const column of columns) {
    const distance = Math.abs(column.x - x);
    if (distance <= REACH && (best === null || distance <= Math.abs(best.x - x))) {
      best = column;
    }
  }
  return best;
}

/** Return the words of a mark: “07:05 · Listened”, “07:05–07:25 · 3 activations · 1 likely misfire”. */
export function readColumn({ x, marks }: Column, { text, clock, now }: Telling): Reading {
  const [first] = marks;
  const [from, to] = [clock.moment(first.start, now), clock.time(Math.max(...marks.map(({ start }) => start)))];
  const when = clock.time(first.start) === to ? from : `${from}–${to}`;
  const misfires = marks.filter(({ misfire }) => misfire).length;
  const words = [when];
  if (marks.length > 1) {
    words.push(text('timeline.sum_activations', { count: marks.length }));
    if (misfires > 0) {
      words.push(text('timeline.sum_misfires', { count: misfires }));
    }
  } else if (first.whileMuted) {
    words.push(text('legend.while_muted'));
  } else {
    words.push(text(misfires > 0 ? 'legend.misfire' : first.kind === 'capture' ? 'legend.capture' : 'legend.listened'));
  }
  return { x, at: first.start, words: words.join(' · ') };
}

/** Return what is drawn at a place where there is no mark: what a microphone was, or is planned to be. */
export function readSpan(line: MicrophoneTimeline, scale: Scale, x: number, telling: Telling): Reading | null {
  const at = scale.at(x);
  return at > scale.now ? readComing(line, scale, { x, at }, telling) : readPast(line, scale, { x, at }, telling);
}

type Place = Pick<Reading, 'x' | 'at'>;

function readComing(line: MicrophoneTimeline, scale: Scale, place: Place, telling: Telling): Reading | null {
  const coming = comingAt(line, scale, place.x);
  if (coming === null) {
    return null;
  }
  const { text } = telling;
  const name = coming.reasons.find((hold) => hold.name !== undefined)?.name;
  const words = coming.decision === 'live' ? text('timeline.planned_live') : (name ?? text('timeline.planned_muted'));
  return { ...place, words: between(coming, scale.start, scale.end, words, telling) };
}

function readPast(line: MicrophoneTimeline, scale: Scale, place: Place, telling: Telling): Reading {
  const { text, clock, now } = telling;
  const from = (span: Span, words: string): Reading => ({
    ...place,
    words: between(span, scale.start, scale.now, words, telling),
  });
  const violation = violationAt(line, scale, place.x);
  if (violation !== undefined) {
    return { ...place, words: failedFrom(violation, scale, telling) };
  }
  const heard = heardAt(line, scale, place.x);
  if (heard !== undefined) {
    return from(heard, text(heard.status === 'recording' ? 'legend.capture' : 'legend.listened'));
  }
  const span = pastAt(line, scale, place.x);
  if (span === null) {
    return { ...place, words: `${clock.moment(place.at, now)} · ${text('timeline.no_data')}` };
  }
  return from(span, text(span.status === null ? 'status.unknown' : SHAPE_KEY[shapeOf(span.status)]));
}

function failedFrom(violation: Span, { start, now }: Scale, telling: Telling): string {
  return between(violation, start, now, telling.text('legend.failed'), telling);
}

function byPlace(one: { readonly x: number }, other: { readonly x: number }): number {
  return one.x - other.x;
}

/** “22:00–07:00 · Night”: as far as it is drawn. */
function between(span: Time, first: number, last: number, words: string, { clock, now }: Telling): string {
  const [from, to] = [Math.max(span.start, first), Math.min(span.end, last)];
  return `${clock.moment(from, now)}–${clock.moment(to, now)} · ${words}`;
}
