// @vitest-environment happy-dom
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { storeOf, type Store } from '../../src/api/store';
import type { Connection, Mark } from '../../src/api/types';
import {
  full,
  HOUR,
  iso,
  json,
  MINUTE,
  NOW,
  SECOND,
  settle,
  Socket,
  wireHome,
  wireMark,
  wireMicrophone,
  wireRule,
  wireTimeline,
  type Wire,
} from './making';

const LINGER = 5 * SECOND;
const EARSHOT = { 'sensor.kitchen': { entity_id: 'sensor.kitchen', platform: 'earshot' } };
const OTHERS = { 'light.kitchen': { entity_id: 'light.kitchen', platform: 'hue' }, 'light.gone': undefined };

interface Given {
  readonly socket: Socket;
  readonly store: Store;
  readonly told: ReturnType<typeof vi.fn<() => void>>;
  readonly leave: () => void;
}

/** A store that somebody listens to, and that is subscribed. */
function listening(entities: Parameters<typeof storeOf>[0]['entities'] = OTHERS): Given {
  const socket = new Socket();
  const store = storeOf({ connection: socket, entities });
  const told = vi.fn<() => void>();
  return { socket, store, told, leave: store.subscribe(told) };
}

/** The same, told everything. */
async function ready(message: Wire = full()): Promise<Given> {
  const given = listening();
  await given.socket.last.answer(null);
  given.socket.last.event(message);
  given.told.mockClear();
  return given;
}

const pass = (time: number) => vi.advanceTimersByTimeAsync(time);
const statusOf = (store: Store, id = 'kitchen') => store.snapshot?.microphones.get(id)?.status;
const seen = vi.spyOn(document, 'visibilityState', 'get');

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  seen.mockReturnValue('visible');
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the store of a page', () => {
  it('is one for each connection', () => {
    const [socket, other] = [new Socket(), new Socket()];
    const store = storeOf({ connection: socket });
    expect(storeOf({ connection: socket, entities: {} })).toBe(store);
    expect(storeOf({ connection: other })).not.toBe(store);
  });

  it('subscribes to nothing before anyone listens', () => {
    const socket = new Socket();
    const store = storeOf({ connection: socket });
    expect([socket.subscriptions.length, socket.listeners]).toEqual([0, 0]);
    expect(store.connection).toBe('loading');
    expect(store.snapshot).toBeNull();
  });

  it('subscribes once, however many cards there are', () => {
    const { socket, store } = listening();
    for (let card = 0; card < 20; card += 1) {
      storeOf({ connection: socket }).subscribe(() => undefined);
    }
    expect(store).toBe(storeOf({ connection: socket }));
    expect(socket.subscriptions.map(({ message, options }) => [message, options])).toEqual([
      [{ type: 'earshot/subscribe' }, { resubscribe: false }],
    ]);
  });

  it('tells everyone of every change', async () => {
    const { socket, store, told } = listening();
    const other = vi.fn();
    store.subscribe(other);
    await socket.last.answer(null);
    socket.last.event(full());
    socket.last.event({ microphones: [wireMicrophone('kitchen', { status: 'muted' })] });
    expect(store.connection).toBe('ready');
    expect(statusOf(store)).toBe('muted');
    expect(told).toHaveBeenCalledTimes(2);
    expect(other).toHaveBeenCalledTimes(2);
  });

  it('takes a first message also before the subscription is confirmed', () => {
    const { socket, store } = listening();
    socket.last.event(full());
    expect(store.connection).toBe('ready');
  });

  it('tells a card nothing more when it has left, and the others on', async () => {
    const { socket, store } = await ready();
    const both = vi.fn();
    const leave = store.subscribe(both);
    store.subscribe(both);
    leave();
    leave();
    socket.last.event({ home: wireHome() });
    expect(both).toHaveBeenCalledTimes(1);
  });

  it('does not let one card’s fault be the others’', async () => {
    const { socket, store } = await ready();
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const fault = new Error('A card is broken');
    const leave = store.subscribe(() => {
      throw fault;
    });
    const other = vi.fn();
    store.subscribe(other);
    socket.last.event({ home: wireHome({ can_hear: 2 }) });
    expect(other).toHaveBeenCalledTimes(1);
    expect(complaint).toHaveBeenCalledWith(fault);
    leave();
    complaint.mockRestore();
  });
});

