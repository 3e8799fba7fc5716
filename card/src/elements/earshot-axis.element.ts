import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';

import type { Hours } from '../model/config';
import type { Telling } from '../model/words';
import { tokens } from '../styles/tokens.styles';
import { scaleOf } from '../timeline/scale';
import { ticksOf } from '../timeline/ticks';

/** The one axis of all strips, and the choice of its span in the rail before it. Fires `earshot-hours`. */
export class EarshotAxis extends LitElement {
  static override styles = [
    tokens,
    css`
      :host {
        display: grid;
        grid-template-columns: 40px 1fr;
        column-gap: 12px;
        align-items: start;
        height: 18px;
        font-size: var(--ha-font-size-s, 12px);
        line-height: 18px;
        color: var(--secondary-text-color);
        font-variant-numeric: tabular-nums;
      }
      button {
        position: relative;
        font: inherit;
        font-weight: 500;
        border: 0;
        padding: 0;
        background: none;
        cursor: pointer;
        color: var(--es-live-text);
        border-radius: 4px;
        height: 44px;
        margin: -13px -2px;
      }
      button:focus-visible {
        outline: 2px solid var(--es-ink);
        outline-offset: 2px;
      }
      .labels {
        position: relative;
        direction: ltr;
      }
      .labels span {
        position: absolute;
        transform: translateX(-50%);
        white-space: nowrap;
      }
      .now {
        color: var(--es-ink);
        font-weight: 500;
      }
    `,
  ];

  @property({ attribute: false }) telling?: Telling;
  @property({ type: Number }) hours: Hours = 24;
  @state() private width = 0;
  readonly #observer = new ResizeObserver(() => {
    this.width = Math.round(this.renderRoot.querySelector('.labels')?.clientWidth ?? 0);
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  override render(): TemplateResult | typeof nothing {
    const { telling, hours, width } = this;
    if (telling === undefined) {
      return nothing;
    }
    const { text, clock, now } = telling;
    const ticks = ticksOf(scaleOf(hours, now, width), clock);
    const fits = ({ x }: { x: number }) => x >= 4 && x <= width - 4;
    const span = text(hours === 24 ? 'timeline.24h' : 'timeline.7d');
    const other = text(hours === 24 ? 'timeline.show_7d' : 'timeline.show_24h');
    return html`<button aria-label=${`${span}: ${other}`} @click=${this.#switch}>${span}</button>
      <div class="labels" aria-hidden="true">
        ${
          width === 0
            ? nothing
            : html`${ticks.labels
                  .filter((tick) => tick.label !== '' && fits(tick))
                  .map(({ x, label }) => html`<span style=${`left:${x}px`}>${label}</span>`)}
                <span class="now" style=${`left:${ticks.now}px`}>${text('timeline.now')}</span>`
        }
      </div>`;
  }

  readonly #switch = (): void => {
    const detail: Hours = this.hours === 24 ? 168 : 24;
    this.dispatchEvent(new CustomEvent('earshot-hours', { detail, bubbles: true, composed: true }));
  };
}
