import type { HomeAssistant } from '../api/hass';
import { storeOf } from '../api/store';
import { loadLocalizer } from '../i18n/localize';
import { dashboardOf, type Dashboard } from './dashboard';
import { homeOf, type Registries } from './registry';
import { viewerOf } from './viewer';

/** Return the dashboard of a home, for its user and in the user's language. */
export async function generate(hass: HomeAssistant & Registries): Promise<Dashboard> {
  const [viewer, { text }] = await Promise.all([viewerOf(hass, storeOf(hass)), loadLocalizer(hass.language)]);
  return dashboardOf(homeOf(hass), viewer, text);
}