describe('what is told', () => {
  it('changes what was told before, and only that', async () => {
    const { socket, store } = await ready(full([wireMicrophone('kitchen'), wireMicrophone('bedroom')]));
    const before = store.snapshot;
    socket.last.event({
      microphones: [wireMicrophone('bedroom', { status: 'muted' })],
      home: wireHome({ can_hear: 0 }),
      rules: [wireRule('night', { active: true })],
    });
    expect(statusOf(store, 'bedroom')).toBe('muted');
    expect(store.snapshot?.microphones.get('kitchen')).toBe(before?.microphones.get('kitchen'));
    expect(store.snapshot?.home.canHear).toBe(0);
    expect(store.snapshot?.rules[0]?.active).toBe(true);
  });

  it('is told whole when microphones come and go', async () => {
    const { socket, store } = await ready();
    socket.last.event({ microphones: [wireMicrophone('bedroom')] });
    expect(store.snapshot?.order).toEqual(['kitchen']);
    socket.last.event(full([wireMicrophone('bedroom')]));
    expect(store.snapshot?.order).toEqual(['bedroom']);
    expect(store.snapshot?.microphones.has('kitchen')).toBe(false);
  });

  it('counts for nothing before everything was told', async () => {
    const { socket, store, told } = listening();
    await socket.last.answer(null);
    socket.last.event({ microphones: [wireMicrophone('kitchen', { status: 'muted' })] });
    expect(store.snapshot).toBeNull();
    expect(store.connection).toBe('loading');
    expect(told).not.toHaveBeenCalled();
  });

  it('is no picture without a home', async () => {
    const { socket, store, told } = await ready();
    socket.last.event({ ...full([]), home: 'sweet' });
    expect(store.snapshot?.order).toEqual(['kitchen']);
    expect(told).not.toHaveBeenCalled();
  });

  it('is heard without a fault whatever it is', async () => {
    const { socket, store } = await ready();
    fc.assert(
      fc.property(json, (value) => {
        socket.last.event(value);
        socket.last.event({ microphones: [value], rules: [value], home: value, activations: [value] });
        socket.last.event({ full: true, home: value, microphones: [value], rules: [value] });
        expect(['ready', 'forbidden', 'not_set_up']).toContain(store.connection);
        expect(store.snapshot?.order.length).toBe(store.snapshot?.microphones.size);
        socket.last.event(full());
      }),
      { numRuns: 200 },
    );
    expect(store.connection).toBe('ready');
  });
});

describe('how the page stands to Earshot', () => {
  it('is that there is nothing to hear for who may see none of the microphones that there are', async () => {
    const { socket, store, told } = await ready(full([], { home: wireHome({ may_hear: 3 }) }));
    expect(store.connection).toBe('forbidden');
    socket.last.event({ home: wireHome({ may_hear: 4 }) });
    expect(store.snapshot?.home.mayHear).toBe(4);
    expect(told).toHaveBeenCalledTimes(1);
    socket.last.event(full());
    expect(store.connection).toBe('ready');
  });

  it('is ready where there are no microphones at all', async () => {
    const { store } = await ready(full([], { home: wireHome({ may_hear: 0 }) }));
    expect(store.connection).toBe('ready');
  });

  it('is that nothing is set up where nothing is loaded', async () => {
    const { socket, store, told } = await ready();
    socket.last.event({ loaded: false });
    expect(store.connection).toBe('not_set_up');
    expect(told).toHaveBeenCalledTimes(1);
    socket.last.event({ microphones: [wireMicrophone('kitchen', { status: 'muted' })] });
    expect(statusOf(store)).toBe('armed');
    socket.last.event(full());
    expect(store.connection).toBe('ready');
  });

  it('is that it does not run where nothing is loaded of what the home has of it', async () => {
    const { socket, store } = listening(EARSHOT);
    await socket.last.answer(null);
    socket.last.event({ loaded: false });
    expect(store.connection).toBe('missing');
    storeOf({ connection: socket, entities: OTHERS });
    expect(store.connection).toBe('not_set_up');
    storeOf({ connection: socket });
    expect(store.connection).toBe('not_set_up');
    storeOf({ connection: socket, entities: EARSHOT });
    expect(store.connection).toBe('missing');
  });

  it.each<[unknown, Connection]>([
    [{ code: 'unknown_command', message: 'Unknown command.' }, 'missing'],
    [{ code: 'unauthorized' }, 'forbidden'],
    [{ code: 'home_assistant_error' }, 'loading'],
    [{ type: 'result', success: false, error: { code: 3, message: 'Connection lost' } }, 'loading'],
    [undefined, 'loading'],
  ])('after %j is %s', async (error, connection) => {
    const { socket, store, told } = listening();
    await socket.last.refuse(error ?? 3);
    expect(store.connection).toBe(connection);
    expect(told).toHaveBeenCalledTimes(connection === 'loading' ? 0 : 1);
  });
});

