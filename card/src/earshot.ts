// First of all: the bundle keeps this order.
import './ready';

import { define } from './define';
import { say } from './editor/forms';
import { suggestBadge, suggestCard, suggestLog } from './editor/suggestions';
import { EarshotAreas } from './elements/earshot-areas.element';
import { EarshotAxis } from './elements/earshot-axis.element';
import { EarshotBadge } from './elements/earshot-badge.element';
import { EarshotCard } from './elements/earshot-card.element';
import { EarshotChip } from './elements/earshot-chip.element';
import { EarshotHeader } from './elements/earshot-header.element';
import { EarshotLegend } from './elements/earshot-legend.element';
import { EarshotNotice } from './elements/earshot-notice.element';
import { EarshotRow } from './elements/earshot-row.element';
import { EarshotSheet } from './elements/earshot-sheet.element';
import { EarshotStrip } from './elements/earshot-strip.element';
import { EarshotLogCard } from './log/earshot-log-card.element';
import { EarshotAuditCard } from './strategy/earshot-audit-card.element';
import { EarshotStrategy } from './strategy/earshot-strategy.element';

interface Listed {
  readonly type: string;
  readonly [key: string]: unknown;
}

interface Lists {
  customCards?: object[];
  customBadges?: object[];
  customStrategies?: object[];
}

const documentationURL = 'https://github.com/earshot-ha/earshot#cards';

define('earshot-areas', EarshotAreas);
define('earshot-axis', EarshotAxis);
define('earshot-chip', EarshotChip);
define('earshot-header', EarshotHeader);
define('earshot-legend', EarshotLegend);
define('earshot-notice', EarshotNotice);
define('earshot-row', EarshotRow);
define('earshot-sheet', EarshotSheet);
define('earshot-strip', EarshotStrip);
define('earshot-card', EarshotCard);
define('earshot-log-card', EarshotLogCard);
define('earshot-audit-card', EarshotAuditCard);
define('ll-strategy-dashboard-earshot', EarshotStrategy);
define('earshot-badge', EarshotBadge);

// Home Assistant reads these lists when a picker is opened: by then it knows the user's language.
const page = window as Window & Lists;
page.customCards = listed(page.customCards, [
  {
    type: 'earshot-card',
    get name() {
      return say('picker.card');
    },
    get description() {
      return say('picker.card_description');
    },
    preview: true,
    documentationURL,
    getEntitySuggestion: suggestCard,
  },
  {
    type: 'earshot-log-card',
    get name() {
      return say('picker.log');
    },
    get description() {
      return say('picker.log_description');
    },
    preview: true,
    documentationURL,
    getEntitySuggestion: suggestLog,
  },
]);
page.customBadges = listed(page.customBadges, [
  {
    type: 'earshot-badge',
    get name() {
      return say('picker.card');
    },
    get description() {
      return say('picker.badge_description');
    },
    preview: true,
    documentationURL,
    getEntitySuggestion: suggestBadge,
  },
]);
page.customStrategies = listed(page.customStrategies, [
  {
    type: 'earshot',
    strategyType: 'dashboard',
    name: 'Earshot',
    get description() {
      return say('picker.strategy_description');
    },
    documentationURL,
  },
]);

/** Add to a list of the page what is not in it. */
function listed(list: object[] | undefined, added: readonly Listed[]): object[] {
  const all = list ?? [];
  const known = new Set(all.map((each) => (each as { type?: unknown }).type));
  all.push(...added.filter(({ type }) => !known.has(type)));
  return all;
}
