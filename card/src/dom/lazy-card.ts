import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';

import type { HomeAssistant } from '../api/hass';
import { localizer } from '../i18n/localize';

interface Card extends HTMLElement {
  hass?: HomeAssistant;
  setConfig(config: unknown): void;
}

const FIRST_RETRY = 5_000;
const LAST_RETRY = 60_000;

/**
 * A card whose code comes when it is shown. Home Assistant can create it at once, whatever the network does, and whoever
 * configures it is told at once of what cannot be understood.
 */
export abstract class LazyCard extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
    p {
      margin: 0;
      padding: 16px;
    }
  `;

  /** The element that is the card; `load` defines it. */
  protected abstract readonly tag: string;
  @state() private card: Card | undefined;
  @state() private failed = false;
  #config: unknown;
  #hass: HomeAssistant | undefined;
  #wait = FIRST_RETRY;
  #retry: ReturnType<typeof setTimeout> | undefined;

  /** Load the code. Rejects where it does not come. */
  protected abstract load(): Promise<void>;

  /** Throw a sentence for the person who wrote what cannot be understood. */
  protected abstract check(config: unknown): void;

  setConfig(config: unknown): void {
    this.check(config);
    this.#config = config;
    this.card?.setConfig(config);
  }

  set hass(hass: HomeAssistant) {
    this.#hass = hass;
    if (this.card !== undefined) {
      this.card.hass = hass;
    }
  }

  getGridOptions(): Record<string, unknown> {
    return { columns: 12, rows: 'auto', min_columns: 6 };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.card === undefined) {
      void this.#begin();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#retry);
  }

  override render(): TemplateResult | typeof nothing {
    if (this.card !== undefined) {
      return html`${this.card}`;
    }
    const { text } = localizer(this.#hass?.language ?? 'en');
    return this.failed ? html`<ha-card><p role="alert">${text('connection.not_loaded')}</p></ha-card>` : nothing;
  }

  async #begin(): Promise<void> {
    clearTimeout(this.#retry);
    try {
      await this.load();
    } catch {
      this.failed = true;
      if (this.isConnected) {
        this.#retry = setTimeout(() => void this.#begin(), this.#wait);
        this.#wait = Math.min(this.#wait * 2, LAST_RETRY);
      }
      return;
    }
    if (this.card === undefined) {
      const card = document.createElement(this.tag) as Card;
      card.setConfig(this.#config);
      if (this.#hass !== undefined) {
        card.hass = this.#hass;
      }
      this.card = card;
    }
  }
}