describe('a subscription that is refused', () => {
  const refuse = (socket: Socket) => socket.last.refuse({ code: 'unknown_command' });

  it('is tried again after 5, 10, 20 and 40 seconds, then each minute', async () => {
    const { socket, told } = listening();
    for (const wait of [5, 10, 20, 40, 60, 60, 60]) {
      const tried = socket.subscriptions.length;
      await refuse(socket);
      await pass(wait * SECOND - 1);
      expect(socket.subscriptions.length).toBe(tried);
      await pass(1);
      expect(socket.subscriptions.length).toBe(tried + 1);
    }
    // It stays what it is: nobody is told of every try.
    expect(told).toHaveBeenCalledTimes(1);
  });

  it('comes at last', async () => {
    const { socket, store } = listening();
    await refuse(socket);
    await pass(5 * SECOND);
    await socket.last.answer(null);
    socket.last.event(full());
    expect(store.connection).toBe('ready');
    await pass(HOUR);
    expect(socket.subscriptions).toHaveLength(2);
  });

  it('is not tried while the connection is lost, and at once, and soon again, when that returns', async () => {
    const { socket } = listening();
    await refuse(socket);
    await pass(5 * SECOND);
    await refuse(socket);
    socket.lose();
    await pass(HOUR);
    expect(socket.subscriptions).toHaveLength(2);
    socket.return();
    expect(socket.subscriptions).toHaveLength(3);
    await refuse(socket);
    await pass(5 * SECOND);
    expect(socket.subscriptions).toHaveLength(4);
  });

  it('is tried soon again after it was there', async () => {
    const { socket } = listening();
    for (let turn = 0; turn < 4; turn += 1) {
      await refuse(socket);
      await pass(MINUTE);
    }
    await socket.last.answer(null);
    socket.last.event(full());
    const tried = socket.subscriptions.length;
    socket.lose();
    socket.return();
    await refuse(socket);
    await pass(5 * SECOND);
    expect(socket.subscriptions.length).toBe(tried + 2);
  });

  it('says nothing of one that was asked for later', async () => {
    const { socket, store } = listening();
    socket.lose();
    socket.return();
    await socket.subscriptions[0]?.refuse({ code: 'unauthorized' });
    expect(store.connection).toBe('loading');
    await pass(HOUR);
    expect(socket.subscriptions).toHaveLength(2);
  });
});

describe('a connection that is lost', () => {
  it('leaves what was last known, and says that it is not so now', async () => {
    const { socket, store, told } = await ready();
    socket.lose();
    expect(store.connection).toBe('lost');
    expect(statusOf(store)).toBe('armed');
    expect(told).toHaveBeenCalledTimes(1);
    expect(socket.last.left).toBe(0);
  });

  it('is not ready before everything was told anew', async () => {
    const { socket, store } = await ready();
    socket.lose();
    socket.return();
    expect(store.connection).toBe('loading');
    await socket.last.answer(null);
    socket.last.event({ microphones: [wireMicrophone('kitchen', { status: 'muted' })] });
    expect([store.connection, statusOf(store)]).toEqual(['loading', 'armed']);
    socket.last.event(full([wireMicrophone('kitchen', { status: 'paused' })]));
    expect([store.connection, statusOf(store)]).toEqual(['ready', 'paused']);
    expect(socket.subscriptions).toHaveLength(2);
  });

  it('takes its subscription along: what that still says is not heard', async () => {
    const { socket, store } = await ready();
    const before = socket.last;
    socket.lose();
    before.event(full([wireMicrophone('kitchen', { status: 'muted' })]));
    expect([store.connection, statusOf(store)]).toEqual(['lost', 'armed']);
    socket.return();
    before.event(full([wireMicrophone('kitchen', { status: 'muted' })]));
    expect([store.connection, statusOf(store)]).toEqual(['loading', 'armed']);
  });

  it('is waited for where it is lost already', async () => {
    const socket = new Socket();
    socket.connected = false;
    const store = storeOf({ connection: socket });
    store.subscribe(() => undefined);
    expect(store.connection).toBe('lost');
    expect(socket.subscriptions).toHaveLength(0);
    socket.return();
    await socket.last.answer(null);
    socket.last.event(full());
    expect(store.connection).toBe('ready');
  });

  it('is subscribed to once, also where nobody said that it was lost', async () => {
    const { socket } = await ready();
    socket.return();
    expect(socket.subscriptions.map(({ left }) => left)).toEqual([1, 0]);
  });

  it('gives back a subscription that comes too late', async () => {
    const { socket, store } = listening();
    const [before] = socket.subscriptions;
    socket.return();
    await before?.answer(null);
    await socket.last.answer(null);
    expect(socket.subscriptions.map(({ left }) => left)).toEqual([1, 0]);
    before?.event(full());
    expect(store.connection).toBe('loading');
  });
});

