import { extended } from './extend';
import type { HassConnection, HomeAssistant, Unsubscribe } from './hass';
import { applyMessage, parseMessage, parseTimeline } from './parse';
import type { Connection, Mark, Snapshot, Timeline } from './types';

export type Hours = 24 | 168;
/** A timeline, or why there is none. `null` and no reason: it is being loaded. */
export interface Past {
  readonly timeline: Timeline | null;
  readonly refused: 'no_right' | 'failed' | null;
}

const HOUR = 3_600_000;
/** A change of view takes every card away for an instant. */
const LINGER = 5_000;
const FIRST_RETRY = 5_000;
const LAST_RETRY = 300_000;
/** What is coming and what was corrected is looked at again this often. */
const STALE = 300_000;
const AHEAD: Readonly<Record<Hours, number>> = { 24: 8 * HOUR, 168: 24 * HOUR };
const NOTHING: Past = { timeline: null, refused: null };

interface Loaded extends Past {
  readonly at: number;
  readonly loading: boolean;
}

const stores = new WeakMap<HassConnection, Store>();

/** Return the one store of a page's connection. */
export function storeOf({ connection }: Pick<HomeAssistant, 'connection'>): Store {
  let store = stores.get(connection);
  if (store === undefined) {
    store = new Store(connection);
    stores.set(connection, store);
  }
  return store;
}

/** What Earshot says, kept up to date while anyone listens: one subscription, however many cards. */
export class Store {
  #connection: Connection = 'loading';
  #snapshot: Snapshot | null = null;
  readonly #listeners = new Set<() => void>();
  readonly #hearers = new Set<(marks: readonly Mark[]) => void>();
  readonly #pasts = new Map<Hours, Loaded>();
  #unsubscribe: Unsubscribe | null = null;
  /** Counts subscriptions: what an abandoned one still says is not heard. */
  #turn = 0;
  #active = false;
  #wait = FIRST_RETRY;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #leave: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly socket: HassConnection) {}

  get connection(): Connection {
    return this.#connection;
  }

  /** The last that was known, also when the connection is lost. */
  get snapshot(): Snapshot | null {
    return this.#snapshot;
  }

