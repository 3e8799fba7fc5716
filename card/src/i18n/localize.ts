import { en } from './en';

export interface Plural extends Partial<Record<Intl.LDMLPluralRule, string>> {
  other: string;
}
export type Key = keyof typeof en;
/** A language's texts: every key of the English ones, a plural where that has one. */
export type Texts = { readonly [K in Key]: (typeof en)[K] extends string ? string : Plural };
export type Values = Readonly<Record<string, string | number>>;

export interface Localizer {
  /** The language of the texts: `en` where there is no translation, or not yet. */
  readonly language: string;
  /** Of the language that was asked for. */
  readonly direction: 'ltr' | 'rtl';
  /** The text of a key with its placeholders filled; a plural is chosen by `count`. */
  readonly text: (key: Key, values?: Values) => string;
}

const SOURCES: Readonly<Record<string, () => Promise<Texts>>> = {
  de: async () => (await import('./de')).de,
  nl: async () => (await import('./nl')).nl,
  fr: async () => (await import('./fr')).fr,
  es: async () => (await import('./es')).es,
};
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur', 'ps', 'yi']);

const loaded = new Map<string, Texts>([['en', en]]);
const made = new Map<string, Localizer>();

/** Fill `{name}` placeholders; one without a value stays as it is. A value is never looked into again. */
export function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
}

/** Make the texts of a language speak. */
export function speak(texts: Texts, language: string, wanted = language): Localizer {
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return {
    language,
    direction: RIGHT_TO_LEFT.has(base(wanted)) ? 'rtl' : 'ltr',
    text(key, values = {}) {
      const entry: string | Plural = texts[key];
      if (typeof entry === 'string') {
        return fill(entry, values);
      }
      const count = Number(values.count);
      return fill(entry[plurals.select(count)] ?? entry.other, { ...values, count: numbers.format(count) });
    },
  };
}

/** Return the localizer of a language as far as it is loaded: English until then. The same object until more is loaded. */
export function localizer(language: string): Localizer {
  const short = base(language);
  const texts = loaded.get(short);
  const key = `${language} ${texts === undefined ? 'en' : short}`;
  const known = made.get(key);
  if (known !== undefined) {
    return known;
  }
  const fresh = texts === undefined ? speak(en, 'en', language) : speak(texts, short, language);
  made.set(key, fresh);
  return fresh;
}

/** Load a language's texts; English where there are none, or they do not come. Never rejects. */
export async function loadLocalizer(language: string): Promise<Localizer> {
  const short = base(language);
  if (!loaded.has(short) && Object.hasOwn(SOURCES, short)) {
    try {
      loaded.set(short, await (SOURCES[short] as () => Promise<Texts>)());
    } catch {
      // Offline, or a newer version is served: the next card that asks tries again.
    }
  }
  return localizer(language);
}

function base(language: string): string {
  return language.toLowerCase().replace(/[-_].*$/, '');
}