describe('a page that nobody listens on', () => {
  it('is left after five seconds: a change of view takes every card away for an instant', async () => {
    const { socket, store, leave } = await ready();
    leave();
    await pass(LINGER - 1);
    const again = store.subscribe(() => undefined);
    await pass(HOUR);
    expect(socket.subscriptions.map(({ left }) => left)).toEqual([0]);
    expect(store.connection).toBe('ready');
    again();
    await pass(LINGER);
    expect(socket.last.left).toBe(1);
    expect(socket.listeners).toBe(0);
    expect(store.connection).toBe('loading');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is not left while one listens', async () => {
    const { socket, store, leave } = await ready();
    store.subscribe(() => undefined);
    leave();
    await pass(HOUR);
    expect(socket.last.left).toBe(0);
  });

  it('is subscribed to again by the next, who sees the last that was known until then', async () => {
    const { socket, store, leave } = await ready();
    leave();
    await pass(LINGER);
    socket.last.event(full([wireMicrophone('kitchen', { status: 'muted' })]));
    store.subscribe(() => undefined);
    expect(socket.subscriptions).toHaveLength(2);
    expect([store.connection, statusOf(store)]).toEqual(['loading', 'armed']);
    await socket.last.answer(null);
    socket.last.event(full([wireMicrophone('kitchen', { status: 'paused' })]));
    expect([store.connection, statusOf(store)]).toEqual(['ready', 'paused']);
  });

  it('is not tried again', async () => {
    const { socket, leave } = listening();
    await socket.last.refuse({ code: 'unknown_command' });
    await pass(4 * SECOND);
    leave();
    await pass(HOUR);
    // One try fell into the five seconds.
    expect(socket.subscriptions).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is tried soon again for the next, however long it was not there', async () => {
    const { socket, store, leave } = listening();
    for (let turn = 0; turn < 5; turn += 1) {
      await socket.last.refuse({ code: 'unknown_command' });
      await pass(MINUTE);
    }
    leave();
    await pass(LINGER);
    store.subscribe(() => undefined);
    const tried = socket.subscriptions.length;
    await socket.last.refuse({ code: 'unknown_command' });
    await pass(5 * SECOND);
    expect(socket.subscriptions.length).toBe(tried + 1);
  });

  it('leaves without a fault where its subscription went with the connection', async () => {
    const { socket, leave } = await ready();
    socket.connected = false;
    leave();
    await pass(LINGER);
    expect(socket.last.left).toBe(1);
  });
});

describe('what has just ended', () => {
  it('is heard by who wants to hear it', async () => {
    const { socket, store, told } = await ready();
    const heard = vi.fn<(marks: readonly Mark[]) => void>();
    const stop = store.hear(heard);
    socket.last.event({ activations: [wireMark('kitchen', NOW)] });
    socket.last.event({ home: wireHome() });
    expect(heard).toHaveBeenCalledTimes(1);
    expect(heard.mock.calls[0]?.[0]).toMatchObject([{ microphoneId: 'kitchen', start: NOW }]);
    expect(told).toHaveBeenCalledTimes(2);
    stop();
    socket.last.event({ activations: [wireMark('kitchen', NOW)] });
    expect(heard).toHaveBeenCalledTimes(1);
  });
});

