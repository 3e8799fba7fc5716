import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { History, type Hours } from '../../src/api/history';
import type { Snapshot, Status } from '../../src/api/types';
import { microphone } from '../log/making';
import { HOUR, iso, MINUTE, mark, NOW, SECOND, settle, Socket, span, wireTimeline, type Wire } from './making';

const HALF_MINUTE = 30 * SECOND;
const STALE = 5 * MINUTE;

/** What is told of one microphone now; of a history nothing else counts. */
function snapshot(status: Status | null = 'armed', since = NOW - HOUR): Snapshot {
  return { microphones: new Map([['kitchen', microphone('kitchen', { status, since })]]) } as unknown as Snapshot;
}

const ANSWER = wireTimeline({ kitchen: { spans: [[NOW - HOUR, NOW, 'armed']] } });
const coming = (decision: 'live' | 'muted'): Wire => ({
  coming: [{ start: iso(NOW), end: iso(NOW + HOUR), decision, reasons: [] }],
});

function given(hours: Hours = 24) {
  const socket = new Socket();
  let told = 0;
  const history = new History(hours, socket, () => {
    told += 1;
  });
  return {
    history,
    socket,
    told: () => told,
    kitchen: () => history.past.timeline?.microphones.get('kitchen'),
  };
}

async function loaded(hours: Hours = 24) {
  const all = given(hours);
  all.history.look(snapshot(), NOW);
  await all.socket.question.answer(ANSWER);
  return all;
}

describe('the timeline of a span', () => {
  it.each<[Hours, number, number]>([
    [24, 24, 8],
    [168, 168, 24],
  ])('of %i hours is asked for as far as it is shown, and a little further on', (hours, back, ahead) => {
    const { history, socket } = given(hours);
    history.look(snapshot(), NOW);
    expect(socket.asked.map(({ message }) => message)).toEqual([
      {
        type: 'earshot/timeline',
        start: new Date(NOW - back * HOUR).toISOString(),
        end: new Date(NOW + ahead * HOUR + STALE).toISOString(),
        marks: true,
      },
    ]);
  });

  it('is not there before it is answered, and goes on from then', async () => {
    const { history, socket, kitchen, told } = given();
    history.look(snapshot(), NOW);
    expect(history.past).toEqual({ timeline: null, refused: null });
    await socket.question.answer(ANSWER);
    expect(kitchen()?.spans).toEqual([span(NOW - HOUR, Infinity, 'armed')]);
    expect(history.past.refused).toBeNull();
    expect(told()).toBe(1);
  });

  it('is asked for once, however often it is looked at', async () => {
    const { history, socket } = given();
    history.look(snapshot(), NOW);
    history.look(snapshot(), NOW + MINUTE);
    await socket.question.answer(ANSWER);
    history.look(snapshot(), NOW + STALE - 1);
    expect(socket.asked).toHaveLength(1);
  });

  it('is asked for anew after five minutes, and stays until it is answered', async () => {
    const { history, socket, kitchen, told } = await loaded();
    history.look(snapshot(), NOW + STALE);
    expect(socket.asked).toHaveLength(2);
    expect(kitchen()?.spans).toEqual([span(NOW - HOUR, Infinity, 'armed')]);
    const spans = [
      [NOW - 2 * HOUR, NOW - HOUR, 'muted'],
      [NOW - HOUR, NOW, 'armed'],
    ];
    await socket.question.answer(wireTimeline({ kitchen: { spans } }));
    expect(kitchen()?.spans.map(({ status }) => status)).toEqual(['muted', 'armed']);
    expect(told()).toBe(2);
  });

  it('is added to with what is told', async () => {
    const { history, kitchen } = await loaded();
    history.turn([microphone('kitchen', { status: 'muted', since: NOW + SECOND })], NOW + SECOND);
    history.add([mark(NOW - SECOND), mark(NOW)]);
    expect(kitchen()?.spans.at(-1)).toEqual(span(NOW + SECOND, Infinity, 'muted'));
    expect(kitchen()?.marks).toEqual([mark(NOW - SECOND), mark(NOW)]);
  });

  it('misses nothing that is told while an answer is waited for, and shows it at once', async () => {
    const { history, socket, kitchen } = await loaded();
    history.look(snapshot(), NOW + STALE);
    history.turn([microphone('kitchen', { status: 'muted', since: NOW + STALE })], NOW + STALE);
    history.add([mark(NOW + STALE)]);
    expect(kitchen()?.marks).toHaveLength(1);
    expect(kitchen()?.spans.at(-1)?.status).toBe('muted');
    await socket.question.answer(ANSWER);
    expect(kitchen()?.marks).toHaveLength(1);
    expect(kitchen()?.spans.at(-1)).toEqual(span(NOW + STALE, Infinity, 'muted'));
  });

  it('is not told of what was before it was asked for', async () => {
    const { history, socket, kitchen } = await loaded();
    history.look(snapshot(), NOW + STALE);
    history.add([mark(NOW - HOUR)]);
    await socket.question.answer(ANSWER);
    history.look(snapshot(), NOW + 2 * STALE);
    // It was erased.
    await socket.question.answer(ANSWER);
    expect(kitchen()?.marks).toEqual([]);
  });

  it('is nothing but empty where the answer is none', async () => {
    const { history, socket, kitchen } = given();
    history.look(snapshot('armed', NOW), NOW);
    await socket.question.answer({ microphones: 'all' });
    expect(kitchen()?.spans).toEqual([span(NOW, Infinity, 'armed')]);
  });
});

