import { css, html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';

import type { HomeAssistant } from '../api/hass';
import { Page } from '../dom/page';
import { navigate, tell } from '../dom/tell';
import { badgeForm, badgeStub } from '../editor/forms';
import { badgeWords } from '../model/headline';
import { parseBadgeConfig, type BadgeConfig } from '../model/config';
import type { Telling } from '../model/words';
import { tokens } from '../styles/tokens.styles';

/** `custom:earshot-badge`: who can hear, in the size of Home Assistant's badges. */
export class EarshotBadge extends LitElement {
  static override styles = [
    tokens,
    css`
      :host {
        display: inline-block;
      }
      .badge {
        height: 36px;
        min-width: 36px;
        border-radius: 18px;
        display: inline-flex;
        align-items: center;
        justify-content: center;
        gap: 8px;
        padding: 0 12px;
        border: 1px solid var(--ha-card-border-color, var(--divider-color));
        background: var(--es-surface);
        color: var(--primary-text-color);
        position: relative;
        box-sizing: border-box;
      }
      /* Over what it opens: its name is a sentence, not what is written in it. */
      button {
        position: absolute;
        inset: -1px;
        padding: 0;
        border: 0;
        border-radius: inherit;
        background: none;
        cursor: pointer;
      }
      button::after {
        content: '';
        position: absolute;
        inset: -4px;
      }
      button:focus-visible {
        outline: 2px solid var(--es-ink);
        outline-offset: 2px;
      }
      svg {
        fill: currentColor;
        width: 18px;
        height: 18px;
        margin-inline-start: -4px;
        color: var(--c, var(--es-muted));
      }
      .l,
      .v {
        display: block;
        font-weight: 500;
        letter-spacing: 0.1px;
        white-space: nowrap;
      }
      .l {
        font-size: 10px;
        line-height: 10px;
        color: var(--secondary-text-color);
      }
      .v {
        font-size: var(--ha-font-size-s, 12px);
        line-height: 14px;
        margin-top: 1px;
      }
      .live {
        --c: var(--es-live-text);
      }
      .hear {
        background: var(--es-hear);
        border-color: var(--es-hear);
        --c: var(--es-on-hear);
      }
      .hear,
      .hear .l {
        color: var(--es-on-hear);
      }
      .bad {
        background: color-mix(in srgb, var(--es-bad) 84%, #000);
        border-color: transparent;
        --c: var(--es-on-bad);
      }
      .bad,
      .bad .l {
        color: var(--es-on-bad);
      }
      .unsure {
        border-style: dashed;
        border-color: color-mix(in srgb, var(--es-muted) 75%, transparent);
      }
      .dot {
        padding: 0;
      }
      .dot svg {
        margin: 0;
      }
    `,
  ];

  static getConfigForm = badgeForm;
  static getStubConfig = badgeStub;

  @state() private config?: BadgeConfig;
  @state() private telling: Telling | undefined;
  /** Set by Home Assistant while a dashboard is edited. */
  @property({ type: Boolean }) preview = false;
  readonly #page = new Page({
    told: () => {
      this.telling = this.#page.telling();
      this.requestUpdate();
    },
  });

  setConfig(config: unknown): void {
    this.config = parseBadgeConfig(config);
  }

  set hass(hass: HomeAssistant) {
    this.#page.take(hass);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#page.connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#page.disconnect();
  }

  override render(): TemplateResult | typeof nothing {
    const { config, telling } = this;
    const store = this.#page.store;
    if (config === undefined || telling === undefined || store === undefined) {
      return nothing;
    }
    const { icon, tone, label, value, aria } = badgeWords(store.snapshot, store.connection, telling.text);
    const glyph = html`<svg viewBox="0 0 24 24" aria-hidden="true">${svg`<path d=${icon}></path>`}</svg>`;
    return html`<div class="badge ${tone} ${config.text ? '' : 'dot'}" dir=${this.#page.direction}>
      ${glyph}${
        config.text
          ? html`<span aria-hidden="true"
              ><span class="l"><bdi>${label}</bdi></span
              ><span class="v"><bdi>${value}</bdi></span></span
            >`
          : nothing
      }
      <button aria-label=${aria} @click=${this.#open}></button>
    </div>`;
  }

  readonly #open = (): void => {
    const { config } = this;
    if (config?.path !== null && config?.path !== undefined) {
      navigate(config.path);
      return;
    }
    const entityId = this.#page.store?.snapshot?.home.privacyMode.entityId ?? null;
    if (entityId !== null) {
      tell(this, 'hass-more-info', { entityId });
    }
  };
}
