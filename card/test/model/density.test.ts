import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { areasOf, arrangement, chosen, isBrief } from '../../src/model/density';
import { anyMicrophones, microphone } from './making';

describe('so many microphones', () => {
  it.each([
    ['full', 1, 'rows'],
    ['full', 8, 'rows'],
    ['full', 9, 'compact'],
    ['full', 24, 'compact'],
    ['full', 25, 'areas'],
    ['compact', 1, 'compact'],
    ['compact', 24, 'compact'],
    ['compact', 25, 'areas'],
    ['chips', 1, 'chips'],
    ['chips', 50, 'chips'],
  ] as const)('are shown, asked for as %s and %i of them, as %s', (view, count, shape) => {
    expect(arrangement(view, count)).toBe(shape);
  });

  it('say only what they are where two stand side by side', () => {
    expect(isBrief('compact', 8)).toBe(false);
    expect(isBrief('compact', 9)).toBe(true);
    expect(isBrief('areas', 30)).toBe(false);
    expect(isBrief('chips', 30)).toBe(false);
  });
});

describe('the microphones of a card', () => {
  const all = [
    microphone('c'),
    microphone('a', { entities: { status: 'sensor.a', mute: 'switch.a' } }),
    microphone('b'),
  ];
  const ids = (names: readonly string[] | null) => chosen(all, names).map(({ id }) => id);

  it('are all of them where none is chosen', () => {
    expect(ids(null)).toEqual(['c', 'a', 'b']);
  });

  it('are chosen by id or by an entity, and keep their order', () => {
    expect(ids(['b', 'switch.a'])).toEqual(['a', 'b']);
    expect(ids(['sensor.a', 'a', 'gone'])).toEqual(['a']);
    expect(ids(['gone'])).toEqual([]);
  });
});

describe('areas', () => {
  it('come by name, and what is in none comes last', () => {
    const all = [
      microphone('1', { area: 'Upstairs' }),
      microphone('2'),
      microphone('3', { area: 'Äußeres' }),
      microphone('4', { area: 'Basement' }),
    ];
    expect(areasOf(all, 'de').map(({ name }) => name)).toEqual(['Äußeres', 'Basement', 'Upstairs', '']);
    expect(areasOf([], 'de')).toEqual([]);
  });

  it('have their microphones by name', () => {
    const all = ['Room 10', 'room 2', 'Attic'].map((name) => microphone(name, { name, area: 'Upstairs' }));
    const names = areasOf(all, 'en').map(({ microphones }) => microphones.map(({ name }) => name));
    expect(names).toEqual([['Attic', 'room 2', 'Room 10']]);
  });

  it('hold every microphone once', () => {
    fc.assert(
      fc.property(anyMicrophones, (all) => {
        const areas = areasOf(all, 'en');
        expect(areas.flatMap(({ microphones }) => microphones)).toHaveLength(all.length);
        for (const { name, microphones } of areas) {
          expect(microphones).not.toHaveLength(0);
          expect(microphones.every(({ area }) => (area ?? '') === name)).toBe(true);
        }
        expect(new Set(areas.map(({ name }) => name)).size).toBe(areas.length);
      }),
    );
  });
});
