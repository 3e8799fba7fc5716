import { mdiTextBoxRemoveOutline } from '@mdi/js';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';

import type { HomeAssistant } from '../api/hass';
import { parseTimeline } from '../api/parse';
import type { Snapshot, Timeline } from '../api/types';
import type { Telling } from '../model/words';
import { dimmed, tokens } from '../styles/tokens.styles';
import { common } from './common.styles';
import { heatMessage, isStale, sinceWords } from './heat';
import { note } from './note.element';

/** The map of misfires with its heading; what is slotted stands beside it. */
export class EarshotPatterns extends LitElement {
  static override styles = [
    tokens,
    dimmed,
    common,
    css`
      .since {
        flex: none;
        padding-inline-end: 12px;
        font-size: 12px;
        line-height: 16px;
        color: var(--secondary-text-color);
      }
    `,
  ];

  @property({ attribute: false }) hass?: HomeAssistant;
  @property() heading = '';
  /** Ids; null: all. */
  @property({ attribute: false }) microphoneIds: readonly string[] | null = null;
  @property({ attribute: false }) snapshot: Snapshot | null = null;
  @property({ attribute: false }) telling?: Telling;
  /** Whether nothing can be asked: the connection is lost. */
  @property({ type: Boolean }) still = false;
  @property({ type: Boolean, reflect: true }) dim = false;
  @state() private timeline: Timeline | undefined;
  @state() private failed = false;
  /** When it was asked for last. */
  #asked: number | null = null;
  #of = '';

  override willUpdate(changed: PropertyValues<this>): void {
    const of = this.microphoneIds?.join('\n') ?? '*';
    if (of !== this.#of) {
      [this.#of, this.#asked, this.timeline] = [of, null, undefined];
    } else if (changed.get('still') === true && this.failed) {
      this.#asked = null;
    }
    const { hass, telling } = this;
    if (hass !== undefined && telling !== undefined && !this.still && isStale(this.#asked, telling.now)) {
      this.#asked = telling.now;
      void this.#load(hass, telling.now);
    }
  }

  override render(): TemplateResult | typeof nothing {
    const { telling } = this;
    if (telling === undefined) {
      return nothing;
    }
    const since = this.timeline === undefined ? '' : sinceWords(this.timeline, telling);
    return html`<div class="head">
        <h2><bdi>${this.heading === '' ? telling.text('heat.title') : this.heading}</bdi></h2>
        <span class="since"><bdi>${since}</bdi></span
        ><slot></slot>
      </div>
      ${this.#body(telling)}`;
  }

  #body(telling: Telling): TemplateResult {
    const { text } = telling;
    if (this.timeline !== undefined) {
      return html`<earshot-heat
        .timeline=${this.timeline}
        .snapshot=${this.snapshot}
        .telling=${telling}
        .locale=${this.hass?.locale ?? { language: 'en' }}
        ?dim=${this.dim}
      ></earshot-heat>`;
    }
    return this.failed
      ? note(
          mdiTextBoxRemoveOutline,
          text('log.failed'),
          '',
          html`<button class="btn" @click=${this.#retry}>${text('log.retry')}</button>`,
        )
      : html`<div class="line" role="status">${text('connection.loading')}</div>`;
  }

  readonly #retry = (): void => {
    this.#asked = null;
    this.failed = false;
  };

  async #load(hass: HomeAssistant, now: number): Promise<void> {
    const of = this.#of;
    this.failed = false;
    try {
      const timeline = parseTimeline(await hass.callWS(heatMessage(now, this.microphoneIds)));
      if (of === this.#of) {
        this.timeline = timeline;
      }
    } catch {
      // An older map is better than none.
      this.failed = this.timeline === undefined;
    }
  }
}