describe('a timeline that is refused', () => {
  it('is not for everyone, and is asked for again in case that changes', async () => {
    const { history, socket, told } = await loaded();
    history.look(snapshot(), NOW + STALE);
    await socket.question.refuse({ code: 'unauthorized' });
    expect(history.past).toEqual({ timeline: null, refused: 'no_right' });
    expect(told()).toBe(2);
    history.doubt();
    history.look(snapshot(), NOW + 2 * STALE - 1);
    expect(socket.asked).toHaveLength(2);
    history.look(snapshot(), NOW + 2 * STALE);
    await socket.question.answer(ANSWER);
    expect(history.past.timeline).not.toBeNull();
    expect(history.past.refused).toBeNull();
  });

  it('is tried again after half a minute where it fails', async () => {
    const { history, socket } = given();
    history.look(snapshot(), NOW);
    await socket.question.refuse();
    expect(history.past).toEqual({ timeline: null, refused: 'failed' });
    history.look(snapshot(), NOW + HALF_MINUTE - 1);
    expect(socket.asked).toHaveLength(1);
    history.look(snapshot(), NOW + HALF_MINUTE);
    await socket.question.answer(ANSWER);
    expect(history.past.refused).toBeNull();
  });

  it('is shown on where there is one, with what is told', async () => {
    const { history, socket, kitchen } = await loaded();
    history.look(snapshot(), NOW + STALE);
    history.add([mark(NOW + STALE)]);
    await socket.question.refuse({ code: 3 });
    expect(history.past.refused).toBeNull();
    expect(kitchen()?.marks).toHaveLength(1);
    history.look(snapshot(), NOW + STALE + HALF_MINUTE);
    expect(socket.asked).toHaveLength(3);
  });
});

