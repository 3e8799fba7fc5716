import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { Connection } from '../../src/api/types';
import { viewerOf, type Known } from '../../src/strategy/viewer';

function store(connection: Connection, log: { kept: boolean; readable: boolean } | null = null) {
  const listeners = new Set<() => void>();
  const made = {
    connection,
    snapshot: log === null ? null : { home: { log } },
    listeners,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    become(next: Connection) {
      made.connection = next;
      for (const each of [...listeners]) {
        each();
      }
    },
  };
  return made as typeof made & Known;
}

const ADMIN = { user: { is_admin: true }, panelUrl: 'privacy' };

describe('who looks at the dashboard', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is known at once where the store is', async () => {
    const given = store('ready', { kept: true, readable: true });
    await expect(viewerOf(ADMIN, given)).resolves.toEqual({ admin: true, log: true, base: '/privacy' });
    expect(given.listeners.size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([
    [true, true, true],
    [true, false, false],
    [false, true, false],
  ])('may read a log that is kept (%s) and readable (%s): %s', async (kept, readable, log) => {
    await expect(viewerOf(ADMIN, store('ready', { kept, readable }))).resolves.toMatchObject({ log });
  });

  it('is waited for while the store loads', async () => {
    const given = store('loading', { kept: true, readable: false });
    const done = vi.fn();
    const viewer = viewerOf(ADMIN, given).then(done);
    given.become('loading');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(done).not.toHaveBeenCalled();
    given.become('ready');
    await viewer;
    expect(done).toHaveBeenCalledWith({ admin: true, log: false, base: '/privacy' });
    expect(given.listeners.size).toBe(0);
  });

  it('is not waited for longer than two seconds', async () => {
    const given = store('loading');
    const viewer = viewerOf(ADMIN, given);
    await vi.advanceTimersByTimeAsync(2_000);
    await expect(viewer).resolves.toEqual({ admin: true, log: true, base: '/privacy' });
    expect(given.listeners.size).toBe(0);
  });

  it('is no administrator where that is not said', async () => {
    await expect(viewerOf({}, store('missing'))).resolves.toEqual({ admin: false, log: true, base: '/lovelace' });
    await expect(viewerOf({ user: { is_admin: false } }, store('missing'))).resolves.toMatchObject({ admin: false });
  });
});
