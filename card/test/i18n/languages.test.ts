import { describe, expect, it } from 'vitest';

import { de } from '../../src/i18n/de';
import { en } from '../../src/i18n/en';
import { es } from '../../src/i18n/es';
import { fr } from '../../src/i18n/fr';
import { speak, type Key, type Plural, type Texts } from '../../src/i18n/localize';
import { nl } from '../../src/i18n/nl';

const LANGUAGES: Readonly<Record<string, Texts>> = { de, nl, fr, es };
const KEYS = Object.keys(en) as Key[];
const STATUSES = ['muted', 'paused', 'blocked', 'armed', 'listening', 'unobserved', 'unknown', 'problem'] as const;

/** The forms of a text, by plural category. */
function forms(entry: string | Plural): Readonly<Record<string, string>> {
  return typeof entry === 'string' ? { other: entry } : { ...entry };
}

function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g))].sort();
}

/** Return the keys of which something is so. */
function keysWhere(is: (key: Key) => boolean): Key[] {
  return KEYS.filter(is);
}

describe.each(Object.entries({ en, ...LANGUAGES }))('the texts in %s', (language, texts) => {
  it('are those of English, in its order', () => {
    expect(Object.keys(texts)).toEqual(KEYS);
  });

  it('are plurals where those of English are, in every category of the language', () => {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const needed = (key: Key) => (typeof en[key] === 'string' ? ['other'] : [...categories].sort());
    expect(keysWhere((key) => typeof texts[key] !== typeof en[key])).toEqual([]);
    expect(keysWhere((key) => Object.keys(forms(texts[key])).sort().join() !== needed(key).join())).toEqual([]);
  });

  it('have the placeholders of English in each of their forms', () => {
    const wanted = (key: Key) => placeholders(forms(en[key]).other ?? '').join();
    const differs = (key: Key) =>
      Object.values(forms(texts[key])).some((each) => placeholders(each).join() !== wanted(key));
    expect(keysWhere(differs)).toEqual([]);
  });

  it('are words, without a space too many or a brace that is none', () => {
    const odd = (text: string) =>
      text === '' || text !== text.trim() || / {2}/.test(text) || /[{}]/.test(text.replace(/\{\w+\}/g, ''));
    expect(keysWhere((key) => Object.values(forms(texts[key])).some(odd))).toEqual([]);
  });

  it('are sentences where those of English are', () => {
    const ends = (text: string) => /[.…]$/.exec(text)?.[0] ?? '';
    const wanted = (key: Key) => ends(forms(en[key]).other ?? '');
    const differs = (key: Key) => Object.values(forms(texts[key])).some((each) => !each.endsWith(wanted(key)));
    expect(keysWhere(differs)).toEqual([]);
  });

  it('choose a plural by the rules of the language', () => {
    const { text } = speak(texts, language);
    expect(text('audit.count', { count: 1 })).not.toBe(text('audit.count', { count: 2 }).replace('2', '1'));
  });

  it('keep the statuses apart, and begin none that is less than muted as muted', () => {
    const [muted = '', ...others] = STATUSES.map((status) => texts[`status.${status}`].toLowerCase());
    expect(new Set(others).size).toBe(STATUSES.length - 1);
    expect(others.filter((each) => each.startsWith(muted))).toEqual([]);
    expect(texts['say.paused'].toLowerCase()).not.toContain(muted);
    expect(texts['badge.muted']).not.toBe(texts['home.muted_or_paused']);
  });
});

/** What is the same in a language as in English, in truth: names, formats, and words that both have. */
const SHARED: Readonly<Record<string, readonly Key[]>> = {
  de: ['editor.view_chips'],
  nl: [
    'editor.view_compact',
    'editor.view_chips',
    'choice.15_minutes',
    'unit.seconds',
    'unit.minutes',
    'timeline.7d',
    'log.filters',
    'strategy.title',
  ],
  fr: [
    'badge.many_listening',
    'badge.microphones',
    'timeline.sum_activations',
    'unit.seconds',
    'unit.minutes',
    'unit.hours',
    'editor.view_compact',
    'editor.microphones',
    'choice.15_minutes',
    'timeline.24h',
    'log.microphone',
    'strategy.microphones',
    'strategy.audit',
  ],
  es: ['choice.15_minutes', 'unit.seconds', 'unit.minutes', 'unit.hours', 'timeline.24h', 'timeline.7d'],
};
const NAMES: readonly Key[] = ['log.export_csv', 'log.export_jsonl'];

describe.each(Object.entries(LANGUAGES))('nothing is left in English in %s', (language, texts) => {
  const known = new Set<Key>([...NAMES, ...(SHARED[language] ?? [])]);
  const said = (entry: string | Plural) => Object.values(forms(entry));
  const english = (key: Key) => said(texts[key]).some((each) => said(en[key]).includes(each));

  it('but names and what is the same in both', () => {
    // Without its placeholders and punctuation there is something to translate.
    const wordless = (key: Key) => said(en[key]).every((each) => !/\p{L}/u.test(each.replace(/\{\w+\}/g, '')));
    expect(keysWhere((key) => english(key) && !wordless(key) && !known.has(key))).toEqual([]);
  });

  it('and nothing counts as the same that is not', () => {
    expect([...known].filter((key) => !english(key))).toEqual([]);
  });
});

describe('every text', () => {
  const FILES = import.meta.glob<string>('../../src/**/*.ts', { query: '?raw', import: 'default', eager: true });
  const source = Object.entries(FILES)
    .filter(([file]) => !file.includes('/i18n/'))
    .map(([, text]) => text)
    .join('\n');
  const matches = (pattern: RegExp) => new Set([...source.matchAll(pattern)].map(([, found = '']) => found));
  const whole = matches(/['`]([a-z0-9_.]+)['`]/g);
  const begun = [...matches(/[`']([a-z_]+\.[a-z_]*)(?:\$\{|')/g)].filter((each) => /[._]$/.test(each));

  it('is said somewhere', () => {
    const said = (key: string): boolean =>
      whole.has(key) ||
      begun.some((start) => key.startsWith(start)) ||
      (key.endsWith('_until') && said(key.slice(0, -6)));
    expect(KEYS.filter((key) => !said(key))).toEqual([]);
  });
});
