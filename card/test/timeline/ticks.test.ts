import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Hours } from '../../src/model/config';
import { scaleOf } from '../../src/timeline/scale';
import { ticksOf } from '../../src/timeline/ticks';
import { HOUR, NOW } from '../api/making';
import { telling } from '../log/making';

interface Settings {
  readonly zone?: string;
  readonly width?: number;
  readonly hours?: Hours;
  readonly time?: '12' | '24';
}

function ticks(now: number | string, { zone = 'Europe/Berlin', width = 640, hours = 24, time = '24' }: Settings = {}) {
  const scale = scaleOf(hours, typeof now === 'string' ? Date.parse(now) : now, width);
  const { clock } = telling({ zone, time });
  const made = ticksOf(scale, clock);
  return { ...made, scale, clock, words: made.labels.map(({ label }) => label) };
}

describe('the ticks of a page', () => {
  it('are found once for all of its strips, and anew where the time, the width or the span is another', () => {
    const { scale, clock } = ticks(NOW);
    const found = ticksOf(scale, clock);
    expect(ticksOf(scaleOf(24, NOW, 640), clock)).toBe(found);
    for (const other of [scaleOf(24, NOW + HOUR, 640), scaleOf(24, NOW, 400), scaleOf(168, NOW, 640)]) {
      expect(ticksOf(other, clock)).not.toEqual(found);
    }
    expect(ticksOf(scale, clock)).toEqual(found);
    expect(ticksOf(scale, clock, false)).not.toEqual(found);
    // Of another zone, whoever has asked last.
    const elsewhere = ticks(NOW, { zone: 'America/New_York' });
    expect(elsewhere.labels).not.toEqual(found.labels);
    expect(ticksOf(scale, clock)).toEqual(found);
  });
});

