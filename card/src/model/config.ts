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
  /** Where the log is; `null`: on the same page, or nowhere. */
  readonly logPath: string | null;
}

/** Return a card's configuration. Throws a sentence for the person who wrote what cannot be understood. */
export function parseConfig(given: unknown): CardConfig {
  const config = object(given);
  return {
    view: oneOf(config, 'view', VIEWS),
    microphones: names(config.microphones),
    hours: oneOf(config, 'hours', HOURS),
    privacyMode: flag(config, 'privacy_mode'),
    legend: flag(config, 'legend'),
    dim: string(config, 'dim') ?? 'never',
    title: string(config, 'title'),
    logPath: path(config, 'log_path'),
  };
}

/** What a dashboard says of the badge. */
export interface BadgeConfig {
  /** Whether it is more than a glyph. */
  readonly text: boolean;
  /** Where a tap leads; `null`: to privacy mode. */
  readonly path: string | null;
}

/** Return a badge's configuration. Throws a sentence for the person who wrote what cannot be understood. */
export function parseBadgeConfig(given: unknown): BadgeConfig {
  const config = object(given);
  return { text: flag(config, 'show_text'), path: path(config, 'navigation_path') };
}

/** Return about how many rows of 50 pixels a card is high, for Home Assistant's masonry. */
export function cardSize(view: View, microphones: number): number {
  const count = Math.max(1, microphones);
  return view === 'chips' ? Math.ceil(count / 3) : 2 + Math.ceil((count * (view === 'compact' ? 52 : 96)) / 50);
}

/** Return what a card asks of a section's grid of 12 columns. */
export function gridOptions(view: View): Record<string, unknown> {
  return { columns: 12, rows: 'auto', ...(view === 'chips' ? {} : { min_columns: 6 }) };
}

type Given = Readonly<Record<string, unknown>>;

function object(given: unknown): Given {
  if (typeof given !== 'object' || given === null) {
    throw new Error('The configuration has to be an object');
  }
  return given as Given;
}

/** Only paths of this Home Assistant: whoever writes a dashboard leads nobody elsewhere. */
function path(config: Given, key: string): string | null {
  const value = string(config, key);
  if (value !== null && !/^\/(?![/\\])/.test(value)) {
    throw new Error(`“${key}” has to begin with one slash`);
  }
  return value;
}

function oneOf<T>(config: Given, key: string, values: readonly [T, ...T[]]): T {
  const value = config[key] ?? values[0];
  // Home Assistant's form knows choices as texts only.
  const found = values.find((one) => one === value || String(one) === value);
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
  // The editor leaves an empty list where the last choice was taken back.
  return value.length === 0 ? null : value;
}
