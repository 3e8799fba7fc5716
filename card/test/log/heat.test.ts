import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';

import type { Snapshot } from '../../src/api/types';
import {
  cellAt,
  cellWords,
  dotSize,
  heatMessage,
  heatOf,
  hottest,
  HOURS,
  hourWords,
  isEmpty,
  isStale,
  moved,
  sinceWords,
  week,
  weekdayName,
  WEEKDAYS,
} from '../../src/log/heat';
import { DAY, HOUR, microphone, misfires, NOW, telling } from './making';

const BERLIN = 'Europe/Berlin';
const MONDAY_FIRST = [1, 2, 3, 4, 5, 6, 0];
const FRIDAY_20 = Date.parse('2026-11-20T19:30:00Z');

const snapshot = (...names: readonly string[]) =>
  ({
    microphones: new Map(names.map((name) => [name, microphone(name, { name: `The ${name}` })])),
  }) as unknown as Snapshot;

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the map of misfires', () => {
  it('asks for the marks of thirty days, without words', () => {
    expect(heatMessage(NOW, null)).toEqual({
      type: 'earshot/timeline',
      start: '2026-10-25T22:12:00.000Z',
      end: '2026-11-24T22:12:00.000Z',
      marks: true,
    });
    expect(heatMessage(NOW, ['a'])).toMatchObject({ microphone_ids: ['a'] });
  });

  it('is asked for again after an hour', () => {
    expect(isStale(null, NOW)).toBe(true);
    expect(isStale(NOW - HOUR + 1, NOW)).toBe(false);
    expect(isStale(NOW - HOUR, NOW)).toBe(true);
  });

  it('says since when it is', () => {
    expect(sinceWords(misfires({}), telling())).toBe('last 30 days');
    expect(sinceWords(misfires({}, { since: NOW - DAY }), telling())).toBe('since Mon 23:12');
  });

  it('counts by weekday and local hour', () => {
    const heat = heatOf(misfires({ a: [FRIDAY_20, FRIDAY_20 + 10_000, FRIDAY_20 + HOUR] }), BERLIN);
    expect(heat).toHaveLength(WEEKDAYS);
    expect(heat.every((hours) => hours.length === HOURS)).toBe(true);
    expect(heat[5]?.[20]).toEqual({ count: 2, mostly: 'a', alone: true });
    expect(heat[5]?.[21]?.count).toBe(1);
    expect(heat[5]?.[19]).toEqual({ count: 0, mostly: null, alone: false });
    expect(heatOf(misfires({ a: [FRIDAY_20] }), 'Asia/Tokyo')[6]?.[4]?.count).toBe(1);
  });

  it('counts nothing else', () => {
    const given = misfires({ a: [FRIDAY_20] });
    const line = given.microphones.get('a');
    const meant =
      line === undefined ? [] : [{ ...line, marks: line.marks.map((mark) => ({ ...mark, misfire: false })) }];
    expect(isEmpty(heatOf({ ...given, microphones: new Map(meant.map((each) => [each.id, each])) }, BERLIN))).toBe(
      true,
    );
    expect(isEmpty(heatOf(given, BERLIN))).toBe(false);
  });

  it('names the microphone that did more than half', () => {
    const cell = (at: Record<string, number[]>) => heatOf(misfires(at), BERLIN)[5]?.[20];
    const [one, two, three] = [FRIDAY_20, FRIDAY_20 + 1, FRIDAY_20 + 2];
    expect(cell({ a: [one, two], b: [three] })).toEqual({ count: 3, mostly: 'a', alone: false });
    expect(cell({ a: [one], b: [two, three] })).toMatchObject({ mostly: 'b' });
    expect(cell({ a: [one], b: [two] })).toEqual({ count: 2, mostly: null, alone: false });
  });

  it('counts the hour that comes twice as one, and has none in the one that is left out', () => {
    const autumn = heatOf(
      misfires({ a: ['00:30', '01:30'].map((time) => Date.parse(`2026-10-25T${time}:00Z`)) }),
      BERLIN,
    );
    expect(autumn[0]?.[2]?.count).toBe(2);
    const spring = heatOf(
      misfires({ a: ['00:30', '01:30'].map((time) => Date.parse(`2026-03-29T${time}:00Z`)) }),
      BERLIN,
    );
    expect(spring[0]?.slice(1, 4).map(({ count }) => count)).toEqual([1, 0, 1]);
  });

  it('holds every misfire once, in its own local hour', () => {
    const zones = [BERLIN, 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/Santiago'];
    const starts = fc.array(fc.integer({ min: NOW - 400 * DAY, max: NOW }), { maxLength: 50 });
    fc.assert(
      fc.property(starts, fc.constantFrom(...zones), (given, zone) => {
        const { clock } = telling({ zone });
        const expected = new Map<string, number>();
        for (const start of given) {
          const weekday = new Date(`${clock.day(start)}T12:00:00Z`).getUTCDay();
          const key = `${weekday} ${clock.parts(start).hour}`;
          expected.set(key, (expected.get(key) ?? 0) + 1);
        }
        heatOf(misfires({ a: given }), zone).forEach((hours, weekday) => {
          hours.forEach(({ count }, hour) => {
            expect(count).toBe(expected.get(`${weekday} ${hour}`) ?? 0);
          });
        });
      }),
    );
  });
});

