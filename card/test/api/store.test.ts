// @vitest-environment happy-dom
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';

import { storeOf } from '../../src/api/store';
import type { Connection, Mark } from '../../src/api/types';
import { EARSHOT, listening, OTHERS, ready, stageTime, statusOf } from './listening';
import { full, json, NOW, Socket, wireHome, wireMark, wireMicrophone, wireRule } from './making';

stageTime();

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
