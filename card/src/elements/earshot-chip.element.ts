import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';

import type { Connection, Microphone } from '../api/types';
import { glyph } from '../dom/icon';
import { lookOf } from '../model/looks';
import { rowWords, type Telling } from '../model/words';
import { glyphs, motion, tokens } from '../styles/tokens.styles';

/** One microphone in a pill: glyph, name, one word. Fires `earshot-open`. */
export class EarshotChip extends LitElement {
  static override styles = [
    tokens,
    glyphs,
    motion,
    css`
      :host {
        display: block;
        isolation: isolate;
        max-width: 100%;
      }
      .chip {
        position: relative;
        display: inline-flex;
        align-items: center;
        gap: 8px;
        height: 44px;
        max-width: 100%;
        border-radius: 22px;
        padding-block: 0;
        padding-inline: 6px 16px;
        background: var(--es-surface);
        border: 1px solid var(--ha-card-border-color, var(--divider-color));
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
      button:focus-visible {
        outline: 2px solid var(--es-ink);
        outline-offset: 2px;
      }
      .ic {
        width: 32px;
        height: 32px;
      }
      svg.i {
        width: 20px;
        height: 20px;
      }
      .s-problem .ic {
        border-radius: 10px;
      }
      .tx {
        min-width: 0;
      }
      .nm,
      .st {
        display: block;
        font-weight: 500;
        white-space: nowrap;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .nm {
        line-height: 16px;
      }
      .st {
        font-size: var(--ha-font-size-s, 12px);
        line-height: 14px;
        color: var(--w, var(--secondary-text-color));
        font-variant-numeric: tabular-nums;
      }
      :is(.s-listening, .s-streaming, .s-recording, .s-muting) {
        background: color-mix(in srgb, var(--es-hear) 16%, var(--es-surface));
        border-color: var(--es-hear-mark);
      }
      .s-problem {
        background: color-mix(in srgb, var(--es-bad) 11%, var(--es-surface));
        border-color: var(--es-bad);
      }
    `,
  ];

  @property({ attribute: false }) microphone?: Microphone;
  @property({ attribute: false }) telling?: Telling;
  @property() connection: Connection = 'loading';

  override render(): TemplateResult | typeof nothing {
    const { microphone, telling, connection } = this;
    if (microphone === undefined || telling === undefined) {
      return nothing;
    }
    const look = lookOf(microphone, connection === 'ready');
    const { strong, countingSince, aria } = rowWords(microphone, connection, telling);
    const counter = countingSince === null ? '' : ` ${telling.clock.counter(telling.now - countingSince)}`;
    return html`<div class="chip ${look.className}">
      ${glyph(look)}
      <span class="tx" aria-hidden="true"
        ><span class="nm"><bdi>${microphone.name}</bdi></span
        ><span class="st"><bdi>${strong}${counter}</bdi></span></span
      >
      <button aria-haspopup="dialog" aria-label=${aria} @click=${this.#open}></button>
    </div>`;
  }

  readonly #open = (): void => {
    const detail = this.microphone?.id;
    this.dispatchEvent(new CustomEvent('earshot-open', { detail, bubbles: true, composed: true }));
  };
}
