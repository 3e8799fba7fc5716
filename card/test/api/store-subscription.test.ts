// @vitest-environment happy-dom
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';

import { storeOf } from '../../src/api/store';
import { LINGER, listening, pass, ready, stageTime, statusOf } from './listening';
import { full, HOUR, MINUTE, SECOND, settle, Socket, wireHome, wireMicrophone, type Wire } from './making';

stageTime();

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
