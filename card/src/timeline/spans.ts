import { ASSURANCES, type Microphone, type MicrophoneTimeline, type Span, type Status } from '../api/types';
import type { Scale } from './scale';

/** How much can be heard, least first. */
export const SHAPES = ['muted', 'paused', 'may', 'can'] as const;
export type Shape = (typeof SHAPES)[number];

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A stretch of a strip, in pixels, and how much could be heard. */
export interface Piece extends Stretch {
  readonly shape: Shape;
}

export interface Drawn {
  /** What was, without gaps or overlaps. */
  readonly past: readonly Piece[];
  /** What the rules will ask for, in the shape that this microphone can reach. */
  readonly coming: readonly Piece[];
  /** When sound was taken. */
  readonly heard: readonly Stretch[];
  /** When it could hear although it should not. */
  readonly violations: readonly Stretch[];
}

/** What is needed of a microphone to draw what comes. */
export type Drawable = Pick<Microphone, 'status' | 'assurance' | 'muteRefused'>;

interface Shaped {
  readonly start: number;
  readonly end: number;
  readonly shape: Shape;
}

const SHAPE_OF: Readonly<Record<Status, Shape>> = {
  muted: 'muted',
  paused: 'paused',
  blocked: 'can',
  muting: 'can',
  armed: 'can',
  listening: 'can',
  streaming: 'can',
  recording: 'can',
  unobserved: 'may',
};
const HEARS: ReadonlySet<Status | null> = new Set(['listening', 'streaming', 'recording', 'muting']);
/** What hears or fails is never drawn thinner than this, in pixels. */
const LEAST = 3;
/** Between two spans nothing is missing where they are less than this apart: instants are rounded. */
const SEAM = 1000;

/** Return a status's shape; what nobody knows may hear. */
export function shapeOf(status: Status | null): Shape {
  return status === null ? 'may' : SHAPE_OF[status];
}

/** Return what is drawn of a microphone. Of what is not told, nobody knows. */
export function drawn(line: MicrophoneTimeline, microphone: Drawable, scale: Scale): Drawn {
  const past = line.spans.map(({ start, end, status }) => ({ start, end, shape: shapeOf(status) }));
  return {
    past: pieces(past, scale.start, scale.now, 'may', scale),
    coming: coming(line, microphone, scale),
    heard: line.spans.filter(({ status }) => HEARS.has(status)).flatMap((span) => stretch(span, scale)),
    violations: line.violations.flatMap((span) => stretch(span, scale)),
  };
}

/** Return only what comes, for who may not see the past. */
export function planned(line: MicrophoneTimeline, microphone: Drawable, scale: Scale): Drawn {
  return { past: [], coming: coming(line, microphone, scale), heard: [], violations: [] };
}

/** Return the shape that a mute of this microphone has: what it had before, or the least that it promises. */
export function mutedShape(line: MicrophoneTimeline, { assurance, muteRefused }: Drawable): Shape {
  const before = line.spans.findLast(({ status }) => status === 'muted' || status === 'paused' || status === 'blocked');
  if (before !== undefined) {
    return shapeOf(before.status);
  }
  if (muteRefused === 'no_control' || ASSURANCES.indexOf(assurance) < ASSURANCES.indexOf('software')) {
    return assurance === 'upload_blocked' ? 'can' : 'may';
  }
  return assurance === 'power_cut' ? 'muted' : 'paused';
}

function coming(line: MicrophoneTimeline, microphone: Drawable, scale: Scale): Piece[] {
  const live: Shape = microphone.status === 'unobserved' ? 'may' : 'can';
  const muted = mutedShape(line, microphone);
  const shaped = line.coming.map(({ start, end, decision }) => ({
    start,
    end,
    shape: decision === 'muted' ? muted : live,
  }));
  return pieces(shaped, scale.now, scale.end, live, scale);
}

function stretch({ start, end }: Pick<Span, 'start' | 'end'>, scale: Scale): Stretch[] {
  if (end < scale.start || start > scale.now) {
    return [];
  }
  const to = Math.max(scale.x(Math.min(end, scale.now)), LEAST);
  return [{ from: Math.max(0, Math.min(scale.x(start), to - LEAST)), to }];
}

/**
 * Cover a time with pieces. Each pixel shows the most open of what was in it: nothing that could hear, however briefly,
 * is drawn as muted.
 */
function pieces(spans: readonly Shaped[], start: number, end: number, gap: Shape, scale: Scale): Piece[] {
  const [left, right] = [scale.x(start), scale.x(end)];
  const first = Math.floor(left);
  const levels = new Int8Array(Math.max(0, Math.ceil(right) - first)).fill(-1);
  const paint = ({ start: from, end: to, shape }: Shaped) => {
    const level = SHAPES.indexOf(shape);
    // A pixel that is only touched at its very edge is not the span's.
    const last = Math.min(levels.length, Math.ceil(scale.x(Math.min(to, end)) - first - 1e-6));
    for (
      let column = Math.max(0, Math.floor(scale.x(Math.max(from, start)) - first + 1e-6));
      column < last;
      column += 1
    ) {
      levels[column] = Math.max(levels[column] ?? level, level);
    }
  };
  let reached = start;
  for (const span of [...spans].sort((one, other) => one.start - other.start)) {
    if (span.start - reached > SEAM) {
      paint({ start: reached, end: span.start, shape: gap });
    }
    paint(span);
    reached = Math.max(reached, span.end);
  }
  if (end - reached > SEAM) {
    paint({ start: reached, end, shape: gap });
  }
  return runs(levels, first, left, right, gap);
}

function runs(levels: Int8Array, first: number, left: number, right: number, gap: Shape): Piece[] {
  const result: Piece[] = [];
  levels.forEach((level, column) => {
    const shape = SHAPES[level] ?? gap;
    const [from, to] = [Math.max(left, first + column), Math.min(right, first + column + 1)];
    const last = result.at(-1);
    if (last?.shape === shape) {
      result[result.length - 1] = { ...last, to };
    } else {
      result.push({ shape, from, to });
    }
  });
  return result;
}
