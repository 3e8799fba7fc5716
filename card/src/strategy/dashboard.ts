import type { Key } from '../i18n/localize';
import type { Home, Place } from './registry';

/** A card, a section or a view of Home Assistant's. */
export type Config = Readonly<Record<string, unknown>>;

export interface Dashboard {
  readonly title: string;
  readonly views: readonly Config[];
}

/** Who looks at it. */
export interface Viewer {
  readonly admin: boolean;
  /** Whether the log may be read, and there is one. */
  readonly log: boolean;
  /** The address of the dashboard itself, without its views. */
  readonly base: string;
}

type Text = (key: Key) => string;

const WIDE = { grid_options: { columns: 'full' } };
/** What is beside the card of a microphone, in this order: nothing that the card itself says or does. */
const OF_MICROPHONE = [
  'mute',
  'recording',
  'next_change',
  'live_time_today',
  'last_activation',
  'activations_today',
  'misfires_today',
];
const TODAY = ['violations_today', 'coverage', 'next_change', 'schedule'];
const SWITCHES = new Set(['mute', 'enabled', 'scheduler']);
const MOST_FINDINGS = 4;
const MOST_ENTRIES = 5;

/** Return the privacy dashboard of a home. Names are only ever headings: nothing of them is read as markup or as a template. */
export function dashboardOf(home: Home, viewer: Viewer, text: Text): Dashboard {
  return {
    title: text('strategy.title'),
    views: [
      homeView(home, viewer, text),
      view('microphones', text('strategy.microphones'), microphoneSections(home, viewer)),
      view('rules', text('strategy.rules'), ruleSections(home, viewer, text)),
      view('log', text('strategy.log'), logSections(viewer)),
      ...(viewer.admin ? [view('audit', text('strategy.audit'), [section([{ type: AUDIT, ...WIDE }], 2)])] : []),
    ],
  };
}

const CARD = 'custom:earshot-card';
const LOG = 'custom:earshot-log-card';
const AUDIT = 'custom:earshot-audit-card';

function homeView(home: Home, viewer: Viewer, text: Text): Config {
  const { base } = viewer;
  const scheduler = tiles(home.home, ['scheduler']);
  const beside = [
    ...headed(heading(text('strategy.today'), 'mdi:calendar-today'), tiles(home.home, TODAY)),
    ...headed(heading(text('strategy.rules'), 'mdi:calendar-clock', `${base}/rules`), [
      ...scheduler,
      ...home.rules.flatMap((rule) => tiles(rule, ['enabled'], rule.name)),
    ]),
    ...(viewer.admin
      ? [
          heading(text('strategy.audit'), 'mdi:shield-search', `${base}/audit`),
          { type: AUDIT, limit: MOST_FINDINGS, navigation_path: `${base}/audit` },
        ]
      : []),
  ];
  const log = [
    section([
      heading(text('strategy.log'), 'mdi:text-box-search-outline', `${base}/log`),
      { type: LOG, limit: MOST_ENTRIES, navigation_path: `${base}/log` },
    ]),
    section([heading(text('strategy.patterns'), 'mdi:chart-scatter-plot'), { type: LOG, view: 'heat' }]),
  ];
  return view('home', text('strategy.home'), [
    section([heading(text('strategy.now'), 'mdi:ear-hearing'), { type: CARD, view: 'full', log_path: `${base}/log` }]),
    ...(beside.length === 0 ? [] : [section(beside)]),
    ...(viewer.log ? log : []),
  ]);
}

function microphoneSections({ microphones }: Home, { admin, base }: Viewer): Config[] {
  return microphones.length === 0
    ? [section([{ type: CARD }])]
    : microphones.map((place) =>
        section([
          heading(place.name, 'mdi:microphone', admin ? `/config/devices/device/${place.deviceId}` : undefined),
          {
            type: CARD,
            microphones: place.entities.get('status'),
            privacy_mode: false,
            legend: false,
            log_path: `${base}/log`,
          },
          ...tiles(place, OF_MICROPHONE),
        ]),
      );
}

function ruleSections({ rules, home }: Home, { admin }: Viewer, text: Text): Config[] {
  const own = rules.map((place) =>
    section([
      heading(place.name, 'mdi:calendar-clock', admin ? `/config/devices/device/${place.deviceId}` : undefined),
      ...tiles(place, ['enabled', 'active']),
    ]),
  );
  const shared = tiles(home, ['scheduler', 'next_change', 'schedule']);
  const none = rules.length === 0 ? [{ type: 'markdown', content: text('strategy.no_rules') }] : [];
  const first = [heading(text('strategy.all_rules'), 'mdi:calendar-multiple'), ...shared, ...none];
  return [...(shared.length + none.length === 0 ? [] : [section(first)]), ...own];
}

function logSections({ log }: Viewer): Config[] {
  return [
    // Without a right to it the card says so.
    section([{ type: LOG, heat: false, ...WIDE }], 2),
    ...(log ? [section([{ type: LOG, view: 'heat' }])] : []),
  ];
}

function view(path: string, title: string, sections: readonly Config[]): Config {
  return { type: 'sections', path, title, max_columns: 3, badges: [{ type: 'custom:earshot-badge' }], sections };
}

function section(cards: readonly Config[], columns = 1): Config {
  return { type: 'grid', column_span: columns, cards };
}

function heading(words: string, icon: string, path?: string): Config {
  const tap = path === undefined ? {} : { tap_action: { action: 'navigate', navigation_path: path } };
  return { type: 'heading', heading_style: 'title', heading: words, icon, ...tap };
}

function headed(first: Config, cards: readonly Config[]): Config[] {
  return cards.length === 0 ? [] : [first, ...cards];
}

/** A tile for each entity, named by what it shows, or as the whole place is. */
function tiles(place: Place | null, keys: readonly string[], name?: string): Config[] {
  return keys.flatMap((key) =>
    (place?.entities.get(key) ?? []).map((entity) => ({
      type: 'tile',
      entity,
      name: name === undefined ? { type: 'entity' } : { type: 'text', text: name },
      ...(SWITCHES.has(key)
        ? { features: [{ type: 'toggle' }], features_position: 'inline', grid_options: { columns: 12 } }
        : {}),
    })),
  );
}
