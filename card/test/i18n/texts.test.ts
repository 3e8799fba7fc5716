import { describe, expect, it } from 'vitest';

import { de } from '../../src/i18n/de';
import { en } from '../../src/i18n/en';
import { es } from '../../src/i18n/es';
import { fr } from '../../src/i18n/fr';
import { speak, type Key, type Plural, type Texts } from '../../src/i18n/localize';
import { nl } from '../../src/i18n/nl';

const LANGUAGES: readonly (readonly [string, Texts])[] = [
  ['de', de],
  ['nl', nl],
  ['fr', fr],
  ['es', es],
];
const KEYS = Object.keys(en) as Key[];

const forms = (entry: string | Plural): readonly string[] =>
  typeof entry === 'string' ? [entry] : Object.values(entry).map(String);
const placeholders = (text: string): string => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join(' ');

describe.each(LANGUAGES)('the texts in %s', (language, texts) => {
  it('leave open what the English leaves open', () => {
    const wrong = KEYS.filter((key) => {
      const open = placeholders(forms(en[key]).join(' '));
      return forms(texts[key]).some((form) => form.trim() === '' || placeholders(form) !== open);
    });
    expect(wrong).toEqual([]);
  });

  it('choose a plural by the rules of the language', () => {
    const { text } = speak(texts, language);
    expect(text('audit.count', { count: 1 })).not.toBe(text('audit.count', { count: 2 }).replace('2', '1'));
  });
});

describe('the status words', () => {
  const APART = ['muted', 'paused', 'blocked', 'armed', 'listening', 'unobserved', 'unknown', 'problem'] as const;

  it.each(LANGUAGES)('stay apart in %s', (_language, texts) => {
    const words = APART.map((status) => texts[`status.${status}`].toLowerCase());
    expect(new Set(words).size).toBe(APART.length);
    // What is not certain never begins as what is.
    const [muted = '', ...others] = words;
    expect(others.filter((word) => word.startsWith(`${muted} `))).toEqual([]);
  });
});
