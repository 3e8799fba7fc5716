import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { en } from '../../src/i18n/en';
import { fill, speak, type Texts } from '../../src/i18n/localize';

/** The module as a page has it that was just opened. */
const fresh = async () => {
  vi.resetModules();
  return await import('../../src/i18n/localize');
};

describe('a placeholder', () => {
  it('is filled by its value', () => {
    expect(fill('{name} until {time}', { name: 'Night', time: '07:00' })).toBe('Night until 07:00');
    expect(fill('{count} of {count}', { count: 3 })).toBe('3 of 3');
  });

  it('stays where there is no value', () => {
    expect(fill('{name} {toString} {__proto__}', {})).toBe('{name} {toString} {__proto__}');
  });

  it('is not looked for in a value: names are anybody’s', () => {
    expect(fill('{name} at {time}', { name: '{time}', time: '$&' })).toBe('{time} at $&');
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, time) => {
        expect(fill('{name}|{time}', { name, time })).toBe(`${name}|${time}`);
      }),
    );
  });
});

describe('a language', () => {
  const texts = {
    ...en,
    'home.can_hear': { one: 'one of {all}', few: '{count} few', other: '{count} other' },
  } as unknown as Texts;

  it('chooses a plural, and writes its number', () => {
    const english = speak(en, 'en').text;
    expect(english('home.can_hear', { count: 1 })).toBe('1 microphone can hear you');
    expect(english('home.can_hear', { count: 0 })).toBe('0 microphones can hear you');
    expect(english('log.purge_done', { count: 12345 })).toBe('12,345 entries were erased.');
    expect(speak(texts, 'de').text('home.can_hear', { count: 12345 })).toBe('12.345 other');
  });

  it('has plurals of its own, and falls back on the last', () => {
    const polish = speak(texts, 'pl').text;
    expect(polish('home.can_hear', { count: 3 })).toBe('3 few');
    expect(polish('home.can_hear', { count: 5 })).toBe('5 other');
    expect(polish('home.can_hear', { count: 1, all: 4 })).toBe('one of 4');
  });

  it('says what has no placeholder', () => {
    expect(speak(en, 'en').text('home.none')).toBe('No microphone can hear you');
  });

  it.each([
    ['he', 'rtl'],
    ['ar-EG', 'rtl'],
    ['FA', 'rtl'],
    ['de', 'ltr'],
    ['zh-Hans', 'ltr'],
  ])('runs as it is written: %s', (language, direction) => {
    expect(speak(en, 'en', language)).toMatchObject({ language: 'en', direction });
  });
});

describe('the texts of a page', () => {
  beforeEach(() => {
    vi.resetModules();
  });
  afterEach(() => {
    vi.doUnmock('../../src/i18n/fr');
  });

  it('are English until a language is loaded, and its own from then on', async () => {
    const { loadLocalizer, localizer } = await fresh();
    const before = localizer('de');
    expect(before).toMatchObject({ language: 'en', direction: 'ltr' });
    expect(localizer('de')).toBe(before);
    const after = await loadLocalizer('de');
    expect(after.language).toBe('de');
    expect(localizer('de')).toBe(after);
    expect(await loadLocalizer('de')).toBe(after);
  });

  it.each(['de', 'nl', 'fr', 'es'])('come in %s, also as it is spoken elsewhere', async (language) => {
    const source = (await import(`../../src/i18n/${language}.ts`)) as Record<string, Texts>;
    for (const wanted of [language, `${language}-XX`, `${language.toUpperCase()}_XX`]) {
      const { loadLocalizer } = await fresh();
      const { text, language: got } = await loadLocalizer(wanted);
      expect(got).toBe(language);
      expect(text('home.none')).toBe(source[language]?.['home.none']);
    }
  });

  it.each(['en', 'en-GB', 'pt-BR', 'he', '', '__proto__', 'toString', 'constructor'])(
    'are English where there are none: %s',
    async (language) => {
      const { loadLocalizer } = await fresh();
      const { text, language: got } = await loadLocalizer(language);
      expect(got).toBe('en');
      expect(text('home.none')).toBe('No microphone can hear you');
    },
  );

  it('run from right to left where the language does, though they are English', async () => {
    const { loadLocalizer } = await fresh();
    expect(await loadLocalizer('he')).toMatchObject({ language: 'en', direction: 'rtl' });
  });

  it('are English where they do not come, and are asked for again', async () => {
    vi.doMock('../../src/i18n/fr', () => {
      throw new Error('offline');
    });
    const { loadLocalizer } = await fresh();
    expect((await loadLocalizer('fr')).language).toBe('en');
    vi.doUnmock('../../src/i18n/fr');
    expect((await loadLocalizer('fr')).language).toBe('fr');
  });
});
