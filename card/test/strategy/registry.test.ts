import { describe, expect, it } from 'vitest';

import { homeOf } from '../../src/strategy/registry';
import { entity, registries } from './making';

const names = (places: readonly { readonly name: string }[]) => places.map(({ name }) => name);

describe('a home as the registries know it', () => {
  it('has microphones, rules, and what belongs to all of it', () => {
    const { microphones, rules, home } = homeOf(registries());
    expect(names(microphones)).toEqual(['Bedroom', 'Kitchen']);
    expect(names(rules)).toEqual(['Away', 'Night']);
    expect(home?.name).toBe('Earshot');
    expect(microphones[1]).toEqual({
      deviceId: 'kitchen',
      name: 'Kitchen',
      area: 'Kitchen',
      entities: new Map([
        ['mute', ['switch.kitchen_mute']],
        ['status', ['sensor.kitchen_status']],
        ['next_change', ['sensor.kitchen_next']],
      ]),
    });
  });

  it('is ordered by area, then by name, and what has no area comes last', () => {
    const given = registries({
      entities: {
        ...entity('sensor.attic_status', 'status', 'attic'),
        ...entity('sensor.aaa_status', 'status', 'aaa'),
        ...entity('sensor.zzz_status', 'status', 'zzz', { area_id: 'bedroom' }),
      },
    });
    const devices = {
      ...given.devices,
      attic: { name: 'Attic' },
      aaa: { name: 'Aaa', area_id: 'kitchen' },
      zzz: { name: 'Zzz' },
    };
    expect(names(homeOf({ ...given, devices }).microphones)).toEqual(['Bedroom', 'Zzz', 'Aaa', 'Kitchen', 'Attic']);
  });

  it('orders as the user’s language does', () => {
    const places = (language: string) => {
      const given = registries({
        language,
        entities: { ...entity('sensor.a_status', 'status', 'a'), ...entity('sensor.z_status', 'status', 'z') },
      });
      const devices = { a: { name: 'Ärzte' }, z: { name: 'Zimmer' } };
      return names(homeOf({ ...given, devices, areas: {} }).microphones).filter((name) => name !== '');
    };
    expect(places('de')).toEqual(['Ärzte', 'Zimmer']);
    expect(places('sv')).toEqual(['Zimmer', 'Ärzte']);
  });

  it('has two microphones of one device at one place', () => {
    const given = registries({ entities: entity('sensor.a_second_status', 'status', 'kitchen') });
    expect(
      homeOf(given)
        .microphones.find(({ name }) => name === 'Kitchen')
        ?.entities.get('status'),
    ).toEqual(['sensor.a_second_status', 'sensor.kitchen_status']);
  });

  it('leaves out what is hidden, and what the user may not see', () => {
    const hidden = registries({ entities: entity('sensor.kitchen_status', 'status', 'kitchen', { hidden: true }) });
    expect(names(homeOf(hidden).microphones)).toEqual(['Bedroom']);
    const seen = { 'sensor.bed_status': {}, 'switch.kitchen_mute': {} };
    expect(names(homeOf({ ...registries(), states: seen }).microphones)).toEqual(['Bedroom']);
  });

  it('leaves out what is on no device, or shows nothing that is known', () => {
    const given = registries({
      entities: {
        'sensor.a': { entity_id: 'sensor.a', platform: 'earshot', translation_key: 'status' },
        'sensor.b': { entity_id: 'sensor.b', platform: 'earshot', device_id: 'bed' },
        'sensor.c': undefined,
      },
    });
    expect(names(homeOf(given).microphones)).toEqual(['Bedroom', 'Kitchen']);
  });

  it('is empty where nothing is there', () => {
    expect(homeOf({ language: 'en', states: {} })).toEqual({ microphones: [], rules: [], home: null });
  });

  it('does without what it does not know of a device', () => {
    const { microphones, home } = homeOf({ ...registries(), devices: {}, areas: {} });
    expect(microphones.map(({ name, area }) => [name, area])).toEqual([
      ['', ''],
      ['', ''],
    ]);
    expect(home?.deviceId).toBe('home');
  });
});
