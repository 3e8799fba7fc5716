import { describe, expect, it } from 'vitest';

import { parseTimeline } from '../../src/api/parse';
import { HOUR, iso, NOW, SECOND, wireTimeline } from './making';

describe('a timeline', () => {
  it('is read from the least that draws it', () => {
    const coming = [{ start: iso(NOW), end: iso(NOW + HOUR), decision: 'muted', reasons: [{ kind: 'default' }] }];
    const kitchen = {
      spans: [
        [NOW - HOUR, NOW - SECOND, 'armed'],
        [NOW - SECOND, NOW, null],
      ],
      marks: [[17, NOW - HOUR, NOW - HOUR + SECOND, 3]],
      violations: [[NOW - 2 * SECOND, NOW]],
      coming,
    };
    const { microphones, ...bounds } = parseTimeline(wireTimeline({ kitchen }, { since: iso(NOW - HOUR) }));
    expect(bounds).toEqual({ start: NOW - 24 * HOUR, end: NOW + 8 * HOUR, since: NOW - HOUR });
    expect([...microphones.values()]).toEqual([
      {
        id: 'kitchen',
        spans: [
          { start: NOW - HOUR, end: NOW - SECOND, status: 'armed' },
          { start: NOW - SECOND, end: NOW, status: null },
        ],
        marks: [
          {
            id: 17,
            microphoneId: 'kitchen',
            start: NOW - HOUR,
            end: NOW - HOUR + SECOND,
            kind: 'activation',
            misfire: true,
            whileMuted: true,
          },
        ],
        violations: [{ start: NOW - 2 * SECOND, end: NOW, status: null }],
        coming: [{ start: NOW, end: NOW + HOUR, decision: 'muted', reasons: [{ kind: 'default' }] }],
      },
    ]);
  });

  it.each([
    [0, 'activation', false, false],
    [1, 'activation', true, false],
    [2, 'activation', false, true],
    [4, 'capture', false, false],
    [7, 'capture', true, true],
    // Of a newer Earshot.
    [8, 'activation', false, false],
    [null, 'activation', false, false],
  ])('has marks whose sum %j is %s, a misfire: %s, while muted: %s', (flags, kind, misfire, whileMuted) => {
    const answer = wireTimeline({ kitchen: { marks: [[1, NOW, NOW, flags]] } });
    expect(parseTimeline(answer).microphones.get('kitchen')?.marks).toMatchObject([{ kind, misfire, whileMuted }]);
  });

  it('has its marks in the order of their beginning, none that ends before it', () => {
    const marks = [[2, NOW, NOW - HOUR, 0], [1, NOW - HOUR, null, 0], [3, null, NOW, 0], 'mark'];
    const read = parseTimeline(wireTimeline({ kitchen: { marks } })).microphones.get('kitchen')?.marks;
    expect(read?.map(({ id, start, end }) => [id, start, end])).toEqual([
      [1, NOW - HOUR, NOW - HOUR],
      [2, NOW, NOW],
    ]);
  });

  it('has no span that is none: nobody knows of it', () => {
    const spans = [[NOW, NOW - 1, 'muted'], [NOW, '5', 'muted'], [null, NOW, 'muted'], {}, [NOW, NOW, 'asleep']];
    expect(parseTimeline(wireTimeline({ kitchen: { spans } })).microphones.get('kitchen')?.spans).toEqual([
      { start: NOW, end: NOW, status: null },
    ]);
  });

  it('has nothing to come that is not told whole', () => {
    const coming = [
      { start: iso(NOW), end: iso(NOW), decision: 'perhaps' },
      { start: iso(NOW), decision: 'muted' },
      { end: iso(NOW), decision: 'muted' },
    ];
    expect(parseTimeline(wireTimeline({ kitchen: { coming } })).microphones.get('kitchen')?.coming).toEqual([]);
  });

  it('is empty where it is none', () => {
    expect(parseTimeline('x')).toEqual({ start: 0, end: 0, since: 0, microphones: new Map() });
    expect(parseTimeline({ start: iso(NOW), microphones: [{ spans: [] }] })).toEqual({
      start: NOW,
      end: NOW,
      since: NOW,
      microphones: new Map(),
    });
  });
});
