import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';

import { blocksOf, cut, daysOf, DaysOnce, dayTitle, heightOf } from '../../src/log/days';
import { DAY, entry, HOUR, NOW, telling } from './making';

const WHOLE = { above: false, below: false, narrowed: false };
const at = (time: string, id = 1) => entry({ id, start: Date.parse(time) });

describe('the days of the log', () => {
  it('are local ones, named as people do', () => {
    const days = daysOf(
      [at('2026-11-24T22:00:00Z'), at('2026-11-23T23:00:00Z'), at('2026-11-23T22:59:59Z'), at('2026-11-22T12:00:00Z')],
      WHOLE,
      false,
      telling(),
    );
    expect(days.map(({ title, entries }) => [title, entries.length])).toEqual([
      ['Today', 2],
      ['Yesterday', 1],
      ['Sunday, November 22', 1],
    ]);
  });

  it('say what was heard on them', () => {
    const entries = [entry({ misfire: true }), entry({ misfire: true }), entry({ whileMuted: true }), entry()];
    expect(daysOf(entries, WHOLE, false, telling())[0]?.summary).toBe(
      '4\u00a0heard · 2\u00a0likely misfires · 1\u00a0while muted',
    );
    expect(daysOf([entry()], WHOLE, false, telling())[0]?.summary).toBe('1\u00a0heard');
  });

  it('say nothing of a day that is not known whole', () => {
    const entries = [at('2026-11-24T22:00:00Z'), at('2026-11-23T22:00:00Z'), at('2026-11-22T22:00:00Z')];
    const summaries = (known: Partial<typeof WHOLE>) =>
      daysOf(entries, { ...WHOLE, ...known }, false, telling()).map(({ summary }) => summary !== '');
    expect(summaries({})).toEqual([true, true, true]);
    expect(summaries({ below: true })).toEqual([true, true, false]);
    expect(summaries({ above: true })).toEqual([false, true, true]);
    expect(summaries({ narrowed: true })).toEqual([false, false, false]);
  });

  it('have today among them where something hears now', () => {
    expect(daysOf([], WHOLE, true, telling())).toEqual([
      { key: '2026-11-24', title: 'Today', summary: '', entries: [] },
    ]);
    expect(daysOf([at('2026-11-23T12:00:00Z')], WHOLE, true, telling()).map(({ title }) => title)).toEqual([
      'Today',
      'Yesterday',
    ]);
    expect(daysOf([entry()], WHOLE, true, telling())).toHaveLength(1);
  });

  it('are named with the year where that is another', () => {
    expect(dayTitle('2025-11-22', telling())).toBe('Saturday, November 22, 2025');
    expect(dayTitle('2026-11-22', telling({ language: 'de' }))).toBe('Sonntag, 22. November');
  });

  it('follow each other over a change of the clock', () => {
    const morning = Date.parse('2026-10-25T06:00:00Z');
    expect(dayTitle('2026-10-24', telling({ now: morning }))).toBe('Yesterday');
    expect(dayTitle('2026-10-25', telling({ now: morning }))).toBe('Today');
    const day = daysOf(
      // The hour from two to three comes twice, and is on one day.
      [at('2026-10-25T01:30:00Z'), at('2026-10-25T00:30:00Z'), at('2026-10-24T22:00:00Z'), at('2026-10-24T21:59:00Z')],
      WHOLE,
      false,
      telling({ now: morning }),
    );
    expect(day.map(({ entries }) => entries.length)).toEqual([3, 1]);
  });

  it('hold every entry once, in its order, on the day of its own zone', () => {
    const zones = ['Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/Santiago'];
    const starts = fc.array(fc.integer({ min: NOW - 500 * DAY, max: NOW }), { maxLength: 60 });
    fc.assert(
      fc.property(starts, fc.constantFrom(...zones), (given, zone) => {
        const words = telling({ zone });
        const entries = [...given].sort((one, other) => other - one).map((start, id) => entry({ id, start }));
        const days = daysOf(entries, WHOLE, false, words);
        expect(days.flatMap((day) => day.entries)).toEqual(entries);
        expect(new Set(days.map(({ key }) => key)).size).toBe(days.length);
        for (const day of days) {
          expect(day.entries.every(({ start }) => words.clock.day(start) === day.key)).toBe(true);
        }
      }),
    );
  });

  it('ask the clock once for a quarter of an hour', () => {
    const words = telling();
    const day = vi.fn((start: number) => words.clock.day(start));
    const start = Date.parse('2026-11-24T20:00:00Z');
    const entries = Array.from({ length: 1000 }, (_, id) => entry({ id, start: start + HOUR / 4 - 1 - id }));
    daysOf(entries, WHOLE, false, { ...words, clock: { ...words.clock, day } });
    // The others are for today.
    expect(day.mock.calls.filter(([at]) => at !== NOW)).toHaveLength(1);
  });

  it('are cut after so many entries', () => {
    const days = daysOf([entry({ id: 1 }), entry({ id: 2 }), at('2026-11-23T12:00:00Z', 3)], WHOLE, false, telling());
    const ids = (limit: number) => cut(days, limit).map((day) => day.entries.map(({ id }) => id));
    expect(ids(5)).toEqual([[1, 2], [3]]);
    expect(ids(2)).toEqual([[1, 2]]);
    expect(ids(1)).toEqual([[1]]);
    expect(ids(0)).toEqual([]);
    // The heading over what hears now stays.
    expect(cut(daysOf([], WHOLE, true, telling()), 0)).toHaveLength(1);
  });
});

describe('days that are kept', () => {
  const entries = [entry({ id: 1 }), entry({ id: 2 })];

  it('are counted again only when what is in them changes', () => {
    const once = new DaysOnce();
    const words = telling();
    const days = once.of(entries, WHOLE, 0, null, words);
    expect(once.of(entries, { ...WHOLE }, 0, null, { ...words, now: NOW + 1000 })).toBe(days);
    expect(once.of([...entries], WHOLE, 0, null, words)).not.toBe(days);
    const more = once.of(entries, { ...WHOLE, below: true }, 0, null, words);
    expect(more[0]?.summary).toBe('');
    expect(once.of(entries, WHOLE, 0, null, { ...words, now: NOW + DAY })[0]?.title).toBe('Yesterday');
    expect(once.of(entries, WHOLE, 0, null, telling({ zone: 'Asia/Tokyo' }))[0]?.key).toBe('2026-11-25');
  });

  it('hold so many rows with those that hear now', () => {
    const once = new DaysOnce();
    const rows = (above: number, limit: number | null) =>
      once.of(entries, WHOLE, above, limit, telling()).flatMap((day) => day.entries).length;
    expect(rows(0, 2)).toBe(2);
    expect(rows(1, 2)).toBe(1);
    expect(rows(3, 2)).toBe(0);
    expect(rows(3, null)).toBe(2);
  });
});

describe('blocks', () => {
  it('are some fifty headings and rows each', () => {
    const days = daysOf(
      Array.from({ length: 120 }, (_, id) => entry({ id })),
      WHOLE,
      false,
      telling(),
    );
    const blocks = blocksOf(days);
    expect(blocks.map((block) => block.length)).toEqual([50, 50, 21]);
    expect(blocks[0]?.[0]).toEqual({ day: days[0] });
    expect(heightOf(blocks[0] ?? [])).toBe(40 + 49 * 56);
    expect(heightOf(blocks[2] ?? [])).toBe(21 * 56);
    expect(blocksOf([])).toEqual([]);
  });
});