describe('what comes', () => {
  it('is asked for alone where it is not what it was', async () => {
    const { history, socket, kitchen, told } = await loaded();
    history.add([mark(NOW)]);
    history.doubt();
    history.look(snapshot(), NOW + MINUTE);
    expect(socket.question.message).toMatchObject({ start: new Date(NOW + MINUTE).toISOString(), marks: true });
    await socket.question.answer(wireTimeline({ kitchen: coming('muted') }));
    expect(kitchen()?.coming.map(({ decision }) => decision)).toEqual(['muted']);
    expect(kitchen()?.spans).toEqual([span(NOW - HOUR, Infinity, 'armed')]);
    expect(kitchen()?.marks).toHaveLength(1);
    expect(told()).toBe(2);
    history.look(snapshot(), NOW + MINUTE);
    expect(socket.asked).toHaveLength(2);
  });

  it('is asked for once more where it changes while it is answered', async () => {
    const { history, socket, kitchen } = given();
    history.look(snapshot(), NOW);
    history.doubt();
    history.look(snapshot(), NOW);
    expect(socket.asked).toHaveLength(1);
    await socket.question.answer(ANSWER);
    history.look(snapshot(), NOW);
    expect(socket.asked).toHaveLength(2);
    history.turn([microphone('kitchen', { status: 'muted', since: NOW })], NOW);
    history.doubt();
    await socket.question.answer(wireTimeline({ kitchen: coming('live') }));
    expect(kitchen()?.spans.at(-1)?.status).toBe('muted');
    history.look(snapshot(), NOW);
    await socket.question.answer(wireTimeline({ kitchen: coming('muted') }));
    expect(kitchen()?.coming.map(({ decision }) => decision)).toEqual(['muted']);
  });

  it('is loaded with all of it in half a minute where it is not answered', async () => {
    const { history, socket } = await loaded();
    history.doubt();
    history.look(snapshot(), NOW);
    await socket.question.refuse();
    expect(history.past.timeline).not.toBeNull();
    history.look(snapshot(), NOW + HALF_MINUTE - 1);
    expect(socket.asked).toHaveLength(2);
    history.look(snapshot(), NOW + HALF_MINUTE);
    expect(socket.question.message).toMatchObject({
      start: new Date(NOW + HALF_MINUTE - 24 * HOUR).toISOString(),
    });
  });

  it('does not put off what is due earlier', async () => {
    const { history, socket } = await loaded();
    history.doubt();
    history.look(snapshot(), NOW + STALE - SECOND);
    await socket.question.refuse();
    history.look(snapshot(), NOW + STALE);
    expect(socket.asked).toHaveLength(3);
  });
});

describe('a picture of everything', () => {
  it('makes what was asked before it too old', async () => {
    const { history, socket, kitchen, told } = await loaded();
    history.look(snapshot(), NOW + STALE);
    history.renew();
    expect(kitchen()?.spans).toEqual([span(NOW - HOUR, Infinity, 'armed')]);
    history.look(snapshot(), NOW + STALE);
    expect(socket.asked).toHaveLength(3);
    await socket.asked[1]?.answer(wireTimeline({}));
    expect(kitchen()).toBeDefined();
    expect(told()).toBe(1);
    // It is still waited for.
    history.look(snapshot(), NOW + STALE);
    expect(socket.asked).toHaveLength(3);
    await socket.asked[2]?.answer(wireTimeline({ kitchen: coming('muted') }));
    expect(kitchen()?.coming).toHaveLength(1);
    expect(told()).toBe(2);
  });

  it('makes a refusal of what was asked before it count for nothing', async () => {
    const { history, socket, told } = given();
    history.look(snapshot(), NOW);
    history.renew();
    await socket.question.refuse({ code: 'unauthorized' });
    expect(history.past.refused).toBeNull();
    expect(told()).toBe(0);
  });
});

describe('a loss', () => {
  it('ends what goes on, and what comes after it is asked for anew', async () => {
    const { history, socket, kitchen } = await loaded();
    history.turn([microphone('kitchen', { status: 'muted', since: NOW + SECOND })], NOW + SECOND);
    history.close(NOW + MINUTE);
    expect(kitchen()?.spans.at(-1)).toEqual(span(NOW + SECOND, NOW + MINUTE, 'muted'));
    history.look(snapshot(), NOW + MINUTE + SECOND);
    expect(socket.asked).toHaveLength(2);
  });

  it('takes along what is being loaded', async () => {
    const { history, socket } = given();
    history.look(snapshot(), NOW);
    history.close(NOW + SECOND);
    await socket.question.answer(ANSWER);
    expect(history.past).toEqual({ timeline: null, refused: null });
  });
});

