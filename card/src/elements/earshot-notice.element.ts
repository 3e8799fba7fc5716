import { mdiEarHearing, mdiLinkOff, mdiLockOutline, mdiMicrophonePlus, mdiPuzzleRemoveOutline } from '@mdi/js';
import { css, html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';

import type { Telling } from '../model/words';
import { tokens } from '../styles/tokens.styles';

export type Notice = 'loading' | 'lost' | 'missing' | 'not_set_up' | 'forbidden' | 'empty';

const ICONS: Readonly<Record<Notice, string>> = {
  loading: mdiEarHearing,
  lost: mdiLinkOff,
  missing: mdiPuzzleRemoveOutline,
  not_set_up: mdiEarHearing,
  forbidden: mdiLockOutline,
  empty: mdiMicrophonePlus,
};
/** Here it is not known what can hear, as everywhere where something is dashed. */
const UNSURE: ReadonlySet<Notice> = new Set(['loading', 'lost', 'missing']);
/** Where to go on, for those who may. */
const LINKS: Partial<Readonly<Record<Notice, readonly [string, 'set_up' | 'open' | 'add']>>> = {
  missing: ['/config/integrations/integration/earshot', 'open'],
  not_set_up: ['/config/integrations/integration/earshot', 'set_up'],
  empty: ['/config/integrations/integration/earshot', 'add'],
};

/** What a card says while there is nothing that it could show. */
export class EarshotNotice extends LitElement {
  static override styles = [
    tokens,
    css`
      :host {
        display: flex;
        gap: 8px;
        padding: 16px 16px 12px 12px;
        align-items: flex-start;
      }
      .ear {
        flex: none;
        width: 48px;
        height: 48px;
        box-sizing: border-box;
        border-radius: 50%;
        display: grid;
        place-items: center;
        color: var(--es-muted);
        background: var(--es-tint);
      }
      .unsure {
        background: none;
        border: 2px dashed color-mix(in srgb, var(--es-muted) 75%, transparent);
      }
      svg {
        fill: currentColor;
        width: 28px;
        height: 28px;
      }
      h2 {
        margin: 0;
        padding-top: 4px;
        font-size: 16px;
        line-height: 20px;
        font-weight: 500;
      }
      p {
        margin: 4px 0 12px;
        color: var(--secondary-text-color);
      }
      a {
        display: inline-flex;
        align-items: center;
        height: 44px;
        padding: 0 18px;
        border-radius: 22px;
        font-weight: 500;
        text-decoration: none;
        background: color-mix(in srgb, var(--es-live) 14%, transparent);
        color: var(--es-live-on);
      }
      a:focus-visible {
        outline: 2px solid var(--es-ink);
        outline-offset: 2px;
      }
    `,
  ];

  @property() notice: Notice = 'loading';
  @property({ attribute: false }) telling?: Telling;
  /** How many microphones the home has that are in nobody's care. */
  @property({ type: Number }) uncovered = 0;
  @property({ type: Boolean }) admin = false;

  override render(): TemplateResult | typeof nothing {
    const { notice, telling } = this;
    if (telling === undefined) {
      return nothing;
    }
    const { text } = telling;
    const link = this.admin ? LINKS[notice] : undefined;
    const detail =
      notice === 'loading'
        ? ''
        : notice === 'empty' && this.uncovered === 0
          ? ''
          : text(`connection.${notice}_detail`, { count: this.uncovered });
    return html`<span class="ear ${UNSURE.has(notice) ? 'unsure' : ''}">
        <svg viewBox="0 0 24 24" aria-hidden="true">${svg`<path d=${ICONS[notice]}></path>`}</svg>
      </span>
      <div role="status">
        <h2>${text(`connection.${notice}`)}</h2>
        ${detail === '' ? nothing : html`<p>${detail}</p>`}
        ${link === undefined ? nothing : html`<a href=${link[0]}>${text(`connection.${link[1]}`)}</a>`}
      </div>`;
  }
}
