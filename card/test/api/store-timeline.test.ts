// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';

import type { Store } from '../../src/api/store';
import type { Connection } from '../../src/api/types';
import { type Given, LINGER, pass, ready, seen, stageTime } from './listening';
import {
  full,
  HOUR,
  iso,
  MINUTE,
  NOW,
  SECOND,
  Socket,
  wireHome,
  wireMark,
  wireMicrophone,
  wireRule,
  wireTimeline,
  type Wire,
} from './making';

stageTime();

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