describe('a history', () => {
  /** A server that keeps a log, and whose messages arrive in their order, but whenever they like. */
  class Server {
    now = NOW;
    readonly socket = new Socket();
    readonly changes: { at: number; status: Status }[] = [{ at: NOW - HOUR, status: 'armed' }];
    readonly #sent: (() => Promise<void>)[] = [];
    #served = 0;

    constructor(private readonly told: (status: Status, since: number, now: number) => void) {}

    get status(): Status {
      return this.changes.at(-1)?.status ?? 'armed';
    }

    get since(): number {
      return this.changes.at(-1)?.at ?? NOW;
    }

    change(status: Status): void {
      if (status !== this.status) {
        this.changes.push({ at: this.now, status });
        const since = this.now;
        this.#sent.push(() => {
          this.told(status, since, this.now);
          return Promise.resolve();
        });
      }
    }

    /** Answer the next question as the log is now: it knows of live alone, and is written two milliseconds late. */
    serve(): void {
      const asked = this.socket.asked[this.#served];
      if (asked !== undefined) {
        this.#served += 1;
        const logged = this.changes.map(({ at, status }) => [at + 2, status === 'muted' ? 'muted' : 'armed'] as const);
        const spans = logged.map(([at, status], index) => [at, logged[index + 1]?.[0] ?? this.now, status]);
        const answer = wireTimeline({
          kitchen: { spans: spans.filter(([start, end]) => Number(start) <= Number(end)) },
        });
        this.#sent.push(() => asked.answer(answer));
      }
    }

    async deliver(): Promise<void> {
      await this.#sent.shift()?.();
    }

    get waits(): boolean {
      return this.#sent.length > 0 || this.#served < this.socket.asked.length;
    }

    at(when: number): Status | undefined {
      return this.changes.findLast(({ at }) => at <= when)?.status;
    }
  }

  const steps = fc.array(
    fc.oneof(
      fc.constantFrom<Status>('armed', 'muted', 'listening'),
      fc.constantFrom('look', 'serve', 'deliver', 'wait', 'renew', 'doubt'),
    ),
    { maxLength: 40 },
  );

  it('never shows a mute that was none, whatever is told and answered when', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        let known: [Status, number] = ['armed', NOW - HOUR];
        const server = new Server((status, since, now) => {
          known = [status, since];
          history.turn([microphone('kitchen', { status, since })], now);
        });
        const history = new History(24, server.socket, () => undefined);
        const spans = () => history.past.timeline?.microphones.get('kitchen')?.spans ?? [];
        for (const step of all) {
          server.now += SECOND;
          if (step === 'look') {
            history.look(snapshot(...known), server.now);
          } else if (step === 'serve') {
            server.serve();
          } else if (step === 'deliver') {
            await server.deliver();
          } else if (step === 'wait') {
            server.now += STALE;
          } else if (step === 'renew' || step === 'doubt') {
            history[step]();
          } else {
            server.change(step);
          }
          await settle();
        }
        history.look(snapshot(...known), server.now);
        while (server.waits) {
          server.serve();
          await server.deliver();
        }
        for (const { start, end, status } of spans()) {
          // In the middle: an edge is as exact as the log.
          const middle = (start + Math.min(end, server.now)) / 2;
          if (status === 'muted' && end - start > SECOND / 2) {
            expect(server.at(middle)).toBe('muted');
          }
        }
        if (history.past.timeline !== null) {
          expect(spans().at(-1)).toMatchObject({ end: Infinity, status: server.status });
        }
      }),
      { numRuns: 150 },
    );
  });
});
