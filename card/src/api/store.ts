import { codeOf } from './errors';
import { History, type Hours, type Past } from './history';
import type { HassConnection, HomeAssistant, Unsubscribe } from './hass';
import { changed, parseMessage, pictured, type Message } from './parse';
import type { Connection, Mark, Microphone, Snapshot } from './types';

export type { Hours, Past } from './history';

type Home = Pick<HomeAssistant, 'connection' | 'entities'>;

/** A change of view takes every card away for an instant. */
const LINGER = 5_000;
const FIRST_RETRY = 5_000;
const LAST_RETRY = 60_000;
const NOTHING: Past = { timeline: null, refused: null };

const stores = new WeakMap<HassConnection, Store>();

/** Return the one store of a page's connection. */
export function storeOf(hass: Home): Store {
  let store = stores.get(hass.connection);
  if (store === undefined) {
    store = new Store(hass);
    stores.set(hass.connection, store);
  }
  store.take(hass);
  return store;
}

/** What Earshot says, kept up to date while anyone listens: one subscription, however many cards. */
export class Store {
  /** `not_set_up`: Earshot is there, and nothing of it is loaded. */
  #connection: Connection = 'loading';
  #snapshot: Snapshot | null = null;
  readonly #socket: HassConnection;
  #entities: HomeAssistant['entities'];
  readonly #listeners = new Set<() => void>();
  readonly #hearers = new Set<(marks: readonly Mark[]) => void>();
  readonly #histories = new Map<Hours, History>();
  #unsubscribe: Unsubscribe | null = null;
  /** Counts subscriptions: what an abandoned one still says is not heard. */
  #turn = 0;
  #active = false;
  #wait = FIRST_RETRY;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #leave: ReturnType<typeof setTimeout> | undefined;

  constructor({ connection, entities }: Home) {
    this.#socket = connection;
    this.#entities = entities;
  }

  /** Know the home's entities: what is not loaded is set up where it has any. */
  take({ entities }: Pick<Home, 'entities'>): void {
    this.#entities = entities;
  }

  get connection(): Connection {
    return this.#connection === 'not_set_up' && isSetUp(this.#entities) ? 'missing' : this.#connection;
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
    const heard = (marks: readonly Mark[]) => {
      listener(marks);
    };
    this.#hearers.add(heard);
    return () => {
      this.#hearers.delete(heard);
    };
  }

