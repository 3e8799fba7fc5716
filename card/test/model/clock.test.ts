import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { HassLocale } from '../../src/api/hass';
import { clockOf } from '../../src/model/clock';
import { AUTUMN, DAY, HOUR, MINUTE, NOW, SECOND, SPRING, telling } from './making';

const BERLIN = { time_zone: 'Europe/Berlin' };
const ZONES = ['Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/Santiago'];
const { clock } = telling();
const of = (given: Partial<HassLocale>) => clockOf({ locale: { language: 'en', ...given }, config: BERLIN });
const in12 = of({ time_format: '12', time_zone: 'server' });
const spaced = (words: string) => words.replace(/\s/g, ' ');

describe('the user’s clock', () => {
  it('has the user’s format', () => {
    expect(clock.time(NOW)).toBe('23:12');
    expect(spaced(in12.time(NOW))).toBe('11:12 PM');
    expect(of({ language: 'de', time_zone: 'server' }).time(NOW)).toBe('23:12');
    expect(spaced(of({ language: 'en-US', time_zone: 'server' }).time(NOW))).toBe('11:12 PM');
    expect(of({ language: 'en-GB', time_format: 'language', time_zone: 'server' }).time(NOW)).toBe('23:12');
  });

  it('has the system’s format where the user wants that, in the user’s language', () => {
    const twelve = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions().hour12 === true;
    const time_format = twelve ? ('12' as const) : ('24' as const);
    for (const language of ['de', 'en-US']) {
      const given = { language, time_zone: 'server' as const };
      expect(of({ ...given, time_format: 'system' }).time(NOW)).toBe(of({ ...given, time_format }).time(NOW));
    }
  });

  it('begins the day at 00:00, or at 12 AM', () => {
    const midnight = Date.parse('2026-11-24T23:00:00Z');
    expect([clock.time(midnight), clock.hour(midnight)]).toEqual(['00:00', '00:00']);
    expect([in12.time(midnight), in12.hour(midnight)].map(spaced)).toEqual(['12:00 AM', '12 AM']);
    expect(clock.parts(midnight)).toEqual({ hour: 0, minute: 0 });
  });

  it('has the home’s zone, or the browser’s', () => {
    const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    expect(clock.timeZone).toBe('Europe/Berlin');
    expect(of({ time_zone: 'local' }).timeZone).toBe(here);
    expect(of({}).timeZone).toBe(here);
    const tokyo = telling({ zone: 'Asia/Tokyo' }).clock;
    expect([tokyo.time(NOW), tokyo.day(NOW)]).toEqual(['07:12', '2026-11-25']);
  });

  it('has the user’s language, and English where that is none', () => {
    const words = ({ language }: { language: string }) => of({ language, time_zone: 'server' });
    expect(words({ language: 'de' }).weekday(NOW)).toBe('Di');
    expect(words({ language: 'de' }).date(NOW)).toBe('24. Nov.');
    expect(words({ language: 'no such language' }).weekday(NOW)).toBe('Tue');
    expect(words({ language: '' }).language).toBe('en');
    expect(words({ language: 'DE-at' }).language).toBe('de-AT');
  });

  it('is one for the same settings', () => {
    expect(of({ time_format: '12', time_zone: 'server' })).toBe(in12);
    expect(of({ time_format: '24', time_zone: 'server' })).not.toBe(in12);
    expect(of({ time_format: '12', time_zone: 'server', language: 'fr' })).not.toBe(in12);
    expect(telling({ zone: 'Asia/Tokyo', time: '12' }).clock).not.toBe(in12);
  });
});