  /** Call a listener after every change; return what ends that. */
  subscribe(listener: () => void): () => void {
    // Each subscription its own, also of the same function.
    const told = () => {
      listener();
    };
    this.#listeners.add(told);
    clearTimeout(this.#leave);
    if (!this.#active) {
      this.#start();
    }
    return () => {
      if (this.#listeners.delete(told) && this.#listeners.size === 0) {
        this.#leave = setTimeout(() => {
          this.#stop();
        }, LINGER);
      }
    };
  }

  /** Call a listener with the marks of what has just ended, while the store is subscribed to; return what ends that. */
  hear(listener: (marks: readonly Mark[]) => void): () => void {
    this.#hearers.add(listener);
    return () => {
      this.#hearers.delete(listener);
    };
  }

  /** The timeline of a span, shared by all cards; it is loaded when it is asked for first and when it is stale. */
  timeline(hours: Hours): Past {
    const past = this.#pasts.get(hours);
    if (this.#connection === 'ready' && past?.loading !== true && Date.now() - (past?.at ?? 0) >= STALE) {
      void this.#load(hours);
    }
    return past ?? NOTHING;
  }

  #start(): void {
    this.#active = true;
    this.socket.addEventListener('ready', this.#ready);
    this.socket.addEventListener('disconnected', this.#lost);
    document.addEventListener('visibilitychange', this.#seen);
    this.#connection = 'loading';
    void this.#open();
  }

  #stop(): void {
    this.#active = false;
    this.socket.removeEventListener('ready', this.#ready);
    this.socket.removeEventListener('disconnected', this.#lost);
    document.removeEventListener('visibilitychange', this.#seen);
    clearTimeout(this.#retry);
    this.#close();
    this.#pasts.clear();
  }

  readonly #ready = (): void => {
    this.#wait = FIRST_RETRY;
    this.#pasts.clear();
    void this.#open();
  };

  readonly #lost = (): void => {
    clearTimeout(this.#retry);
    // The subscription went with the connection.
    this.#unsubscribe = null;
    this.#turn += 1;
    this.#become('lost');
  };

  /** Timers sleep while a page is hidden. */
  readonly #seen = (): void => {
    if (document.visibilityState === 'visible') {
      this.#tell();
    }
  };

  async #open(): Promise<void> {
    clearTimeout(this.#retry);
    this.#close();
    const turn = this.#turn;
    try {
      const unsubscribe = await this.socket.subscribeMessage(
        (message) => {
          if (turn === this.#turn) {
            this.#hear(message);
          }
        },
        { type: 'earshot/subscribe' },
        { resubscribe: false },
      );
      if (turn === this.#turn) {
        this.#unsubscribe = unsubscribe;
      } else {
        abandon(unsubscribe);
      }
    } catch (error) {
      if (turn === this.#turn) {
        this.#refused(codeOf(error));
      }
    }
  }

  #close(): void {
    this.#turn += 1;
    if (this.#unsubscribe !== null) {
      abandon(this.#unsubscribe);
      this.#unsubscribe = null;
    }
  }

  #hear(message: unknown): void {
    const told = parseMessage(message);
    if (told.loaded === false) {
      this.#become('not_set_up');
      return;
    }
    const before = this.#snapshot;
    const after = applyMessage(before, told);
    if (after === null) {
      return;
    }
    this.#snapshot = after;
    if (told.full) {
      this.#wait = FIRST_RETRY;
      this.#connection = 'ready';
      this.#pasts.clear();
    } else if (before !== null) {
      for (const [hours, past] of this.#pasts) {
        if (past.timeline !== null) {
          this.#pasts.set(hours, {
            ...past,
            timeline: extended(past.timeline, before, after, told.activations, Date.now()),
          });
        }
      }
    }
    this.#tell();
    if (told.activations.length > 0) {
      for (const listener of [...this.#hearers]) {
        listener(told.activations);
      }
    }
  }

  #refused(code: string): void {
    const why: Connection =
      code === 'unknown_command'
        ? 'missing'
        : code === 'unauthorized'
          ? 'forbidden'
          : code === 'not_loaded'
            ? 'not_set_up'
            : 'lost';
    this.#become(why);
    this.#retry = setTimeout(() => {
      void this.#open();
    }, this.#wait);
    this.#wait = Math.min(this.#wait * 2, LAST_RETRY);
  }

  async #load(hours: Hours): Promise<void> {
    const kept = this.#pasts.get(hours) ?? NOTHING;
    const now = Date.now();
    const asked: Loaded = { ...kept, at: now, loading: true };
    this.#pasts.set(hours, asked);
    const [turn, before] = [this.#turn, this.#snapshot];
    let past: Past;
    try {
      const answer = await this.socket.sendMessagePromise<unknown>({
        type: 'earshot/timeline',
        start: new Date(now - hours * HOUR).toISOString(),
        end: new Date(now + AHEAD[hours]).toISOString(),
        marks: true,
      });
      past = { timeline: parseTimeline(answer), refused: null };
    } catch (error) {
      past = { timeline: null, refused: codeOf(error) === 'unauthorized' ? 'no_right' : 'failed' };
    }
    if (turn !== this.#turn || !this.#pasts.has(hours)) {
      return;
    }
    const after = this.#snapshot;
    // What changed while the answer was on its way.
    const timeline =
      past.timeline !== null && before !== null && after !== null
        ? extended(past.timeline, before, after, [], Date.now())
        : past.timeline;
    this.#pasts.set(hours, { ...past, timeline, at: now, loading: false });
    this.#tell();
  }

  #become(connection: Connection): void {
    if (this.#connection !== connection) {
      this.#connection = connection;
      this.#tell();
    }
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener();
      } catch (error) {
        // One card's fault is not the others'.
        console.error(error);
      }
    }
  }
}

function abandon(unsubscribe: Unsubscribe): void {
  // It may be gone already, with its connection.
  Promise.resolve(unsubscribe()).catch(() => undefined);
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
