import type { HomeAssistant } from '../api/hass';
import { localizer, type Key } from '../i18n/localize';

/** A field of Home Assistant's form. */
export interface Field {
  readonly name: string;
  readonly selector: Readonly<Record<string, unknown>>;
  /** What is shown where the configuration says nothing; it is not written there. */
  readonly default?: unknown;
}

/** What `getConfigForm` of a card returns. */
export interface Form {
  readonly schema: readonly Field[];
  readonly computeLabel: (field: Field) => string;
  readonly computeHelper: (field: Field) => string | undefined;
}

const HELPED: ReadonlySet<string> = new Set(['microphones', 'title', 'dim', 'navigation_path', 'log_path']);
const STATUS_SENSORS = {
  entity: { multiple: true, filter: { integration: 'earshot', domain: 'sensor', device_class: 'enum' } },
};

/** Return the text of an editor in the user's language: the form is asked for without a `hass`. */
export function say(key: Key): string {
  const page = document.querySelector<HTMLElement & { hass?: HomeAssistant }>('home-assistant');
  return localizer(page?.hass?.language ?? document.documentElement.lang).text(key);
}

/** Return the form of `custom:earshot-card`. */
export function cardForm(): Form {
  return form([
    { name: 'view', selector: choice('view', ['full', 'compact', 'chips']), default: 'full' },
    { name: 'microphones', selector: STATUS_SENSORS },
    { name: 'title', selector: { text: {} } },
    { name: 'hours', selector: choice('hours', [24, 168]), default: '24' },
    { name: 'privacy_mode', selector: { boolean: {} }, default: true },
    { name: 'legend', selector: { boolean: {} }, default: true },
    { name: 'dim', selector: { text: {} } },
    { name: 'log_path', selector: { navigation: {} } },
  ]);
}

/** Return the form of `custom:earshot-badge`. */
export function badgeForm(): Form {
  return form([
    { name: 'show_text', selector: { boolean: {} }, default: true },
    { name: 'navigation_path', selector: { navigation: {} } },
  ]);
}

/** Return the form of `custom:earshot-log-card`. */
export function logForm(): Form {
  return form([
    { name: 'microphones', selector: STATUS_SENSORS },
    { name: 'title', selector: { text: {} } },
    { name: 'heat', selector: { boolean: {} }, default: true },
  ]);
}

/** Return what a card begins with. */
export function cardStub(): Record<string, unknown> {
  return { view: 'full' };
}

export function badgeStub(): Record<string, unknown> {
  return {};
}

function form(schema: readonly Field[]): Form {
  return {
    schema,
    computeLabel: ({ name }) => say(`editor.${name}` as Key),
    computeHelper: ({ name }) => (HELPED.has(name) ? say(`editor.${name}_help` as Key) : undefined),
  };
}

function choice(name: 'view' | 'hours', values: readonly (string | number)[]): Record<string, unknown> {
  const options = values.map((value) => ({ value: String(value), label: say(`editor.${name}_${value}` as Key) }));
  return { select: { mode: 'dropdown', options } };
}
