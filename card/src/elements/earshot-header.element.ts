import { mdiShieldLock, mdiShieldLockOutline } from '@mdi/js';
import { css, html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';

import type { Connection, Snapshot } from '../api/types';
import { headline } from '../model/headline';
import type { Telling } from '../model/words';
import { tokens } from '../styles/tokens.styles';

/** Who can hear, in one sentence, and the button for privacy mode. Fires `earshot-privacy` with what it is to be. */
export class EarshotHeader extends LitElement {
  static override styles = [
    tokens,
    css`
      :host {
        display: grid;
        grid-template-columns: 48px 1fr auto;
        gap: 0 8px;
        align-items: center;
        padding: 16px 16px 12px 12px;
      }
      svg {
        display: block;
        fill: currentColor;
        width: 28px;
        height: 28px;
      }
      .ear {
        align-self: start;
        width: 48px;
        height: 48px;
        box-sizing: border-box;
        border-radius: 50%;
        display: grid;
        place-items: center;
        color: var(--es-muted);
        background: var(--es-tint);
      }
      .live {
        background: color-mix(in srgb, var(--es-live) 18%, transparent);
        color: var(--es-live-text);
      }
      .hear {
        background: var(--es-hear);
        color: var(--es-on-hear);
      }
      .bad {
        background: var(--es-bad);
        color: var(--es-on-bad);
        border-radius: 14px;
      }
      .outlined {
        background: none;
        border: 1.5px solid color-mix(in srgb, var(--es-muted) 72%, transparent);
      }
      .dashed {
        background: none;
        border: 2px dashed color-mix(in srgb, var(--es-muted) 75%, transparent);
      }
      h2 {
        margin: 0;
        font-size: var(--ha-font-size-xl, 20px);
        line-height: 24px;
        font-weight: 500;
        letter-spacing: -0.1px;
        text-wrap: balance;
      }
      .sub {
        font-size: var(--ha-font-size-m, 14px);
        line-height: 20px;
        color: var(--secondary-text-color);
        margin-top: 2px;
        overflow: hidden;
      }
      .sub > div {
        display: flex;
        flex-wrap: wrap;
        margin-inline-start: -14px;
      }
      .sub span {
        position: relative;
        padding-inline-start: 14px;
        overflow-wrap: anywhere;
      }
      .sub span::before {
        content: '·';
        position: absolute;
        inset-inline-start: 0;
        width: 14px;
        text-align: center;
        color: var(--secondary-text-color);
        font-weight: 400;
      }
      .sub .strong {
        font-weight: 500;
      }
      .sub .of-hear {
        color: var(--es-hear-text);
      }
      .sub .of-bad {
        color: var(--es-bad-text);
      }
      button {
        font: inherit;
        border: 0;
        cursor: pointer;
        position: relative;
        height: 44px;
        border-radius: 22px;
        padding: 0 18px 0 14px;
        display: inline-flex;
        align-items: center;
        justify-content: center;
        gap: 8px;
        font-weight: 500;
        white-space: nowrap;
        background: var(--es-tint);
        color: var(--primary-text-color);
      }
      button svg {
        width: 20px;
        height: 20px;
      }
      button.on {
        background: var(--primary-text-color);
        color: var(--es-surface);
      }
      button[aria-disabled='true'] {
        cursor: default;
        box-shadow: inset 0 0 0 1px var(--divider-color);
        background: none;
        color: var(--secondary-text-color);
      }
      button.on[aria-disabled='true'] {
        color: var(--primary-text-color);
      }
      button:focus-visible {
        outline: 2px solid var(--es-ink);
        outline-offset: 2px;
      }
      @container (max-width: 559px) {
        :host(:not([compact])) {
          grid-template-columns: 48px 1fr;
        }
        :host(:not([compact])) button {
          grid-column: 1 / -1;
          margin: 12px 0 0 4px;
        }
      }
      :host([compact]) {
        grid-template-columns: 40px 1fr auto;
        padding: 12px 16px 8px 14px;
        column-gap: 10px;
      }
      :host([compact]) .ear {
        width: 40px;
        height: 40px;
      }
      :host([compact]) .ear svg {
        width: 24px;
        height: 24px;
      }
      :host([compact]) h2 {
        font-size: 16px;
        line-height: 20px;
      }
      :host([compact]) .sub {
        font-size: var(--ha-font-size-s, 12px);
        line-height: 16px;
        margin-top: 1px;
      }
      @container (max-width: 430px) {
        :host([compact]) button {
          width: 44px;
          padding: 0;
        }
        :host([compact]) button span {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) snapshot?: Snapshot;
  @property({ attribute: false }) telling?: Telling;
  @property() connection: Connection = 'loading';
  @property() heading: string | null = null;
  /** Whether there is a button for privacy mode. */
  @property({ type: Boolean }) privacy = true;
  @property({ type: Boolean, reflect: true }) compact = false;

  override render(): TemplateResult | typeof nothing {
    const { snapshot, telling } = this;
    if (snapshot === undefined || telling === undefined) {
      return nothing;
    }
    const { glyph, text, sublines } = headline(snapshot, this.connection, telling.text);
    const lines = this.heading === null ? sublines : [{ text, tone: 'plain' as const }, ...sublines];
    return html`<span class="ear ${glyph.tone} ${glyph.shape}">
        <svg viewBox="0 0 24 24" aria-hidden="true">${svg`<path d=${glyph.icon}></path>`}</svg>
      </span>
      <div>
        <h2><bdi>${this.heading ?? text}</bdi></h2>
        ${
          lines.length === 0
            ? nothing
            : html`<div class="sub">
                <div>
                  ${lines.map(
                    (line) =>
                      html`<span class=${line.tone === 'plain' ? '' : `strong of-${line.tone}`}
                        ><bdi>${line.text}</bdi></span
                      >`,
                  )}
                </div>
              </div>`
        }
      </div>
      ${this.privacy && this.connection === 'ready' ? this.#button(snapshot, telling) : nothing}`;
  }

  #button({ home }: Snapshot, { text }: Telling): TemplateResult | typeof nothing {
    const { entityId, on, refused } = home.privacyMode;
    if (entityId === null) {
      return nothing;
    }
    const label = text(on ? 'action.end_privacy_mode' : 'action.privacy_mode');
    return html`<button
      class=${on ? 'on' : ''}
      aria-disabled=${refused !== null}
      aria-label=${refused === null ? label : `${label}: ${text(`refused.${refused}`)}`}
      @click=${this.#press}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        ${svg`<path d=${on ? mdiShieldLock : mdiShieldLockOutline}></path>`}
      </svg>
      <span>${label}</span>
    </button>`;
  }

  readonly #press = (): void => {
    const privacy = this.snapshot?.home.privacyMode;
    if (privacy?.refused === null) {
      this.dispatchEvent(new CustomEvent('earshot-privacy', { detail: !privacy.on, bubbles: true, composed: true }));
    }
  };
}