describe('the timeline of the cards', () => {
  const ANSWER = wireTimeline({ kitchen: { spans: [[NOW - HOUR, NOW, 'armed']] } });
  const spans = (store: Store) => store.timeline(24).timeline?.microphones.get('kitchen')?.spans ?? [];

  async function loaded() {
    const given = await ready();
    given.store.timeline(24);
    await given.socket.question.answer(ANSWER);
    given.told.mockClear();
    return given;
  }

  it('is loaded once for all of them, when the first asks, and they are told', async () => {
    const { socket, store, told } = await ready();
    expect(socket.asked).toHaveLength(0);
    expect(store.timeline(24)).toEqual({ timeline: null, refused: null });
    store.timeline(24);
    expect(socket.asked).toHaveLength(1);
    await socket.question.answer(ANSWER);
    expect(told).toHaveBeenCalledTimes(1);
    expect(spans(store)).toEqual([{ start: NOW - HOUR, end: Infinity, status: 'armed' }]);
    expect(socket.asked).toHaveLength(1);
  });

  it('is one for a day and one for a week', async () => {
    const { socket, store } = await loaded();
    expect(store.timeline(168).timeline).toBeNull();
    expect(socket.question.message).toMatchObject({ start: new Date(NOW - 168 * HOUR).toISOString() });
    expect(store.timeline(24).timeline).not.toBeNull();
  });

  it.each<[Connection, (given: Given) => void]>([
    [
      'loading',
      ({ socket }) => {
        socket.return();
      },
    ],
    [
      'lost',
      ({ socket }) => {
        socket.lose();
      },
    ],
    [
      'not_set_up',
      ({ socket }) => {
        socket.last.event({ loaded: false });
      },
    ],
    [
      'forbidden',
      ({ socket }) => {
        socket.last.event(full([], { home: wireHome({ may_hear: 1 }) }));
      },
    ],
  ])('is not loaded while the page is %s', async (connection, become) => {
    const given = await ready();
    become(given);
    expect(given.store.connection).toBe(connection);
    expect(given.store.timeline(24)).toEqual({ timeline: null, refused: null });
    expect(given.socket.asked).toHaveLength(0);
  });

  it('is not loaded for a page that is hidden, and its cards look again when it is seen', async () => {
    const { socket, store, told } = await loaded();
    seen.mockReturnValue('hidden');
    vi.setSystemTime(NOW + HOUR);
    expect(spans(store)).toHaveLength(1);
    document.dispatchEvent(new Event('visibilitychange'));
    expect([socket.asked.length, told.mock.calls.length]).toEqual([1, 0]);
    seen.mockReturnValue('visible');
    document.dispatchEvent(new Event('visibilitychange'));
    expect(told).toHaveBeenCalledTimes(1);
    store.timeline(24);
    expect(socket.asked).toHaveLength(2);
  });

  it('goes on with what is told', async () => {
    const { socket, store } = await loaded();
    vi.setSystemTime(NOW + MINUTE);
    socket.last.event({
      microphones: [wireMicrophone('kitchen', { status: 'muted', since: iso(NOW + SECOND) })],
      activations: [wireMark('kitchen', NOW)],
    });
    expect(spans(store).map(({ end, status }) => [end, status])).toEqual([
      [NOW + SECOND, 'armed'],
      [Infinity, 'muted'],
    ]);
    expect(store.timeline(24).timeline?.microphones.get('kitchen')?.marks).toHaveLength(1);
  });

  it.each<[string, (socket: Socket) => void]>([
    [
      'the connection is lost',
      (socket) => {
        socket.lose();
      },
    ],
    [
      'Earshot is not loaded any more',
      (socket) => {
        socket.last.event({ loaded: false });
      },
    ],
  ])('goes on no further where %s', async (_why, happen) => {
    const { socket, store } = await loaded();
    vi.setSystemTime(NOW + MINUTE);
    happen(socket);
    expect(spans(store)).toEqual([{ start: NOW - HOUR, end: NOW + MINUTE, status: 'armed' }]);
  });

  it('is loaded anew after a loss, and shows until then what it knows and what is now', async () => {
    const { socket, store } = await loaded();
    vi.setSystemTime(NOW + MINUTE);
    socket.lose();
    socket.return();
    await socket.last.answer(null);
    vi.setSystemTime(NOW + 3 * MINUTE);
    socket.last.event(full([wireMicrophone('kitchen', { status: 'muted', since: iso(NOW + 2 * MINUTE) })]));
    expect(spans(store)).toEqual([
      { start: NOW - HOUR, end: NOW + MINUTE, status: 'armed' },
      { start: NOW + 2 * MINUTE, end: Infinity, status: 'muted' },
    ]);
    expect(socket.asked).toHaveLength(2);
  });

  it('is loaded anew with every whole picture', async () => {
    const { socket, store } = await loaded();
    socket.last.event(full([wireMicrophone('kitchen'), wireMicrophone('bedroom')]));
    store.timeline(24);
    expect(socket.asked).toHaveLength(2);
    expect(store.timeline(24).timeline?.microphones.has('bedroom')).toBe(true);
  });

  it('is forgotten with the subscription', async () => {
    const { socket, store, leave, told } = await loaded();
    store.timeline(168);
    leave();
    await pass(LINGER);
    expect(store.timeline(24).timeline).toBeNull();
    await socket.question.answer(ANSWER);
    expect(told).not.toHaveBeenCalled();
  });

  const soon = { at: iso(NOW + HOUR), decision: 'muted', reasons: [{ kind: 'rule', id: 'night' }] };
  it.each<[boolean, Wire]>([
    [false, { microphones: [wireMicrophone('kitchen', { status: 'listening' })] }],
    [false, { microphones: [wireMicrophone('bedroom', { decision: 'muted' })] }],
    [false, { home: wireHome({ can_hear: 4 }) }],
    [false, { activations: [wireMark('kitchen', NOW)] }],
    [true, { rules: [wireRule('night', { enabled: false })] }],
    [true, { microphones: [wireMicrophone('kitchen', { decision: 'muted' })] }],
    [true, { microphones: [wireMicrophone('kitchen', { reasons: [{ kind: 'person' }] })] }],
    [true, { microphones: [wireMicrophone('kitchen', { override_until: iso(NOW + HOUR) })] }],
    [true, { microphones: [wireMicrophone('kitchen', { upcoming: soon })] }],
  ])('is asked for what comes (%s) after %j', async (asked, message) => {
    const { socket, store } = await loaded();
    socket.last.event(message);
    store.timeline(24);
    expect(socket.asked.length).toBe(asked ? 2 : 1);
    expect(socket.question.message.start).toBe(new Date(asked ? NOW : NOW - 24 * HOUR).toISOString());
  });
});

