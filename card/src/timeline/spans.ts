import {
  ASSURANCES,
  type ComingSpan,
  type Microphone,
  type MicrophoneTimeline,
  type Span,
  type Status,
} from '../api/types';
import { covering, mostOpen, pixels, type Time } from './covering';
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

/** Return a status's shape; what nobody knows may hear. */
export function shapeOf(status: Status | null): Shape {
  return status === null ? 'may' : SHAPE_OF[status];
}

/** Return what is drawn of a microphone. Of what is not told, nobody knows. */
export function drawn(line: MicrophoneTimeline, microphone: Drawable, scale: Scale): Drawn {
  const shape = (span: Span | null) => shapeOf(span?.status ?? null);
  return {
    past: pieces(line.spans, { start: scale.start, end: scale.now }, shape, scale),
    coming: coming(line, microphone, scale),
    heard: line.spans.filter(hears).flatMap((span) => stretch(span, scale)),
    violations: line.violations.flatMap((span) => stretch(span, scale)),
  };
}

/** Return only what comes, for who may not see the past. */
export function planned(line: MicrophoneTimeline, microphone: Drawable, scale: Scale): Drawn {
  return { past: [], coming: coming(line, microphone, scale), heard: [], violations: [] };
}

/** Return the shape that a mute of this microphone has: no more than it promises, else what it had before. */
export function mutedShape(line: MicrophoneTimeline, { assurance, muteRefused }: Drawable): Shape {
  if (muteRefused === 'no_control' || ASSURANCES.indexOf(assurance) < ASSURANCES.indexOf('software')) {
    return assurance === 'upload_blocked' ? 'can' : 'may';
  }
  const before = line.spans.findLast(({ status }) => status === 'muted' || status === 'paused' || status === 'blocked');
  if (before !== undefined) {
    return shapeOf(before.status);
  }
  return assurance === 'power_cut' ? 'muted' : 'paused';
}

/** Return what is drawn of the past at a place; null where nobody knows what it was. */
export function pastAt({ spans }: MicrophoneTimeline, scale: Scale, x: number): Span | null {
  const rank = (span: Span | null) => SHAPES.indexOf(shapeOf(span?.status ?? null));
  return mostOpen(spans, { start: scale.start, end: scale.now }, rank, scale, x);
}

/** Return what is drawn of what comes at a place; null where nothing is told of it. */
export function comingAt({ coming }: MicrophoneTimeline, scale: Scale, x: number): ComingSpan | null {
  const rank = (span: ComingSpan | null) => (span?.decision === 'muted' ? 0 : 1);
  return mostOpen(coming, { start: scale.now, end: scale.end }, rank, scale, x);
}

/** Return the violations that are drawn. */
export function violationsOn({ violations }: MicrophoneTimeline, scale: Scale): Span[] {
  return violations.filter((span) => isOn(span, scale));
}

/** Return the violation that is drawn at a place, where one is. */
export function violationAt({ violations }: MicrophoneTimeline, scale: Scale, x: number): Span | undefined {
  return violations.findLast((span) => reaches(span, scale, x));
}

/** Return when sound was taken that is drawn at a place, where any was. */
export function heardAt({ spans }: MicrophoneTimeline, scale: Scale, x: number): Span | undefined {
  return spans.findLast((span) => hears(span) && reaches(span, scale, x));
}

function hears({ status }: Span): boolean {
  return HEARS.has(status);
}

function reaches(span: Span, scale: Scale, x: number): boolean {
  return stretch(span, scale).some(({ from, to }) => from <= x && x <= to);
}

function coming(line: MicrophoneTimeline, microphone: Drawable, scale: Scale): Piece[] {
  const live: Shape = microphone.status === 'unobserved' ? 'may' : 'can';
  const muted = mutedShape(line, microphone);
  const shape = (span: ComingSpan | null) => (span?.decision === 'muted' ? muted : live);
  return pieces(line.coming, { start: scale.now, end: scale.end }, shape, scale);
}

function isOn({ start, end }: Time, scale: Scale): boolean {
  return end >= scale.start && start <= scale.now;
}

/** Return where what hears or fails is drawn, if it is. */
export function stretch({ start, end }: Time, scale: Scale): Stretch[] {
  if (!isOn({ start, end }, scale)) {
    return [];
  }
  const to = Math.max(scale.x(Math.min(end, scale.now)), LEAST);
  return [{ from: Math.max(0, Math.min(scale.x(start), to - LEAST)), to }];
}

/**
 * Cover a time with pieces. Each pixel shows the most open of what was in it: nothing that could hear, however briefly,
 * is drawn as muted.
 */
function pieces<T extends Time>(
  all: readonly T[],
  time: Time,
  shapeOfTold: (told: T | null) => Shape,
  scale: Scale,
): Piece[] {
  const [first, last] = pixels(time, time, scale);
  const shapes = new Array<Shape>(last - first).fill(shapeOfTold(null));
  const shaped = covering(all, time).map((each) => ({ ...each, level: SHAPES.indexOf(shapeOfTold(each.told)) }));
  for (const each of shaped.sort((one, other) => one.level - other.level)) {
    const [from, to] = pixels(each, time, scale);
    shapes.fill(shapeOfTold(each.told), from - first, to - first);
  }
  return runs(shapes, first, scale.x(time.start), scale.x(time.end));
}

function runs(shapes: readonly Shape[], first: number, left: number, right: number): Piece[] {
  const result: Piece[] = [];
  shapes.forEach((shape, pixel) => {
    const from = pixel === 0 ? left : first + pixel;
    const to = pixel === shapes.length - 1 ? right : first + pixel + 1;
    const last = result.at(-1);
    if (last?.shape === shape) {
      result[result.length - 1] = { ...last, to };
    } else {
      result.push({ shape, from, to });
    }
  });
  return result;
}