describe('the hours of a day', () => {
  it('are every third where there is room, and every sixth where there is not', () => {
    const at = '2026-10-20T19:40:00Z';
    expect(ticks(at, { width: 560 }).words.filter((word) => word !== '')).toEqual([
      '00:00',
      '03:00',
      '06:00',
      '09:00',
      '12:00',
      '15:00',
      '18:00',
      '00:00',
      '03:00',
    ]);
    expect(ticks(at, { width: 559 }).words).toEqual(['00:00', '06:00', '12:00', '18:00', '00:00']);
  });

  it('are said as the user reads them', () => {
    expect(ticks(NOW, { width: 400, time: '12' }).words).toEqual(['12 AM', '6 AM', '12 PM', '6 PM', '12 AM']);
  });

  it('have no label where “Now” stands, but a line', () => {
    // 21:00 in Berlin is now; 18:00 and 00:00 are sixty pixels away.
    const { labels, lines, now } = ticks(NOW);
    const [here] = labels.filter(({ x }) => x === now);
    expect(here?.label).toBe('');
    expect(lines).toContain(now);
    expect(labels.filter(({ label }) => label === '')).toHaveLength(1);
    expect(lines).toEqual(labels.map(({ x }) => x));
  });

  it('keep 36 pixels to “Now”', () => {
    const at21 = (later: number) => {
      const { labels, now } = ticks(NOW + later);
      return labels.find(({ x }) => Math.abs(x - now + later / (HOUR / 20)) < 1e-6)?.label;
    };
    expect(at21(1.75 * HOUR)).toBe('');
    expect(at21(1.85 * HOUR)).toBe('21:00');
  });

  it('are there twice in the autumn, an hour apart', () => {
    // In Helsinki four o’clock is three once more.
    const { labels } = ticks('2026-10-25T10:10:00Z', { zone: 'Europe/Helsinki' });
    const threes = labels.filter(({ label }) => label === '03:00');
    expect(threes).toHaveLength(2);
    expect((threes[1]?.x ?? 0) - (threes[0]?.x ?? 0)).toBeCloseTo(20, 9);
  });

  it('are absent in the spring, and no other is longer for it', () => {
    // In Helsinki three o’clock is four.
    const { labels } = ticks('2026-03-29T10:10:00Z', { zone: 'Europe/Helsinki' });
    expect(labels.map(({ label }) => label)).toEqual(
      ['15:00', '18:00', '21:00', '00:00', '06:00', '09:00', '', '15:00', '18:00', '21:00'].slice(0, labels.length),
    );
    const at = (label: string) => labels.find((each) => each.label === label)?.x ?? NaN;
    expect(at('06:00') - at('00:00')).toBeCloseTo(5 * 20, 9);
  });

  it.each(['Asia/Kathmandu', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kolkata'])(
    'begin on the hour in %s',
    (zone) => {
      const { lines, scale, clock } = ticks(NOW, { zone });
      expect(lines.length).toBeGreaterThanOrEqual(10);
      for (const x of lines) {
        const { hour, minute } = clock.parts(Math.round(scale.at(x)));
        expect([hour % 3, minute]).toEqual([0, 0]);
      }
    },
  );
});

describe('the days of a week', () => {
  it('have a line at each midnight and their names between', () => {
    const { labels, lines, scale, words } = ticks(NOW, { hours: 168, width: 800 });
    expect(lines).toHaveLength(8);
    expect(words).toEqual(['', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed']);
    expect(labels[1]?.x).toBeCloseTo(((lines[0] ?? 0) + (lines[1] ?? 0)) / 2, 9);
    expect(new Date(Math.round(scale.at(lines[0] ?? 0))).toISOString()).toBe('2026-10-13T22:00:00.000Z');
  });

  it('have no name where “Now” stands, but a line', () => {
    const { lines, words } = ticks('2026-10-20T13:00:00Z', { hours: 168, width: 800 });
    expect(lines).toHaveLength(8);
    expect(words).toEqual(['Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun', 'Mon', '', 'Wed']);
  });

  it('have a name also where they are half there, if there is room for it', () => {
    expect(ticks(NOW, { hours: 168, width: 3200 }).words[0]).toBe('Tue');
    expect(ticks(NOW, { hours: 168, width: 640 }).words[0]).toBe('');
  });

  it('are as long as they are where clocks change', () => {
    const { lines, scale } = ticks('2026-10-28T12:00:00Z', { hours: 168, width: 800 });
    const lengths = lines.slice(1).map((x, index) => Math.round(scale.at(x) - scale.at(lines[index] ?? 0)) / HOUR);
    expect(lengths).toEqual([24, 24, 24, 25, 24, 24, 24]);
  });

  it.each([
    // On 6 September, midnight in Santiago is one o’clock; in Havana, on 1 November, midnight comes twice.
    ['America/Santiago', '2026-09-08T12:00:00Z', 23],
    ['America/Havana', '2026-11-03T12:00:00Z', 25],
  ])('begin once also where clocks change at midnight: %s', (zone, now, length) => {
    const { lines, scale, words } = ticks(now, { zone, hours: 168, width: 1600 });
    const lengths = lines.slice(1).map((x, index) => Math.round(scale.at(x) - scale.at(lines[index] ?? 0)) / HOUR);
    expect([...lengths].sort()).toEqual([length, ...lengths.filter((each) => each === 24)].sort());
    expect(lengths.filter((each) => each === 24)).toHaveLength(lengths.length - 1);
    const named = words.filter((word) => word !== '');
    named.slice(1).forEach((word, index) => {
      expect(word).not.toBe(named[index]);
    });
  });

  it('are told apart everywhere and always', () => {
    const zones = fc.constantFrom(
      'Europe/Berlin',
      'America/Santiago',
      'America/Havana',
      'Africa/Cairo',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'America/St_Johns',
      'Pacific/Apia',
    );
    fc.assert(
      fc.property(zones, fc.integer({ min: Date.parse('2025-01-01'), max: Date.parse('2027-12-31') }), (zone, now) => {
        const { lines, scale, clock } = ticks(now, { zone, hours: 168, width: 800 });
        const days = lines.map((x) => clock.day(Math.round(scale.at(x))));
        expect(new Set(days).size).toBe(days.length);
        expect([8, 7, 9]).toContain(days.length);
        for (const x of lines) {
          const at = Math.round(scale.at(x));
          expect(clock.day(at - 1)).not.toBe(clock.day(at));
        }
      }),
      { numRuns: 40 },
    );
  });
});
