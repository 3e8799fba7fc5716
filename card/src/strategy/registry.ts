/** The little that the strategy reads of Home Assistant's registries, as its frontend has them. */
export interface Registries {
  readonly language: string;
  readonly states: Readonly<Record<string, unknown>>;
  readonly entities?: Readonly<Record<string, Entity | undefined>>;
  readonly devices?: Readonly<Record<string, Device | undefined>>;
  readonly areas?: Readonly<Record<string, { readonly name: string } | undefined>>;
}

interface Entity {
  readonly entity_id: string;
  readonly platform?: string;
  readonly translation_key?: string;
  readonly device_id?: string;
  readonly area_id?: string;
  readonly hidden?: boolean;
}

interface Device {
  readonly name?: string | null;
  readonly name_by_user?: string | null;
  readonly area_id?: string | null;
}

/** Earshot's entities on one device, by what they show: a device may have more than one microphone. */
export interface Place {
  readonly deviceId: string;
  readonly name: string;
  readonly area: string;
  readonly entities: ReadonlyMap<string, readonly string[]>;
}

/** What a dashboard is made of. */
export interface Home {
  /** By area, then name. */
  readonly microphones: readonly Place[];
  /** By name. */
  readonly rules: readonly Place[];
  /** What belongs to the home as a whole; null: nothing that the user may see. */
  readonly home: Place | null;
}

/** Return what Earshot has in a home, as far as its user may see it and does not hide it. */
export function homeOf(registries: Registries): Home {
  const places = placesOf(registries);
  const collator = new Intl.Collator(registries.language);
  const byName = (one: Place, other: Place) => collator.compare(one.name, other.name);
  const byArea = (one: Place, other: Place) =>
    Number(one.area === '') - Number(other.area === '') || collator.compare(one.area, other.area) || byName(one, other);
  return {
    microphones: places.filter(({ entities }) => entities.has('status')).sort(byArea),
    rules: places.filter(({ entities }) => entities.has('enabled') || entities.has('active')).sort(byName),
    home: places.find(({ entities }) => entities.has('privacy_mode') || entities.has('coverage')) ?? null,
  };
}

function placesOf({ entities, devices, areas, states }: Registries): Place[] {
  const places = new Map<string, { area: string; entities: Map<string, string[]> }>();
  for (const entity of Object.values(entities ?? {})) {
    const { entity_id: id, device_id: deviceId, translation_key: key } = entity ?? {};
    if (
      id === undefined ||
      deviceId === undefined ||
      key === undefined ||
      entity?.platform !== 'earshot' ||
      entity.hidden === true ||
      !Object.hasOwn(states, id)
    ) {
      continue;
    }
    const place = places.get(deviceId) ?? { area: '', entities: new Map<string, string[]>() };
    places.set(deviceId, place);
    place.entities.set(key, [...(place.entities.get(key) ?? []), id].sort());
    const areaId = entity.area_id ?? devices?.[deviceId]?.area_id ?? '';
    if (key === 'status') {
      place.area = areas?.[areaId]?.name ?? '';
    }
  }
  return [...places].map(([deviceId, place]) => {
    const { name_by_user: given, name } = devices?.[deviceId] ?? {};
    return { deviceId, name: given ?? name ?? '', ...place };
  });
}
