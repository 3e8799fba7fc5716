import type { HassConnection, HomeAssistant } from '../src/api/hass';

type Json = Record<string, unknown>;

/** What Earshot would say: events of `earshot/subscribe` in their order, and answers by the type of a command. */
export interface Scene {
  /** An error's code in place of the first event. */
  readonly error?: string;
  readonly events: readonly Json[];
  readonly answers?: Readonly<Record<string, (message: Json) => unknown>>;
}

export interface FakeHass extends HomeAssistant {
  /** What the cards have called, in their order. */
  readonly calls: Json[];
  /** Say one more event to every subscription. */
  say(event: Json): void;
  /** Lose the connection, or get it back. */
  connect(connected: boolean): void;
}

/** Make a `hass` that speaks of a scene. */
export function fakeHass(scene: Scene, { language = 'en', timeFormat = '24', admin = true } = {}): FakeHass {
  const subscribers = new Set<(message: unknown) => void>();
  const listeners = { ready: new Set<() => void>(), disconnected: new Set<() => void>() };
  const calls: Json[] = [];
  const answer = async (message: Json): Promise<unknown> => {
    await Promise.resolve();
    const make = scene.answers?.[String(message.type)];
    if (make === undefined) {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- as Home Assistant's own connection does
      throw { code: 'unknown_command', message: 'Unknown command.' };
    }
    return make(message);
  };
  const connection: HassConnection & { connected: boolean } = {
    connected: true,
    async subscribeMessage(callback) {
      await Promise.resolve();
      if (scene.error !== undefined) {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- as Home Assistant's own connection does
        throw { code: scene.error, message: scene.error };
      }
      subscribers.add(callback);
      for (const event of scene.events) {
        callback(event);
      }
      return () => {
        subscribers.delete(callback);
      };
    },
    sendMessagePromise: <T>(message: Json) => answer(message) as Promise<T>,
    addEventListener: (event, listener) => {
      listeners[event].add(listener);
    },
    removeEventListener: (event, listener) => {
      listeners[event].delete(listener);
    },
  };
  return {
    connection,
    connected: true,
    states: {},
    entities: {},
    user: { id: 'user', is_admin: admin },
    language,
    locale: { language, time_format: timeFormat as '24', time_zone: 'server' },
    config: { time_zone: 'Europe/Berlin' },
    calls,
    callService: (async (domain, service, data, target) => {
      calls.push({ domain, service, data, target });
      await Promise.resolve();
      return { response: scene.answers?.[`${domain}.${service}`]?.(data ?? {}) };
    }) as HomeAssistant['callService'],
    callWS: <T>(message: Json) => {
      calls.push(message);
      return answer(message) as Promise<T>;
    },
    say(event) {
      for (const each of [...subscribers]) {
        each(event);
      }
    },
    connect(connected) {
      connection.connected = connected;
      if (!connected) {
        subscribers.clear();
      }
      for (const each of [...listeners[connected ? 'ready' : 'disconnected']]) {
        each();
      }
    },
  };
}