describe('a moment', () => {
  it('is the time alone today and in the coming night', () => {
    const early = Date.parse('2026-11-23T23:30:00Z');
    expect(clock.moment(early, NOW)).toBe('00:30');
    expect(clock.moment(NOW, early)).toBe('23:12');
    expect(clock.moment(NOW + 8 * HOUR, NOW)).toBe('07:12');
    expect(clock.moment(NOW + 18 * HOUR - 1, NOW)).toBe('17:11');
  });

  it('has its weekday within six days, in either direction', () => {
    expect(clock.moment(NOW + 18 * HOUR, NOW)).toBe('Wed 17:12');
    expect(clock.moment(NOW - 24 * HOUR, NOW)).toBe('Mon 23:12');
    expect(clock.moment(NOW + 6 * DAY - 1, NOW)).toBe('Mon 23:11');
  });

  it('has its date beyond', () => {
    expect(clock.moment(NOW + 6 * DAY, NOW)).toBe('Nov 30 23:12');
    expect(clock.moment(NOW - 6 * DAY, NOW)).toBe('Nov 18 23:12');
  });
});

describe('the changes of the clock', () => {
  const QUARTER = 15 * MINUTE;

  it('leave an hour out in spring', () => {
    expect([SPRING, SPRING + QUARTER].map((at) => clock.time(at))).toEqual(['01:50', '03:05']);
    expect(clock.parts(SPRING + QUARTER)).toEqual({ hour: 3, minute: 5 });
  });

  it('tell an hour twice in autumn', () => {
    expect([AUTUMN - HOUR, AUTUMN, AUTUMN + HOUR, AUTUMN + 2 * HOUR].map((at) => clock.time(at))).toEqual([
      '01:50',
      '02:50',
      '02:50',
      '03:50',
    ]);
  });

  it('make no day end early or late', () => {
    const days = ['2026-03-29T21:59:59Z', '2026-03-29T22:00:00Z', '2026-10-25T22:59:59Z', '2026-10-25T23:00:00Z'];
    expect(days.map((each) => clock.day(Date.parse(each)))).toEqual([
      '2026-03-29',
      '2026-03-30',
      '2026-10-25',
      '2026-10-26',
    ]);
  });

  it('are followed in every zone, all year', () => {
    const instants = fc.integer({ min: NOW - 400 * DAY, max: NOW + 400 * DAY });
    fc.assert(
      fc.property(instants, fc.constantFrom(...ZONES), (at, timeZone) => {
        const local = new Date(at).toLocaleString('sv-SE', { timeZone });
        const { clock: there } = telling({ zone: timeZone });
        expect(`${there.day(at)} ${there.time(at)}`).toBe(local.slice(0, 16));
        expect(there.parts(at)).toEqual({ hour: Number(local.slice(11, 13)), minute: Number(local.slice(14, 16)) });
      }),
    );
  });
});

describe('a duration', () => {
  it('is in words', () => {
    expect(clock.duration(0)).toBe('0 seconds');
    expect(clock.duration(7 * SECOND)).toBe('7 seconds');
    expect(clock.duration(MINUTE - 1)).toBe('59 seconds');
    expect(clock.duration(MINUTE)).toBe('1 minute');
    expect(clock.duration(HOUR - 1)).toBe('59 minutes');
    expect(clock.duration(14 * HOUR)).toBe('14 hours');
    expect(clock.duration(HOUR + 5 * MINUTE)).toBe('1 hour, 5 minutes');
    expect(clock.duration(-5 * SECOND)).toBe('0 seconds');
  });

  it('is so in any language', () => {
    const german = telling({ language: 'de' }).clock;
    expect(german.duration(HOUR + 5 * MINUTE)).toBe('1 Stunde, 5 Minuten');
  });
});

describe('a counter', () => {
  it.each([
    [0, '0:00'],
    [7 * SECOND + 999, '0:07'],
    [MINUTE, '1:00'],
    [HOUR - 1, '59:59'],
    [HOUR + 2 * MINUTE + 3 * SECOND, '1:02:03'],
    [100 * HOUR, '100:00:00'],
    [-1, '0:00'],
  ])('of %i ms is %s', (length, words) => {
    expect(clock.counter(length)).toBe(words);
  });

  it('counts every second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seconds) => {
        const parts = clock
          .counter(seconds * SECOND)
          .split(':')
          .map(Number);
        expect(parts.reduce((sum, part) => sum * 60 + part, 0)).toBe(seconds);
        expect(parts.slice(1).every((part) => part < 60)).toBe(true);
      }),
    );
  });
});
