const VIEWS = ['full', 'compact', 'chips'] as const;
const HOURS = [24, 168] as const;
export type View = (typeof VIEWS)[number];
export type Hours = (typeof HOURS)[number];

/** What a dashboard says of the card, with all that it leaves out. */
export interface CardConfig {
  readonly view: View;
  /** Ids or entity ids; `null`: all. */
  readonly microphones: readonly string[] | null;
  readonly hours: Hours;
  readonly privacyMode: boolean;
  readonly legend: boolean;
  /** `never`, `always` or the entity that dims. */
  readonly dim: string;
  readonly title: string | null;
}

/** Return a card's configuration. Throws a sentence for the person who wrote what cannot be understood. */
export function parseConfig(given: unknown): CardConfig {
  if (typeof given !== 'object' || given === null) {
    throw new Error('The configuration has to be an object');
  }
  const config = given as Readonly<Record<string, unknown>>;
  return {
    view: oneOf(config, 'view', VIEWS),
    microphones: names(config.microphones),
    hours: oneOf(config, 'hours', HOURS),
    privacyMode: flag(config, 'privacy_mode'),
    legend: flag(config, 'legend'),
    dim: string(config, 'dim') ?? 'never',
    title: string(config, 'title'),
  };
}

type Given = Readonly<Record<string, unknown>>;

function oneOf<T>(config: Given, key: string, values: readonly [T, ...T[]]): T {
  const value = config[key] ?? values[0];
  const found = values.find((one) => one === value);
  if (found === undefined) {
    throw new Error(`“${key}” has to be one of: ${values.join(', ')}`);
  }
  return found;
}

function flag(config: Given, key: string): boolean {
  const value = config[key] ?? true;
  if (typeof value !== 'boolean') {
    throw new Error(`“${key}” has to be true or false`);
  }
  return value;
}

function string(config: Given, key: string): string | null {
  const value = config[key] ?? null;
  if (value !== null && typeof value !== 'string') {
    throw new Error(`“${key}” has to be a text`);
  }
  return value;
}

function names(value: unknown): string[] | null {
  if (value === undefined || value === null) {
    return null;
  }
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'string')) {
    throw new Error('“microphones” has to be a list of ids');
  }
  return value;
}
