import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';

import type { Connection, Microphone } from '../api/types';
import { glyph } from '../dom/icon';
import { tell } from '../dom/tell';
import { rowAction } from '../model/choices';
import { lookOf } from '../model/looks';
import { rowWords, type Telling } from '../model/words';
import { busy, glyphs, motion, tokens } from '../styles/tokens.styles';
import { styles } from './earshot-row.styles';

/** How long a row is held before it is about the entity itself, as on Home Assistant's own cards. */
const HOLD = 500;

/** One microphone: glyph, name, status words, button. Fires `earshot-open` and `earshot-act`; the strip is slotted. */
export class EarshotRow extends LitElement {
  static override styles = [tokens, glyphs, motion, busy, styles];

  @property({ attribute: false }) microphone?: Microphone;
  @property({ attribute: false }) telling?: Telling;
  @property() connection: Connection = 'loading';
  /** Whether what was asked for has not read back yet. */
  @property({ type: Boolean }) pending = false;
  /** Less of everything: no strip. */
  @property({ type: Boolean, reflect: true }) compact = false;
  /** Only what it is; why, until when and what may be done are behind a tap. */
  @property({ type: Boolean }) brief = false;
  #hold: ReturnType<typeof setTimeout> | undefined;
  #held = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#hold);
  }

  override render(): TemplateResult | typeof nothing {
    const { microphone, telling, connection } = this;
    if (microphone === undefined || telling === undefined) {
      return nothing;
    }
    const { text, clock, now } = telling;
    const look = lookOf(microphone, connection === 'ready');
    const words = rowWords(microphone, connection, telling);
    const action = this.brief ? null : rowAction(microphone, connection === 'ready');
    const after = !this.brief ? words.after : look.key === 'blocked' ? [text('detail.blocked')] : [];
    const counter =
      words.countingSince === null
        ? nothing
        : html` <span class="num">${clock.counter(now - words.countingSince)}</span>`;
    const button =
      action === null
        ? nothing
        : html`<button
            class="act ${this.pending ? 'busy' : ''}"
            aria-busy=${this.pending}
            ?disabled=${this.pending}
            aria-label=${text(`say.${action}_button`, { name: microphone.name })}
            @click=${this.#act}
          >
            ${text(`action.${action}`)}
          </button>`;
    return html`<div class="mic ${look.className}">
      <div class="main">
        ${glyph(look)}
        <span class="tx" aria-hidden="true">
          <span class="nm"><bdi>${microphone.name}</bdi></span>
          <span class="st"
            ><bdi
              ><b>${words.strong}</b
              >${words.beside === '' ? nothing : ` ${words.beside}`}${counter}${after.map((part) => ` · ${part}`)}</bdi
            ></span
          >
        </span>
        <button
          class="open"
          aria-haspopup="dialog"
          aria-label=${words.aria}
          @click=${this.#open}
          @pointerdown=${this.#press}
          @pointerup=${this.#release}
          @pointerleave=${this.#release}
          @pointercancel=${this.#release}
          @contextmenu=${this.#menu}
        ></button>
      </div>
      ${button}
      <slot></slot>
    </div>`;
  }

  readonly #open = (): void => {
    // The click that ends a hold is none.
    if (!this.#held) {
      this.#fire('earshot-open');
    }
    this.#held = false;
  };

  readonly #press = (): void => {
    this.#held = false;
    clearTimeout(this.#hold);
    this.#hold = setTimeout(() => {
      const entityId = this.microphone?.entities.status;
      if (entityId !== undefined) {
        this.#held = true;
        tell(this, 'hass-more-info', { entityId });
      }
    }, HOLD);
  };

  readonly #release = (): void => {
    clearTimeout(this.#hold);
  };

  /** A long touch would open the browser's menu. */
  readonly #menu = (event: PointerEvent): void => {
    if (event.pointerType === 'touch') {
      event.preventDefault();
    }
  };

  readonly #act = (): void => {
    this.#fire('earshot-act');
  };

  #fire(type: 'earshot-open' | 'earshot-act'): void {
    this.dispatchEvent(new CustomEvent(type, { detail: this.microphone?.id, bubbles: true, composed: true }));
  }
}
