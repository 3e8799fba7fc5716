import { lookOf } from './looks';
import type { Snapshot } from '../api/types';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** In how many milliseconds something that is told changes with time alone: each second while a counter runs, else with the minute. */
export function untilNextTick(snapshot: Snapshot | null, now: number, waiting: boolean): number {
  const counts = waiting || [...(snapshot?.microphones.values() ?? [])].some((each) => lookOf(each).listening);
  const every = counts ? SECOND : MINUTE;
  return every - (now % every);
}
