import { describe, expect, it } from 'vitest';

import { de } from '../../src/i18n/de';
import { en } from '../../src/i18n/en';
import { es } from '../../src/i18n/es';
import { fr } from '../../src/i18n/fr';
import { speak, type Texts } from '../../src/i18n/localize';
import { nl } from '../../src/i18n/nl';
import { shortly } from '../../src/model/duration';
import { HOUR, MINUTE, SECOND } from '../api/making';

const { text } = speak(en, 'en');

describe('a short duration', () => {
  it.each([
    [-5 * SECOND, '0 s'],
    [999, '0 s'],
    [7 * SECOND + 999, '7 s'],
    [MINUTE - 1, '59 s'],
    [MINUTE, '1 min'],
    [HOUR - 1, '59 min'],
    [HOUR, '1 h'],
    [HOUR + 5 * MINUTE, '1 h 5 min'],
    [14 * HOUR + 59 * SECOND, '14 h'],
    [168 * HOUR, '168 h'],
  ])('of %i ms is %s', (length, words) => {
    expect(shortly(length, text)).toBe(words);
  });

  it.each<[string, Texts, string]>([
    ['en', en, '24 h'],
    ['de', de, '24 Std.'],
    ['nl', nl, '24 u'],
    ['fr', fr, '24 h'],
    ['es', es, '24 h'],
  ])('has the units of the other texts in %s', (language, texts, day) => {
    const { text: said } = speak(texts, language);
    expect(shortly(24 * HOUR, said)).toBe(day);
    expect(said('timeline.24h')).toBe(day);
    expect(said('choice.15_minutes')).toBe(shortly(15 * MINUTE, said));
  });
});
