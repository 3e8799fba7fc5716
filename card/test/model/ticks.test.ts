import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { untilNextTick } from '../../src/model/ticks';
import { microphone, MINUTE, NOW, SECOND, snapshot } from './making';

const QUIET = snapshot([microphone('a')]);
const HEARING = snapshot([microphone('a'), microphone('b', { status: 'listening' })]);

describe('the passing of time', () => {
  it('is looked at with the minute', () => {
    expect(untilNextTick(QUIET, NOW, false)).toBe(MINUTE);
    expect(untilNextTick(QUIET, NOW + 1, false)).toBe(MINUTE - 1);
    expect(untilNextTick(null, NOW + 59_999, false)).toBe(1);
  });

  it('is looked at each second while a counter runs, or a tap waits', () => {
    expect(untilNextTick(HEARING, NOW + 1, false)).toBe(SECOND - 1);
    expect(untilNextTick(QUIET, NOW + 1, true)).toBe(SECOND - 1);
    expect(untilNextTick(null, NOW + 1, true)).toBe(SECOND - 1);
  });

  it('never stands still, and is never looked at late', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 * NOW }), fc.boolean(), (now, waiting) => {
        const every = waiting ? SECOND : MINUTE;
        const wait = untilNextTick(QUIET, now, waiting);
        expect(wait).toBeGreaterThan(0);
        expect(wait).toBeLessThanOrEqual(every);
        expect((now + wait) % every).toBe(0);
      }),
    );
  });
});