  /** The timeline of a span, shared by all cards; it is loaded when it is asked for first and when it is stale. */
  timeline(hours: Hours): Past {
    const snapshot = this.#snapshot;
    if (this.#connection === 'ready' && snapshot !== null && document.visibilityState === 'visible') {
      let history = this.#histories.get(hours);
      if (history === undefined) {
        history = new History(hours, this.#socket, () => {
          this.#tell();
        });
        this.#histories.set(hours, history);
      }
      history.look(snapshot, Date.now());
    }
    return this.#histories.get(hours)?.past ?? NOTHING;
  }

  #start(): void {
    this.#active = true;
    this.#socket.addEventListener('ready', this.#ready);
    this.#socket.addEventListener('disconnected', this.#lost);
    document.addEventListener('visibilitychange', this.#seen);
    if (this.#socket.connected) {
      this.#connection = 'loading';
      void this.#open();
    } else {
      // Asked for now, a subscription would not come before the connection was lost once more.
      this.#connection = 'lost';
    }
  }

  #stop(): void {
    this.#active = false;
    this.#socket.removeEventListener('ready', this.#ready);
    this.#socket.removeEventListener('disconnected', this.#lost);
    document.removeEventListener('visibilitychange', this.#seen);
    this.#close();
    this.#histories.clear();
    this.#connection = 'loading';
    this.#wait = FIRST_RETRY;
  }

  /**
   * Subscribe anew instead of having the connection do so: it would not try again where Earshot is not there yet, as it is while
   * Home Assistant starts. The first message is the whole picture in any case.
   */
  readonly #ready = (): void => {
    this.#wait = FIRST_RETRY;
    this.#become('loading');
    void this.#open();
  };

  readonly #lost = (): void => {
    // The subscription went with the connection.
    this.#unsubscribe = null;
    this.#close();
    this.#become('lost');
  };

  /** Timers sleep while a page is hidden. */
  readonly #seen = (): void => {
    if (document.visibilityState === 'visible') {
      this.#tell();
    }
  };

  async #open(): Promise<void> {
    this.#close();
    const turn = this.#turn;
    try {
      const unsubscribe = await this.#socket.subscribeMessage(
        (message) => {
          if (turn === this.#turn) {
            this.#hear(parseMessage(message));
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

  /** Listen to nothing more. */
  #close(): void {
    this.#turn += 1;
    clearTimeout(this.#retry);
    if (this.#unsubscribe !== null) {
      abandon(this.#unsubscribe);
      this.#unsubscribe = null;
    }
    this.#doubt();
  }

  /** What was told may not be so any more. */
  #doubt(): void {
    for (const history of this.#histories.values()) {
      history.close(Date.now());
    }
  }

  #hear(told: Message): void {
    if (told.loaded === false) {
      this.#doubt();
      this.#become('not_set_up');
    } else if (told.full) {
      this.#begin(told);
    } else if (this.#snapshot !== null && (this.#connection === 'ready' || this.#connection === 'forbidden')) {
      this.#go(told, this.#snapshot);
    }
  }

  #begin(told: Message): void {
    const snapshot = pictured(told);
    if (snapshot === null) {
      return;
    }
    this.#snapshot = snapshot;
    // Who sees none of the microphones that there are has no right to.
    this.#connection = snapshot.order.length === 0 && snapshot.home.mayHear > 0 ? 'forbidden' : 'ready';
    for (const history of this.#histories.values()) {
      history.renew();
      history.turn([...snapshot.microphones.values()], Date.now());
    }
    this.#tell();
  }

  #go(told: Message, before: Snapshot): void {
    const after = changed(before, told);
    this.#snapshot = after;
    const microphones = told.microphones.flatMap(({ id }) => after.microphones.get(id) ?? []);
    const doubtful =
      told.rules.length > 0 || microphones.some((each) => isPlannedAnew(before.microphones.get(each.id), each));
    for (const history of this.#histories.values()) {
      history.turn(microphones, Date.now());
      history.add(told.activations);
      if (doubtful) {
        history.doubt();
      }
    }
    this.#tell();
    if (told.activations.length > 0) {
      call(this.#hearers, told.activations);
    }
  }

  /** An error that says nothing of Earshot is tried again; of the connection, the connection tells. */
  #refused(code: string): void {
    if (code === 'unknown_command') {
      this.#become('missing');
    } else if (code === 'unauthorized') {
      this.#become('forbidden');
    }
    this.#retry = setTimeout(() => {
      void this.#open();
    }, this.#wait);
    this.#wait = Math.min(this.#wait * 2, LAST_RETRY);
  }

  #become(connection: Connection): void {
    if (this.#connection !== connection) {
      this.#connection = connection;
      this.#tell();
    }
  }

  #tell(): void {
    call(this.#listeners, undefined);
  }
}

/** Whether anything is to come for a microphone that was not to come before, or is not any more. */
function isPlannedAnew(was: Microphone | undefined, is: Microphone): boolean {
  const plan = (each: Microphone | undefined) =>
    JSON.stringify([each?.decision, each?.reasons, each?.overrideUntil, each?.upcoming]);
  return plan(was) !== plan(is);
}

function isSetUp(entities: HomeAssistant['entities']): boolean {
  return Object.values(entities ?? {}).some((each) => each?.platform === 'earshot');
}

function call<T>(listeners: Iterable<(what: T) => void>, what: T): void {
  for (const listener of [...listeners]) {
    try {
      listener(what);
    } catch (error) {
      // One card's fault is not the others'.
      console.error(error);
    }
  }
}

function abandon(unsubscribe: Unsubscribe): void {
  // It may be gone already, with its connection.
  Promise.resolve(unsubscribe()).catch(() => undefined);
}