describe('a week', () => {
  it('begins as the user says', () => {
    expect(week({ language: 'en', first_weekday: 'monday' })).toEqual(MONDAY_FIRST);
    expect(week({ language: 'de', first_weekday: 'saturday' })[0]).toBe(6);
  });

  it('begins as in the user’s language', () => {
    expect(week({ language: 'de', first_weekday: 'language' })[0]).toBe(1);
    expect(week({ language: 'en-US' })[0]).toBe(0);
    expect(week({ language: 'ar-EG' })[0]).toBe(6);
  });

  it('begins as in the user’s language in browsers of any age', () => {
    const locale = (known: object) =>
      vi.stubGlobal('Intl', {
        ...Intl,
        Locale: function () {
          return known;
        },
      });
    locale({ weekInfo: { firstDay: 7 } });
    expect(week({ language: 'x' })[0]).toBe(0);
    locale({});
    expect(week({ language: 'x' })[0]).toBe(1);
  });

  it('begins on Monday where nobody knows', () => {
    expect(week({ language: 'not a language' })[0]).toBe(1);
  });

  it('has names', () => {
    expect(weekdayName(0, 'long', telling())).toBe('Sunday');
    expect(weekdayName(5, 'short', telling({ language: 'de' }))).toBe('Fr');
  });
});

describe('a cell', () => {
  const heat = heatOf(misfires({ a: [FRIDAY_20, FRIDAY_20 + 1], b: [FRIDAY_20 + 2] }), BERLIN);

  it('is a dot whose area follows the count', () => {
    expect([0, 1, 3, 9, 40].map(dotSize)).toEqual([2, 4, 9, 14, 14]);
  });

  it('is looked at first where the most misfires are', () => {
    expect(hottest(heat, MONDAY_FIRST)).toEqual({ row: 4, hour: 20 });
    expect(cellAt(heat, MONDAY_FIRST, { row: 4, hour: 20 })?.count).toBe(3);
    expect(hottest(heatOf(misfires({}), BERLIN), MONDAY_FIRST)).toEqual({ row: 0, hour: 0 });
    expect(hottest(heatOf(misfires({ a: [FRIDAY_20, FRIDAY_20 - HOUR] }), BERLIN), MONDAY_FIRST).hour).toBe(19);
    expect(hottest([], MONDAY_FIRST)).toEqual({ row: 0, hour: 0 });
    expect(cellAt(heat, MONDAY_FIRST, { row: 9, hour: 20 })?.count).toBe(0);
  });

  it('is left by the arrow keys, and not the map', () => {
    const spot = { row: 3, hour: 5 };
    expect(moved(spot, 'ArrowLeft', false)).toEqual({ row: 3, hour: 4 });
    expect(moved(spot, 'ArrowRight', false)).toEqual({ row: 3, hour: 6 });
    expect(moved(spot, 'ArrowUp', false)).toEqual({ row: 2, hour: 5 });
    expect(moved(spot, 'ArrowDown', false)).toEqual({ row: 4, hour: 5 });
    expect(moved(spot, 'Home', false)).toEqual({ row: 3, hour: 0 });
    expect(moved(spot, 'End', false)).toEqual({ row: 3, hour: 23 });
    expect(moved(spot, 'Home', true)).toEqual({ row: 0, hour: 0 });
    expect(moved(spot, 'End', true)).toEqual({ row: 6, hour: 23 });
    expect(moved(spot, 'Tab', false)).toBeNull();
    const [first, last] = [
      { row: 0, hour: 0 },
      { row: 6, hour: 23 },
    ];
    expect(moved(first, 'ArrowLeft', false)).toEqual(first);
    expect(moved(first, 'ArrowUp', false)).toEqual(first);
    expect(moved(last, 'ArrowRight', false)).toEqual(last);
    expect(moved(last, 'ArrowDown', false)).toEqual(last);
  });

  it('is read out', () => {
    const read = (count: number, mostly: string | null, alone = false) =>
      cellWords(5, 20, { count, mostly, alone }, snapshot('a'), telling());
    expect(read(0, null)).toEqual({ when: 'Friday, 20:00', what: 'no misfires' });
    expect(read(3, null).what).toBe('3 misfires');
    expect(read(3, 'a').what).toBe('3 misfires, mostly The a');
    expect(read(1, 'a', true).what).toBe('1 misfire, The a');
    expect(read(3, 'gone').what).toBe('3 misfires');
    expect(cellWords(5, 20, { count: 3, mostly: 'a', alone: false }, null, telling()).what).toBe('3 misfires');
  });

  it('has an hour in the user’s format', () => {
    expect(hourWords(20, telling())).toBe('20:00');
    expect(hourWords(0, telling())).toBe('00:00');
    expect(hourWords(20, telling({ time: '12' }))).toBe('8 PM');
    expect(hourWords(0, telling({ time: '12' }))).toBe('12 AM');
  });
});
