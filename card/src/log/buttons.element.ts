import { mdiDeleteOutline, mdiDotsGrid, mdiDownload } from '@mdi/js';
import { html, type TemplateResult } from 'lit';

import { icon } from '../dom/icon';
import type { Localizer } from '../i18n/localize';

/** What administrators do with the log. */
export type Tool = 'export' | 'purge';

const TOOLS: readonly (readonly [Tool, string])[] = [
  ['export', mdiDownload],
  ['purge', mdiDeleteOutline],
];

/** Draw the button that puts the map of misfires in the place of the log, and back. */
export function heatButton(text: Localizer['text'], shown: boolean, flip: () => void): TemplateResult {
  return html`<button
    class="icon"
    aria-label=${text('heat.show')}
    title=${text(shown ? 'heat.hide' : 'heat.show')}
    aria-pressed=${shown}
    @click=${flip}
  >
    ${icon(mdiDotsGrid)}
  </button>`;
}

/** Draw a button for each tool; the one that is open says so. */
export function toolButtons(
  text: Localizer['text'],
  open: Tool | null,
  choose: (tool: Tool) => void,
): TemplateResult[] {
  return TOOLS.map(
    ([tool, path]) =>
      html`<button
        class="icon"
        aria-label=${text(`log.${tool}`)}
        title=${text(`log.${tool}`)}
        aria-expanded=${open === tool}
        @click=${() => {
          choose(tool);
        }}
      >
        ${icon(path)}
      </button>`,
  );
}
