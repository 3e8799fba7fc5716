/** The little of Home Assistant's frontend that the cards touch: types only. */

export type Unsubscribe = () => Promise<void> | void;

export interface HassConnection {
  readonly connected: boolean;
  subscribeMessage(
    callback: (message: unknown) => void,
    message: { type: string; [key: string]: unknown },
    options?: { resubscribe?: boolean },
  ): Promise<Unsubscribe>;
  sendMessagePromise<T>(message: { type: string; [key: string]: unknown }): Promise<T>;
  addEventListener(event: 'ready' | 'disconnected', listener: () => void): void;
  removeEventListener(event: 'ready' | 'disconnected', listener: () => void): void;
}

export interface HassLocale {
  language: string;
  number_format?: string;
  time_format?: 'language' | 'system' | '12' | '24';
  time_zone?: 'local' | 'server';
  first_weekday?: string;
}

export interface HassEntity {
  entity_id: string;
  state: string;
  attributes: Readonly<Record<string, unknown>>;
}

export interface HassRegistryEntry {
  entity_id: string;
  platform?: string;
  translation_key?: string;
  device_id?: string;
}

export interface ServiceTarget {
  entity_id?: string | string[];
}

export interface ServiceResponse<T = unknown> {
  response?: T;
}

export interface HomeAssistant {
  connection: HassConnection;
  connected: boolean;
  states: Readonly<Record<string, HassEntity | undefined>>;
  entities?: Readonly<Record<string, HassRegistryEntry | undefined>>;
  user?: { id: string; is_admin: boolean };
  language: string;
  locale: HassLocale;
  config: { time_zone: string };
  themes?: { darkMode?: boolean };
  localize?: (key: string, values?: Record<string, unknown>) => string;
  callService<T = unknown>(
    domain: string,
    service: string,
    data?: Record<string, unknown>,
    target?: ServiceTarget,
    notifyOnError?: boolean,
    returnResponse?: boolean,
  ): Promise<ServiceResponse<T>>;
  callWS<T>(message: { type: string; [key: string]: unknown }): Promise<T>;
}
