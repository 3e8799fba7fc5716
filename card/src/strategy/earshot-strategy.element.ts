import type { HomeAssistant } from '../api/hass';
import { say } from '../editor/forms';
import type { Dashboard } from './dashboard';
import type { Registries } from './registry';

/** `custom:earshot`, a dashboard: Home Assistant asks the class alone. Its code comes when a dashboard is made of it. */
export class EarshotStrategy extends HTMLElement {
  /** There is nothing to set. */
  static noEditor = true;
  static registryDependencies = ['entities', 'devices', 'areas'];

  static async generate(_config: unknown, hass: HomeAssistant & Registries): Promise<Dashboard> {
    const { generate } = await import('./strategy');
    return await generate(hass);
  }

  static getCreateSuggestions(): Record<string, string> {
    return { title: say('strategy.title'), icon: 'mdi:ear-hearing' };
  }
}
