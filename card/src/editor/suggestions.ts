import type { HomeAssistant } from '../api/hass';

export interface Suggestion {
  readonly config: Readonly<Record<string, unknown>>;
}

/** Return whether an entity is Earshot's. */
export function isOurs(hass: Pick<HomeAssistant, 'entities'>, entityId: string): boolean {
  return hass.entities?.[entityId]?.platform === 'earshot';
}

/** Suggest the card for a microphone's own entities, and for the home's all of them; nothing for any other entity. */
export function suggestCard(hass: Pick<HomeAssistant, 'entities'>, entityId: string): Suggestion | null {
  const entry = hass.entities?.[entityId];
  if (entry?.platform !== 'earshot') {
    return null;
  }
  const type = 'custom:earshot-card';
  const status = Object.values(hass.entities ?? {}).find(
    (each) => each?.platform === 'earshot' && each.translation_key === 'status' && each.device_id === entry.device_id,
  );
  return { config: status === undefined ? { type } : { type, microphones: [status.entity_id] } };
}

/** Suggest the log for what tells of activations. */
export function suggestLog(hass: Pick<HomeAssistant, 'entities'>, entityId: string): Suggestion | null {
  const heard = new Set(['activation', 'activations_today', 'misfires_today', 'last_activation']);
  return isOurs(hass, entityId) && heard.has(hass.entities?.[entityId]?.translation_key ?? '')
    ? { config: { type: 'custom:earshot-log-card' } }
    : null;
}

/** Suggest the badge for Earshot's entities. */
export function suggestBadge(hass: Pick<HomeAssistant, 'entities'>, entityId: string): Suggestion | null {
  return isOurs(hass, entityId) ? { config: { type: 'custom:earshot-badge' } } : null;
}
