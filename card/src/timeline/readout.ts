import type { MicrophoneTimeline } from '../api/types';
import type { Telling } from '../model/words';
import type { Binned, Column } from './bins';
import type { Scale } from './scale';
import { shapeOf, type Shape } from './spans';

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

/** Return what the arrow keys stop at, the first on the left. */
export function stops({ columns, whileMuted }: Binned): readonly Column[] {
  return [...columns, ...whileMuted].sort((one, other) => one.x - other.x);
}

/** Return the mark that is nearest to a place and within reach; null where none is. */
export function nearest(columns: readonly Column[], x: number): Column | null {
  let best: Column | null = null;
  for (const column of columns) {
    const distance = Math.abs(column.x - x);
    if (distance <= REACH && (best === null || distance < Math.abs(best.x - x))) {
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

/** Return what a microphone was, or is planned to be, at a place where there is no mark. */
export function readSpan(line: MicrophoneTimeline, scale: Scale, x: number, telling: Telling): Reading | null {
  const at = scale.at(x);
  const { text, clock, now } = telling;
  const between = (start: number, end: number, words: string): Reading => ({
    x,
    at,
    words: `${clock.moment(Math.max(start, scale.start), now)}–${clock.moment(Math.min(end, at > scale.now ? scale.end : scale.now), now)} · ${words}`,
  });
  if (at > scale.now) {
    const coming = line.coming.find(({ start, end }) => start <= at && at < end);
    const name = coming?.reasons.find((hold) => hold.name !== undefined)?.name;
    return coming === undefined
      ? null
      : between(
          coming.start,
          coming.end,
          coming.decision === 'live' ? text('timeline.planned_live') : (name ?? text('timeline.planned_muted')),
        );
  }
  const violation = line.violations.find(({ start, end }) => start <= at && at <= end);
  if (violation !== undefined) {
    return between(violation.start, violation.end, text('legend.failed'));
  }
  const span = line.spans.find(({ start, end }) => start <= at && at < end);
  if (span === undefined) {
    return { x, at, words: `${clock.moment(at, now)} · ${text('timeline.no_data')}` };
  }
  const words = span.status === null ? text('status.unknown') : text(SHAPE_KEY[shapeOf(span.status)]);
  return between(span.start, span.end, words);
}
