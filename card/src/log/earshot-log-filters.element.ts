import { mdiClose, mdiMagnify, mdiMenuDown } from '@mdi/js';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';

import type { Microphone } from '../api/types';
import { icon } from '../dom/icon';
import type { Telling } from '../model/words';
import { dimmed, tokens } from '../styles/tokens.styles';
import { chips, common } from './common.styles';
import { styles } from './earshot-log-filters.styles';
import { EVERYTHING, KINDS, type Question } from './filters';

const TYPED = 300;

/** What of the log is asked for. Fires `earshot-ask` with what of the question is to change. */
export class EarshotLogFilters extends LitElement {
  static override styles = [tokens, dimmed, common, chips, styles];

  @property({ attribute: false }) question: Question = EVERYTHING;
  @property({ attribute: false }) microphones: readonly Microphone[] = [];
  /** The id of the one that is chosen; null: all. */
  @property({ attribute: false }) chosen: string | null = null;
  @property({ attribute: false }) telling?: Telling;
  @property({ type: Boolean, reflect: true }) dim = false;
  #text = '';
  /** What was asked for last: the question has another text only where somebody else asked. */
  #asked = '';
  #typed: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typed);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('question') && this.question.text !== this.#asked) {
      clearTimeout(this.#typed);
      this.#text = this.#asked = this.question.text;
    }
  }

  override render(): TemplateResult | typeof nothing {
    const { telling } = this;
    return telling === undefined ? nothing : html`${this.#search(telling)}${this.#filters(telling)}`;
  }

  #search({ text }: Telling): TemplateResult {
    return html`<div class="search" role="search">
      ${icon(mdiMagnify)}
      <input
        type="search"
        maxlength="200"
        aria-label=${text('log.search')}
        placeholder=${text('log.search')}
        .value=${live(this.#text)}
        @input=${this.#type}
      />
      ${
        this.#text === ''
          ? nothing
          : html`<button class="icon" aria-label=${text('log.clear')} title=${text('log.clear')} @click=${this.#clear}>
              ${icon(mdiClose)}
            </button>`
      }
    </div>`;
  }

  #filters(telling: Telling): TemplateResult {
    const { question } = this;
    const { text } = telling;
    return html`<div class="filters" role="group" aria-label=${text('log.filters')}>
      ${question.before === null ? nothing : this.#until(question.before - 1, telling)}
      ${KINDS.map(
        (kind) =>
          html`<button
            class="f ${kind === question.kind ? 'on' : ''}"
            aria-pressed=${kind === question.kind}
            @click=${() => {
              this.#ask({ kind });
            }}
          >
            ${text(kind === 'all' ? 'log.all' : `log.kind_${kind}`)}
          </button>`,
      )}
      ${this.microphones.length < 2 ? nothing : this.#which(telling)}
    </div>`;
  }

  #until(at: number, { text, clock, now }: Telling): TemplateResult {
    const time = clock.moment(at, now);
    return html`<button class="f on" aria-label=${text('log.show_latest', { time })} @click=${this.#latest}>
      ${text('log.up_to', { time })}${icon(mdiClose)}
    </button>`;
  }

  #which({ text }: Telling): TemplateResult {
    const { microphones, chosen } = this;
    const name = microphones.find(({ id }) => id === chosen)?.name;
    return html`<span class="f which ${name === undefined ? '' : 'on'}">
      <span aria-hidden="true">${name ?? text('log.microphone')}</span>${icon(mdiMenuDown)}
      <select aria-label=${text('log.microphone')} .value=${live(chosen ?? '')} @change=${this.#pick}>
        <option value="">${text('log.every_microphone')}</option>
        ${microphones.map((each) => html`<option value=${each.id} ?selected=${each.id === chosen}>${each.name}</option>`)}
      </select>
    </span>`;
  }

  readonly #type = (event: Event): void => {
    this.#text = (event.target as HTMLInputElement).value;
    clearTimeout(this.#typed);
    this.#typed = setTimeout(() => {
      this.#ask({ text: this.#text });
    }, TYPED);
    this.requestUpdate();
  };

  readonly #clear = (): void => {
    this.#text = '';
    this.#ask({ text: '' });
    this.renderRoot.querySelector('input')?.focus();
    this.requestUpdate();
  };

  readonly #pick = (event: Event): void => {
    const id = (event.target as HTMLSelectElement).value;
    this.#ask({ microphoneIds: id === '' ? null : [id] });
  };

  readonly #latest = (): void => {
    this.#ask({ before: null });
  };

  #ask(detail: Partial<Question>): void {
    if (detail.text !== undefined) {
      clearTimeout(this.#typed);
      this.#asked = detail.text;
    }
    this.dispatchEvent(new CustomEvent('earshot-ask', { detail, bubbles: true, composed: true }));
  }
}