describe('whatever happens', () => {
  const steps = fc.array(
    fc.constantFrom(
      'join',
      'leave',
      'lose',
      'return',
      'answer',
      'refuse',
      'whole',
      'change',
      'unload',
      'second',
      'minute',
    ),
    { maxLength: 40 },
  );

  it('there is one subscription at most, none where nobody listens, and only what it tells is so now', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const socket = new Socket();
        const store = storeOf({ connection: socket });
        const leaves: (() => void)[] = [];
        const gone = new Set<unknown>();
        const open = new Set<unknown>();
        let told = false;
        for (const step of all) {
          const last = socket.subscriptions.at(-1);
          if (step === 'join') {
            leaves.push(store.subscribe(() => undefined));
          } else if (step === 'leave') {
            leaves.pop()?.();
          } else if (step === 'lose' && socket.connected) {
            socket.subscriptions.forEach((each) => gone.add(each));
            socket.lose();
          } else if (step === 'return' && !socket.connected) {
            socket.return();
          } else if (step === 'second' || step === 'minute') {
            await pass(step === 'second' ? SECOND : MINUTE);
          } else if (last !== undefined && !gone.has(last)) {
            if (step === 'answer') {
              open.add(last);
              await last.answer(null);
            } else if (step === 'refuse' && !open.has(last)) {
              gone.add(last);
              await last.refuse({ code: 'unknown_command' });
            } else if (last.left === 0 && open.has(last) && step !== 'refuse') {
              const messages: Partial<Record<string, Wire>> = { whole: full(), unload: { loaded: false } };
              last.event(messages[step] ?? { home: wireHome() });
            }
          }
          await settle();
          const live = socket.subscriptions.filter((each) => open.has(each) && !gone.has(each) && each.left === 0);
          expect(live.length).toBeLessThanOrEqual(1);
          told = step === 'whole' ? live.length === 1 : told && live.length === 1 && step !== 'unload';
          expect(store.connection === 'ready').toBe(told);
          expect(store.connection === 'lost').toBe(!socket.connected && socket.listeners > 0);
        }
        for (const leave of leaves) {
          leave();
        }
        await pass(HOUR);
        expect(socket.subscriptions.filter((each) => open.has(each) && !gone.has(each) && each.left === 0)).toEqual([]);
        expect([socket.listeners, vi.getTimerCount()]).toEqual([0, 0]);
      }),
      { numRuns: 100 },
    );
  });
});
