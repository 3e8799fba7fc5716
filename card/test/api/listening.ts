import { afterEach, beforeEach, vi } from 'vitest';

import { storeOf, type Store } from '../../src/api/store';
import { full, NOW, SECOND, Socket, type Wire } from './making';

export const LINGER = 5 * SECOND;
export const EARSHOT = { 'sensor.kitchen': { entity_id: 'sensor.kitchen', platform: 'earshot' } };
export const OTHERS = { 'light.kitchen': { entity_id: 'light.kitchen', platform: 'hue' }, 'light.gone': undefined };

export interface Given {
  readonly socket: Socket;
  readonly store: Store;
  readonly told: ReturnType<typeof vi.fn<() => void>>;
  readonly leave: () => void;
}

/** A store that somebody listens to, and that is subscribed. */
export function listening(entities: Parameters<typeof storeOf>[0]['entities'] = OTHERS): Given {
  const socket = new Socket();
  const store = storeOf({ connection: socket, entities });
  const told = vi.fn<() => void>();
  return { socket, store, told, leave: store.subscribe(told) };
}

/** The same, told everything. */
export async function ready(message: Wire = full()): Promise<Given> {
  const given = listening();
  await given.socket.last.answer(null);
  given.socket.last.event(message);
  given.told.mockClear();
  return given;
}

export const pass = (time: number) => vi.advanceTimersByTimeAsync(time);
export const statusOf = (store: Store, id = 'kitchen') => store.snapshot?.microphones.get(id)?.status;
export const seen = vi.spyOn(document, 'visibilityState', 'get');

/** Have each test of a file at one moment, on a page that is seen. */
export function stageTime(): void {
  beforeEach(() => {
    vi.useFakeTimers({ now: NOW });
    seen.mockReturnValue('visible');
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}
