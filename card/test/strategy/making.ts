import type { Registries } from '../../src/strategy/registry';

type Entities = NonNullable<Registries['entities']>;

/** An entity of Earshot's on a device, as Home Assistant's frontend knows it. */
export function entity(id: string, key: string, device: string, given: object = {}): Entities {
  return {
    [id]: { entity_id: id, platform: 'earshot', translation_key: key, device_id: device, ...given },
  };
}

/** A home of two microphones, two rules and what belongs to all of it. */
export function registries(given: Partial<Registries> = {}): Registries {
  const entities = {
    ...entity('switch.kitchen_mute', 'mute', 'kitchen'),
    ...entity('sensor.kitchen_status', 'status', 'kitchen'),
    ...entity('sensor.kitchen_next', 'next_change', 'kitchen'),
    ...entity('sensor.kitchen_uptime', 'uptime', 'kitchen', { platform: 'esphome' }),
    ...entity('sensor.bed_status', 'status', 'bed'),
    ...entity('switch.night_enabled', 'enabled', 'night'),
    ...entity('binary_sensor.night_active', 'active', 'night'),
    ...entity('switch.away_enabled', 'enabled', 'away'),
    ...entity('switch.privacy', 'privacy_mode', 'home'),
    ...entity('switch.scheduler', 'scheduler', 'home'),
    ...entity('sensor.coverage', 'coverage', 'home'),
    ...entity('sensor.violations', 'violations_today', 'home'),
    ...entity('sensor.next', 'next_change', 'home'),
    ...given.entities,
  };
  return {
    language: 'en',
    states: Object.fromEntries(Object.keys(entities).map((id) => [id, {}])),
    devices: {
      kitchen: { name: 'Voice 1234', name_by_user: 'Kitchen', area_id: 'kitchen' },
      bed: { name: 'Bedroom', area_id: 'bedroom' },
      night: { name: 'Night' },
      away: { name: 'Away' },
      home: { name: 'Earshot' },
    },
    areas: { kitchen: { name: 'Kitchen' }, bedroom: { name: 'Bedroom' } },
    ...given,
    entities,
  };
}
