import { describe, expect, it } from 'vitest';

import { localizer } from '../../src/i18n/localize';
import { dashboardOf, type Config, type Viewer } from '../../src/strategy/dashboard';
import { homeOf, type Registries } from '../../src/strategy/registry';
import { entity, registries } from './making';

const { text } = localizer('en');
const ADMIN: Viewer = { admin: true, log: true, base: '/privacy' };

interface View extends Config {
  readonly path: string;
  readonly sections: readonly { readonly cards: readonly Config[]; readonly column_span: number }[];
}

function views(given: Registries = registries(), viewer: Partial<Viewer> = {}): Readonly<Record<string, View>> {
  const { views: all } = dashboardOf(homeOf(given), { ...ADMIN, ...viewer }, text);
  return Object.fromEntries((all as readonly View[]).map((view) => [view.path, view]));
}

const cards = (view: View | undefined) => view?.sections.flatMap((section) => section.cards) ?? [];
const headings = (view: View | undefined) =>
  cards(view).flatMap(({ type, heading }) => (type === 'heading' ? [heading] : []));
const entities = (view: View | undefined) => cards(view).flatMap(({ entity: id }) => (id === undefined ? [] : [id]));
const cardOf = (view: View | undefined, type: string) => cards(view).filter((card) => card.type === `custom:${type}`);

describe('the privacy dashboard', () => {
  it('has five views, each with the badge', () => {
    const { title, views: all } = dashboardOf(homeOf(registries()), ADMIN, text);
    expect(title).toBe('Privacy');
    expect(all.map((view) => [view.path, view.title])).toEqual([
      ['home', 'Home'],
      ['microphones', 'Microphones'],
      ['rules', 'Rules'],
      ['log', 'Log'],
      ['audit', 'Audit'],
    ]);
    expect(
      all.every(({ type, badges }) => type === 'sections' && JSON.stringify(badges).includes('earshot-badge')),
    ).toBe(true);
  });

  it('shows the audit to administrators alone', () => {
    const { audit, home } = views(registries(), { admin: false });
    expect(audit).toBeUndefined();
    expect(cardOf(home, 'earshot-audit-card')).toEqual([]);
    expect(cardOf(views().audit, 'earshot-audit-card')).toHaveLength(1);
    expect(cardOf(views().home, 'earshot-audit-card')).toEqual([
      { type: 'custom:earshot-audit-card', limit: 4, navigation_path: '/privacy/audit' },
    ]);
  });

  it('shows everything at a glance at home', () => {
    const { home } = views();
    expect(headings(home)).toEqual(['Now', 'Today', 'Rules', 'Audit', 'Log', 'Patterns']);
    expect(cardOf(home, 'earshot-card')).toEqual([
      { type: 'custom:earshot-card', view: 'full', log_path: '/privacy/log' },
    ]);
    expect(entities(home)).toEqual([
      'sensor.violations',
      'sensor.coverage',
      'sensor.next',
      'switch.scheduler',
      'switch.away_enabled',
      'switch.night_enabled',
    ]);
    expect(cardOf(home, 'earshot-log-card')).toEqual([
      { type: 'custom:earshot-log-card', limit: 5, navigation_path: '/privacy/log' },
      { type: 'custom:earshot-log-card', view: 'heat' },
    ]);
  });

  it('leads from each heading to its view', () => {
    const paths = cards(views().home).flatMap(({ tap_action: tap }) =>
      tap === undefined ? [] : [(tap as { navigation_path: string }).navigation_path],
    );
    expect(paths).toEqual(['/privacy/rules', '/privacy/audit', '/privacy/log']);
  });

  it('calls a rule by its name where others are beside it', () => {
    const [night] = cards(views().home).filter((card) => card.entity === 'switch.night_enabled');
    expect(night).toMatchObject({ name: { type: 'text', text: 'Night' }, features: [{ type: 'toggle' }] });
    const [own] = cards(views().rules).filter((card) => card.entity === 'switch.night_enabled');
    expect(own).toMatchObject({ name: { type: 'entity' } });
  });

  it('has a section for each microphone, with all that shows it', () => {
    const { microphones } = views();
    expect(headings(microphones)).toEqual(['Bedroom', 'Kitchen']);
    expect(cardOf(microphones, 'earshot-card').map((card) => card.microphones)).toEqual([
      ['sensor.bed_status'],
      ['sensor.kitchen_status'],
    ]);
    expect(entities(microphones)).toEqual(['switch.kitchen_mute', 'sensor.kitchen_next']);
    const mute = cards(microphones).find((card) => card.entity === 'switch.kitchen_mute');
    expect(mute).toMatchObject({ features: [{ type: 'toggle' }], features_position: 'inline' });
    expect(cards(microphones).find((card) => card.entity === 'sensor.kitchen_next')).toEqual({
      type: 'tile',
      entity: 'sensor.kitchen_next',
      name: { type: 'entity' },
    });
  });

  it('has a section for each rule, with its switch and whether it is active', () => {
    const { rules } = views();
    expect(headings(rules)).toEqual(['All rules', 'Away', 'Night']);
    expect(entities(rules)).toEqual([
      'switch.scheduler',
      'sensor.next',
      'switch.away_enabled',
      'switch.night_enabled',
      'binary_sensor.night_active',
    ]);
  });

  it('leads administrators to a device', () => {
    const tap = (admin: boolean) =>
      ['microphones', 'rules'].map((path) =>
        cards(views(registries(), { admin })[path]).filter(({ tap_action: action }) => action !== undefined),
      );
    expect(tap(true).flat()).toContainEqual({
      type: 'heading',
      heading_style: 'title',
      heading: 'Kitchen',
      icon: 'mdi:microphone',
      tap_action: { action: 'navigate', navigation_path: '/config/devices/device/kitchen' },
    });
    expect(tap(true).map(({ length }) => length)).toEqual([2, 2]);
    expect(tap(false).flat()).toEqual([]);
  });

  it('has the whole log beside its patterns, and alone where it may not be read', () => {
    expect(cardOf(views().log, 'earshot-log-card').map(({ view, heat }) => [view, heat])).toEqual([
      [undefined, false],
      ['heat', undefined],
    ]);
    const { home, log } = views(registries(), { log: false });
    expect(cardOf(log, 'earshot-log-card')).toHaveLength(1);
    expect(headings(home)).toEqual(['Now', 'Today', 'Rules', 'Audit']);
  });

  it('is whole where nothing is set up yet', () => {
    const none = views({ language: 'en', states: {} }, { admin: false, log: false });
    expect(none.home?.sections).toHaveLength(1);
    expect(cardOf(none.microphones, 'earshot-card')).toHaveLength(1);
    expect(cards(none.rules)).toContainEqual({ type: 'markdown', content: 'There are no rules yet.' });
  });

  it('has no section of what belongs to all rules where the user sees nothing of it', () => {
    const given = { ...registries(), entities: entity('switch.night_enabled', 'enabled', 'night') };
    expect(headings(views(given).rules)).toEqual(['Night']);
  });

  it('gives a name to nothing that reads markup or templates', () => {
    const hostile = '<script>alert(1)</script>{{ states }}[x](javascript:alert(1))';
    const given = registries();
    const devices = Object.fromEntries(Object.keys(given.devices ?? {}).map((id) => [id, { name: hostile }]));
    for (const view of Object.values(views({ ...given, devices }))) {
      for (const { heading, name, ...rest } of cards(view)) {
        expect(JSON.stringify(rest)).not.toContain('alert');
        expect([heading, name]).toBeDefined();
      }
    }
  });
});
