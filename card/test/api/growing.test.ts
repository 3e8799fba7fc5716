import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { GrowingTimeline } from '../../src/api/growing';
import { STATUSES, type Microphone, type ProblemKind, type Span, type Status } from '../../src/api/types';
import { microphone as made } from '../log/making';
import { HOUR, line, mark, MINUTE, NOW, SECOND, span, timeline } from './making';

const microphone = (status: Status | null, since: number | null, given: Partial<Microphone> = {}): Microphone =>
  made('kitchen', { status, since, ...given });

function growing(spans: readonly Span[] = [], violations: readonly Span[] = []): GrowingTimeline {
  return new GrowingTimeline(timeline([line({ spans, violations })]));
}

function kitchen(grown: GrowingTimeline) {
  const found = grown.microphones.get('kitchen');
  if (found === undefined) {
    throw new Error('There is no kitchen');
  }
  return found;
}

describe('what a microphone was', () => {
  it('is as it was answered, and what is answered stays as it is', () => {
    const answer = timeline([line({ spans: [span(NOW - HOUR, NOW, 'armed')] })]);
    const grown = new GrowingTimeline(answer);
    expect([grown.start, grown.end, grown.since]).toEqual([answer.start, answer.end, answer.since]);
    expect(kitchen(grown)).toEqual(answer.microphones.get('kitchen'));
    grown.turn(microphone('muted', NOW), NOW);
    grown.add(mark(NOW));
    expect(answer.microphones.get('kitchen')).toEqual(line({ spans: [span(NOW - HOUR, NOW, 'armed')] }));
  });

  it('goes on where it is the same now', () => {
    const grown = growing([span(NOW - HOUR, NOW, 'armed')]);
    grown.turn(microphone('armed', NOW - HOUR), NOW + SECOND);
    expect(kitchen(grown).spans).toEqual([span(NOW - HOUR, Infinity, 'armed')]);
  });

  it('ends where it became something else', () => {
    const grown = growing([span(NOW - HOUR, NOW, 'armed')]);
    grown.turn(microphone('armed', NOW - HOUR), NOW);
    grown.turn(microphone('muted', NOW + MINUTE), NOW + MINUTE);
    expect(kitchen(grown).spans).toEqual([
      span(NOW - HOUR, NOW + MINUTE, 'armed'),
      span(NOW + MINUTE, Infinity, 'muted'),
    ]);
  });

  it('is from when it is known, where nobody says since when', () => {
    const grown = growing();
    grown.turn(microphone('unobserved', null), NOW);
    expect(kitchen(grown).spans).toEqual([span(NOW, Infinity, 'unobserved')]);
  });

  it('is begun for one that was not answered', () => {
    const grown = new GrowingTimeline(timeline([]));
    grown.turn(microphone('muted', NOW), NOW);
    expect(kitchen(grown)).toEqual(line({ spans: [span(NOW, Infinity, 'muted')] }));
  });

  it('is not known between an answer and what came later', () => {
    const grown = growing([span(NOW - HOUR, NOW, 'muted')]);
    grown.turn(microphone('muted', NOW + MINUTE), NOW + MINUTE);
    expect(kitchen(grown).spans).toEqual([span(NOW - HOUR, NOW, 'muted'), span(NOW + MINUTE, Infinity, 'muted')]);
  });

  it('is not what it was before an answer that knows of something later', () => {
    const spans = [span(NOW - HOUR, NOW - SECOND, 'muted'), span(NOW - SECOND, NOW, 'armed')];
    const grown = growing(spans);
    grown.turn(microphone('muted', NOW - HOUR), NOW);
    expect(kitchen(grown).spans).toEqual(spans);
  });

  it.each<Status>(['listening', 'streaming', 'recording'])(
    'is %s where the log knows only that it is live',
    (status) => {
      // The log is written some milliseconds after the status changed.
      const grown = growing([span(NOW - HOUR, NOW - MINUTE, 'muted'), span(NOW - MINUTE + 2, NOW, 'armed')]);
      grown.turn(microphone(status, NOW - MINUTE), NOW);
      expect(kitchen(grown).spans.at(-1)).toEqual(span(NOW - MINUTE + 2, Infinity, status));
      expect(kitchen(grown).spans[0]).toEqual(span(NOW - HOUR, NOW - MINUTE, 'muted'));
    },
  );

  it('turns to what is told later also where the clocks of two computers differ', () => {
    const grown = growing();
    grown.turn(microphone('muted', null), NOW + MINUTE);
    grown.turn(microphone('armed', NOW), NOW + MINUTE);
    expect(kitchen(grown).spans.at(-1)).toEqual(span(NOW + MINUTE, Infinity, 'armed'));
  });

  it('is not known any more from when nobody tells', () => {
    const grown = growing();
    grown.turn(microphone('muted', NOW), NOW);
    grown.close(NOW + MINUTE);
    expect(kitchen(grown).spans).toEqual([span(NOW, NOW + MINUTE, 'muted')]);
    grown.close(NOW + HOUR);
    expect(kitchen(grown).spans).toEqual([span(NOW, NOW + MINUTE, 'muted')]);
  });

  it('has gone on where it is still the same after a loss', () => {
    const grown = growing();
    grown.turn(microphone('muted', NOW), NOW);
    grown.close(NOW + MINUTE);
    grown.turn(microphone('muted', NOW), NOW + HOUR);
    expect(kitchen(grown).spans).toEqual([span(NOW, Infinity, 'muted')]);
  });

  it('never ends before it began', () => {
    const grown = growing();
    grown.turn(microphone('armed', NOW + SECOND), NOW);
    grown.close(NOW);
    expect(kitchen(grown).spans).toEqual([span(NOW + SECOND, NOW + SECOND, 'armed')]);
  });

  it('is at every moment what it was last told to be, and unknown while nothing is told', () => {
    const statuses = fc.constantFrom<Status | null>(...STATUSES, null);
    const steps = fc.array(fc.tuple(fc.nat(60), fc.oneof(statuses, fc.constant('lost' as const))), { maxLength: 20 });
    fc.assert(
      fc.property(steps, (all) => {
        const grown = growing();
        const told: { at: number; status: Status | null | undefined }[] = [];
        let now = NOW;
        for (const [wait, what] of all) {
          now += wait * SECOND;
          if (what === 'lost') {
            grown.close(now);
            told.push({ at: now, status: undefined });
          } else {
            grown.turn(microphone(what, now), now);
            told.push({ at: now, status: what });
          }
        }
        const { spans } = kitchen(grown);
        for (let at = NOW; at < now + MINUTE; at += SECOND / 2) {
          const shown = spans.filter(({ start, end }) => start <= at && at < end);
          expect(shown.length).toBeLessThanOrEqual(1);
          expect(shown[0]?.status).toBe(told.findLast((each) => each.at <= at)?.status);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('when a mute did not hold', () => {
  const failing = (kind: ProblemKind, given: Partial<Microphone> = {}) =>
    microphone('armed', NOW - HOUR, { problem: { kind, since: NOW }, ...given });

  it.each<ProblemKind>(['mute_fails', 'live', 'streaming'])('is drawn while it goes on: %s', (kind) => {
    const grown = growing();
    grown.turn(failing(kind), NOW + SECOND);
    expect(kitchen(grown).violations).toEqual([span(NOW, Infinity, null)]);
    grown.turn(microphone('armed', NOW - HOUR), NOW + MINUTE);
    expect(kitchen(grown).violations).toEqual([span(NOW, NOW + MINUTE, null)]);
  });

  it.each<ProblemKind>(['heard', 'clash'])('is no span of time: %s', (kind) => {
    const grown = growing();
    grown.turn(failing(kind), NOW);
    expect(kitchen(grown).violations).toEqual([]);
  });

  it.each<Status>(['muted', 'paused', 'blocked'])(
    'is over when it is %s, although the problem is shown on',
    (status) => {
      const grown = growing();
      grown.turn(failing('streaming', { status: 'streaming' }), NOW);
      grown.turn(failing('streaming', { status, since: NOW + SECOND }), NOW + SECOND);
      expect(kitchen(grown).violations).toEqual([span(NOW, NOW + SECOND, null)]);
      const anew = growing([], [span(NOW, NOW + SECOND, null)]);
      anew.turn(failing('streaming', { status, since: NOW + SECOND }), NOW + MINUTE);
      expect(kitchen(anew).violations).toEqual([span(NOW, NOW + SECOND, null)]);
    },
  );

  it('goes on where an answer has seen its beginning', () => {
    const grown = growing([], [span(NOW - 2, NOW + SECOND, null)]);
    grown.turn(failing('mute_fails'), NOW + MINUTE);
    expect(kitchen(grown).violations).toEqual([span(NOW - 2, Infinity, null)]);
  });

  it('is since it is known, where nobody says since when; nobody knows how it goes on when nothing is told', () => {
    const grown = growing();
    grown.turn(failing('live', { problem: { kind: 'live', since: null } }), NOW + SECOND);
    grown.close(NOW + MINUTE);
    expect(kitchen(grown).violations).toEqual([span(NOW + SECOND, NOW + MINUTE, null)]);
  });

  it('is drawn again when it happens again', () => {
    const grown = growing();
    grown.turn(failing('live'), NOW);
    grown.turn(microphone('muted', NOW + SECOND), NOW + SECOND);
    grown.turn(failing('live', { problem: { kind: 'live', since: NOW + MINUTE } }), NOW + MINUTE);
    expect(kitchen(grown).violations).toEqual([span(NOW, NOW + SECOND, null), span(NOW + MINUTE, Infinity, null)]);
  });
});

describe('what has been heard', () => {
  it('is put in its place', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { maxLength: 30 }), (starts) => {
        const one = growing();
        for (const each of starts) {
          one.add(mark(NOW + each));
        }
        expect(kitchen(one).marks.map(({ start }) => start)).toEqual(
          [...starts].sort((a, b) => a - b).map((each) => NOW + each),
        );
      }),
    );
  });

  it('is there once: an answer may know of it already, with a number', () => {
    const grown = new GrowingTimeline(timeline([line({ marks: [mark(NOW - 1), mark(NOW, { id: 7 })] })]));
    grown.add(mark(NOW));
    expect(kitchen(grown).marks.map(({ id }) => id)).toEqual([null, 7]);
  });

  it('is two things where a capture and a command began at once', () => {
    const grown = growing();
    grown.add(mark(NOW, { kind: 'capture' }));
    grown.add(mark(NOW));
    grown.add(mark(NOW, { kind: 'capture' }));
    expect(kitchen(grown).marks.map(({ kind }) => kind)).toEqual(['capture', 'activation']);
  });

  it('is kept for a microphone that was not answered', () => {
    const grown = new GrowingTimeline(timeline([]));
    grown.add(mark(NOW));
    expect(kitchen(grown)).toEqual(line({ marks: [mark(NOW)] }));
  });
});

describe('what comes', () => {
  const coming = [{ start: NOW + HOUR, end: NOW + 2 * HOUR, decision: 'muted' as const, reasons: [] }];

  it('is drawn anew, and what was stays', () => {
    const spans = [span(NOW - HOUR, Infinity, 'armed')];
    const grown = new GrowingTimeline(timeline([line({ spans, marks: [mark(NOW)], coming: [] })]));
    grown.foresee(timeline([line({ coming })]));
    expect(kitchen(grown)).toEqual(line({ spans, marks: [mark(NOW)], coming }));
  });

  it('is nothing for a microphone of which nothing is told', () => {
    const grown = new GrowingTimeline(timeline([line({ coming })]));
    grown.foresee(timeline([line({ id: 'bedroom', coming })]));
    expect(kitchen(grown).coming).toEqual([]);
    expect([...grown.microphones.keys()]).toEqual(['kitchen']);
  });
});

describe('a picture of it', () => {
  it('is a new object where something has changed, and the same where nothing has', () => {
    const grown = new GrowingTimeline(timeline([line(), line({ id: 'bedroom' })]));
    const bedroom = grown.microphones.get('bedroom');
    const steps: [() => void, boolean][] = [
      [
        () => {
          grown.turn(microphone('armed', NOW), NOW);
        },
        true,
      ],
      [
        () => {
          grown.turn(microphone('armed', NOW), NOW + SECOND);
        },
        false,
      ],
      [
        () => {
          grown.turn(microphone('armed', NOW, { problem: { kind: 'live', since: NOW } }), NOW);
        },
        true,
      ],
      [
        () => {
          grown.turn(microphone('armed', NOW, { problem: { kind: 'live', since: NOW } }), NOW);
        },
        false,
      ],
      [
        () => {
          grown.turn(microphone('muted', NOW), NOW);
        },
        true,
      ],
      [
        () => {
          grown.add(mark(NOW));
        },
        true,
      ],
      [
        () => {
          grown.add(mark(NOW));
        },
        false,
      ],
      [
        () => {
          grown.close(NOW + SECOND);
        },
        true,
      ],
      [
        () => {
          grown.close(NOW + MINUTE);
        },
        false,
      ],
    ];
    for (const [step, changes] of steps) {
      const before = kitchen(grown);
      step();
      expect(kitchen(grown) !== before).toBe(changes);
      expect(grown.microphones.get('bedroom')).toBe(bedroom);
    }
  });

  it('has the arrays of the one before: nothing of them is copied for one more', () => {
    const grown = growing();
    const { spans, marks } = kitchen(grown);
    grown.turn(microphone('armed', NOW), NOW);
    grown.add(mark(NOW));
    expect(kitchen(grown).spans).toBe(spans);
    expect(kitchen(grown).marks).toBe(marks);
  });
});
