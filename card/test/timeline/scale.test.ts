import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { pixel, scaleOf } from '../../src/timeline/scale';
import { HOUR, NOW } from '../api/making';
import { scales } from './making';

describe('the scale of a strip', () => {
  it('has now at three quarters of a day and what comes', () => {
    const scale = scaleOf(24, NOW, 640);
    expect([scale.start, scale.now, scale.end]).toEqual([NOW - 24 * HOUR, NOW, NOW + 8 * HOUR]);
    expect([scale.x(scale.start), scale.x(NOW), scale.x(scale.end)]).toEqual([0, 480, 640]);
    expect(pixel(scale)).toBe(HOUR / 20);
  });

  it('has now at seven eighths of a week and what comes', () => {
    const scale = scaleOf(168, NOW, 640);
    expect([scale.x(NOW - 168 * HOUR), scale.x(NOW), scale.x(NOW + 24 * HOUR)]).toEqual([0, 560, 640]);
  });

  it('has as long an hour everywhere, also where clocks change', () => {
    // Until 03:00 in Berlin on the last Sunday of October, two o’clock comes twice.
    const scale = scaleOf(24, Date.parse('2026-10-25T06:00:00Z'), 640);
    for (let at = scale.start; at < scale.end; at += HOUR) {
      expect(scale.x(at + HOUR) - scale.x(at)).toBeCloseTo(20, 9);
    }
  });

  it('leads back from a place to its instant', () => {
    fc.assert(
      fc.property(scales, fc.double({ min: 0, max: 1, noNaN: true }), (scale, part) => {
        const at = scale.start + part * (scale.end - scale.start);
        expect(Math.abs(scale.at(scale.x(at)) - at)).toBeLessThan(1);
        expect(scale.x(at)).toBeGreaterThanOrEqual(0);
        expect(scale.x(at)).toBeLessThanOrEqual(scale.width + 1e-6);
      }),
    );
  });

  it('can be counted with before there is any room', () => {
    const scale = scaleOf(24, NOW, 0);
    expect([scale.x(scale.end), pixel(scale)]).toEqual([1, 32 * HOUR]);
  });
});
