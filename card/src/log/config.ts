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

/** Return a log card's configuration. Throws a sentence for the person who wrote what cannot be understood. */
export function parseLogConfig(given: unknown): LogConfig {
  const config = (typeof given === 'object' && given !== null ? given : {}) as Readonly<Record<string, unknown>>;
  const { heat = true, view = 'log', limit = null, navigation_path: path = null } = config;
  // What it has in common with the card, and an object it has to be as well.
  const { microphones, title, dim } = parseConfig(
    given === config ? { microphones: config.microphones, title: config.title, dim: config.dim } : given,
  );
  if (typeof heat !== 'boolean') {
    throw new Error('“heat” has to be true or false');
  }
  if (view !== 'log' && view !== 'heat') {
    throw new Error('“view” has to be one of: log, heat');
  }
  if (limit !== null && (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1)) {
    throw new Error('“limit” has to be a number from 1');
  }
  if (path !== null && (typeof path !== 'string' || !/^\/(?!\/)/.test(path))) {
    throw new Error('“navigation_path” has to begin with one slash');
  }
  return { microphones, title, dim, heat, view, limit, path };
}

/** Return about how many rows of 50 pixels the card is high. */
export function logSize({ view, limit }: LogConfig): number {
  return view === 'heat' ? 6 : limit === null ? 12 : 2 + limit;
}
