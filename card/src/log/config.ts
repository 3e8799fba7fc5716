import { parseConfig } from '../model/config';

/** What a dashboard says of the log card, with all that it leaves out. */
export interface LogConfig {
  /** Ids or entity ids; `null`: all. */
  readonly microphones: readonly string[] | null;
  readonly title: string | null;
  readonly dim: string;
  /** Whether the map of misfires is offered. */
  readonly heat: boolean;
  /** What is shown first. */
  readonly view: 'log' | 'heat';
  /** The newest few alone, without search and filters; `null`: all. */
  readonly limit: number | null;
  /** Where “Open the log” leads, below the newest few. */
  readonly path: string | null;
}

type Settings = Readonly<Record<string, unknown>>;

/** Return a log card's configuration. Throws a sentence for the person who wrote what cannot be understood. */
export function parseLogConfig(given: unknown): LogConfig {
  const config = settings(given);
  const { heat = true, view = 'log' } = config;
  const { microphones, title, dim } = parseConfig({
    microphones: config.microphones,
    title: config.title,
    dim: config.dim,
  });
  if (typeof heat !== 'boolean') {
    throw new Error('“heat” has to be true or false');
  }
  if (view !== 'log' && view !== 'heat') {
    throw new Error('“view” has to be one of: log, heat');
  }
  return { microphones, title, dim, heat, view, limit: limitOf(config), path: pathOf(config) };
}

/** Return what a dashboard says of a card. Throws for what is no object. */
export function settings(given: unknown): Settings {
  if (typeof given !== 'object' || given === null) {
    throw new Error('The configuration has to be an object');
  }
  return given as Settings;
}

/** Return how many of all are shown; null: all. */
export function limitOf({ limit = null }: Settings): number | null {
  if (limit !== null && (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1)) {
    throw new Error('“limit” has to be a number from 1');
  }
  return limit;
}

/** Return where a link leads; null: nowhere. */
export function pathOf({ navigation_path: path = null }: Settings): string | null {
  if (path !== null && (typeof path !== 'string' || !/^\/(?![/\\])/.test(path))) {
    throw new Error('“navigation_path” has to begin with one slash');
  }
  return path;
}

/** Return about how many rows of 50 pixels the card is high. */
export function logSize({ view, limit }: LogConfig): number {
  return view === 'heat' ? 6 : limit === null ? 12 : 2 + limit;
}
