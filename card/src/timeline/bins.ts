import type { Mark } from '../api/types';
import type { Hours } from '../model/config';
import { pixel, type Scale } from './scale';

/** Where one or more activations are drawn, in pixels. */
export interface Column {
  readonly x: number;
  /** A ring: all of them were likely misfires. */
  readonly misfires: boolean;
  readonly marks: readonly [Mark, ...Mark[]];
}

export interface Binned {
  /** One column beside the other, the first on the left. */
  readonly columns: readonly Column[];
  /** What was heard while it should be muted, each at its exact time. */
  readonly whileMuted: readonly Column[];
}

const COLUMN: Readonly<Record<Hours, number>> = { 24: 5, 168: 4 };

/**
 * Gather activations, sorted by start, in columns. They are anchored to absolute time, so that nothing jitters as the window
 * moves, and nothing is drawn further than half a column from its time.
 */
export function binned(marks: readonly Mark[], scale: Scale): Binned {
  const length = Math.max(1, Math.round(COLUMN[scale.hours] * pixel(scale)));
  const columns: { x: number; misfires: boolean; marks: [Mark, ...Mark[]]; number: number }[] = [];
  const whileMuted: Column[] = [];
  for (const mark of marks) {
    if (mark.start < scale.start || mark.start > scale.now) {
      continue;
    }
    if (mark.whileMuted) {
      whileMuted.push({ x: scale.x(mark.start), misfires: false, marks: [mark] });
      continue;
    }
    const number = Math.floor(mark.start / length);
    const last = columns.at(-1);
    if (last?.number === number) {
      last.marks.push(mark);
      last.misfires &&= mark.misfire;
    } else {
      // The middle of the column, but never to the right of now.
      const x = Math.min(scale.x((number + 0.5) * length), scale.x(scale.now) - 1.5);
      columns.push({ x: Math.max(1.5, x), misfires: mark.misfire, marks: [mark], number });
    }
  }
  return { columns, whileMuted };
}
