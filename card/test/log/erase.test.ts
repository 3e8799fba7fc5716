import { describe, expect, it } from 'vitest';

import { exportWords, purgeMessage, purgeWords, SPANS, startOf } from '../../src/log/erase';
import { DAY, HOUR, NOW, telling } from './making';

const { clock } = telling();

describe('from when on is erased', () => {
  it('is an hour or a week ago, or the beginning', () => {
    expect(startOf('hour', NOW, clock)).toBe(NOW - HOUR);
    expect(startOf('week', NOW, clock)).toBe(NOW - 7 * DAY);
    expect(startOf('all', NOW, clock)).toBeNull();
  });

  it('is the last local midnight', () => {
    expect(startOf('today', NOW, clock)).toBe(Date.parse('2026-11-23T23:00:00Z'));
    const midnight = Date.parse('2026-11-23T23:00:00Z');
    expect(startOf('today', midnight, clock)).toBe(midnight);
    expect(startOf('today', midnight - 1, clock)).toBe(midnight - DAY);
  });

  it.each([
    ['2026-10-25', '2026-10-24T22:00:00Z', 'Europe/Berlin'],
    ['2026-03-29', '2026-03-28T23:00:00Z', 'Europe/Berlin'],
    ['of half an hour', '2026-11-24T18:30:00Z', 'Asia/Kolkata'],
  ])('is midnight also on a day of another length: %s', (_, midnight, zone) => {
    const local = telling({ zone }).clock;
    const start = Date.parse(midnight);
    expect(startOf('today', start + 20 * HOUR, local)).toBe(start);
  });

  it('is one in the morning where the clock skips midnight', () => {
    // In Santiago the sixth of September 2026 begins at 01:00.
    const local = telling({ zone: 'America/Santiago' }).clock;
    expect(startOf('today', Date.parse('2026-09-06T15:00:00Z'), local)).toBe(Date.parse('2026-09-06T04:00:00Z'));
  });
});

describe('what erases', () => {
  it('takes Home Assistant’s history along only from its beginning', () => {
    expect(purgeMessage(null, null)).toEqual({ type: 'earshot/purge', include_history: true });
    expect(purgeMessage(NOW, null)).toEqual({
      type: 'earshot/purge',
      start: '2026-11-24T22:12:00.000Z',
      include_history: false,
    });
  });

  it('is about the microphones that are shown', () => {
    expect(purgeMessage(null, ['kitchen'])).toMatchObject({ microphone_ids: ['kitchen'] });
    // None is not all.
    expect(purgeMessage(null, [])).toMatchObject({ microphone_ids: [] });
  });

  it('says beforehand what it will erase', () => {
    expect(purgeWords(null, null, telling())).toBe(
      'Erases the whole log, and what Home Assistant’s history keeps of Earshot. It cannot be brought back.',
    );
    expect(purgeWords(NOW - HOUR, null, telling())).toBe(
      'Erases what was heard and muted since 22:12. Home Assistant’s history stays. It cannot be brought back.',
    );
    expect(purgeWords(null, ['Kitchen', 'Den'], telling())).toBe(
      'Erases the whole log of Kitchen and Den, and what Home Assistant’s history keeps of it. It cannot be brought back.',
    );
    expect(purgeWords(NOW - HOUR, ['{time}'], telling())).toContain(
      'what {time} heard and how it was muted since 22:12',
    );
  });

  it('is one of four', () => {
    expect(SPANS).toEqual(['hour', 'today', 'week', 'all']);
  });
});

describe('an export', () => {
  it('says what it holds', () => {
    expect(exportWords(null, telling())).toBe('A file of everything in the log.');
    expect(exportWords(['Kitchen', 'Den'], telling())).toBe('A file of everything in the log about Kitchen and Den.');
  });
});
