import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';

import { errorWords } from '../api/actions';
import type { HomeAssistant } from '../api/hass';
import type { Microphone } from '../api/types';
import type { Telling } from '../model/words';
import { dimmed, tokens } from '../styles/tokens.styles';
import { chips, common } from './common.styles';
import { styles } from './earshot-log-tools.styles';
import { exportWords, purgeMessage, purgeWords, SPANS, startOf, type Span } from './erase';
import { parseErased, parseExport } from './parse';

/** What administrators do with the log as a whole: take it along, or erase it. Fires `earshot-done` with what is to be said. */
export class EarshotLogTools extends LitElement {
  static override styles = [tokens, dimmed, common, chips, styles];

  @property() tool: 'export' | 'purge' = 'export';
  @property({ attribute: false }) hass?: HomeAssistant;
  /** Whose log is shown; null: everything, of removed microphones too. */
  @property({ attribute: false }) microphones: readonly Microphone[] | null = null;
  @property({ attribute: false }) telling?: Telling;
  @property({ type: Boolean, reflect: true }) dim = false;
  @state() private span: Span = 'hour';
  @state() private busy = false;
  @state() private problem = '';

  override render(): TemplateResult | typeof nothing {
    const { telling } = this;
    if (telling === undefined) {
      return nothing;
    }
    return html`<div class="panel" role="group" aria-label=${telling.text(`log.${this.tool}`)}>
      ${this.tool === 'export' ? this.#export(telling) : this.#purge(telling)}
      ${this.problem === '' ? nothing : html`<p role="alert">${this.problem}</p>`}
    </div>`;
  }

  #export(telling: Telling): TemplateResult {
    const { text } = telling;
    return html`<p dir="auto">${exportWords(this.#names, telling)}</p>
      <div class="btns">
        ${(['csv', 'jsonl'] as const).map(
          (format) =>
            html`<button
              class="btn"
              ?disabled=${this.busy}
              @click=${() => {
                void this.#take(format);
              }}
            >
              ${text(`log.export_${format}`)}
            </button>`,
        )}
        ${this.#cancel(text)}
      </div>`;
  }

  #purge(telling: Telling): TemplateResult {
    const { text, clock, now } = telling;
    const start = startOf(this.span, now, clock);
    return html`<div class="filters" role="group" aria-label=${text('log.purge_span')}>
        ${SPANS.map(
          (span) =>
            html`<button
              class="f ${span === this.span ? 'on' : ''}"
              aria-pressed=${span === this.span}
              @click=${() => {
                this.span = span;
              }}
            >
              ${text(`log.purge_${span}`)}
            </button>`,
        )}
      </div>
      <p aria-live="polite" dir="auto">${purgeWords(start, this.#names, telling)}</p>
      <div class="btns">
        <button class="btn bad" ?disabled=${this.busy} @click=${this.#erase}>${text('log.purge_confirm')}</button>
        ${this.#cancel(text)}
      </div>`;
  }

  #cancel(text: Telling['text']): TemplateResult {
    return html`<button class="btn q" @click=${this.#close}>${text('log.cancel')}</button>`;
  }

  get #names(): readonly string[] | null {
    return this.microphones?.map(({ name }) => name) ?? null;
  }

  async #take(format: 'csv' | 'jsonl'): Promise<void> {
    const { hass } = this;
    const entities = this.microphones?.flatMap(({ entities: { status } }) => status ?? []);
    await this.#do(async () => {
      const target = entities === undefined ? undefined : { entity_id: entities };
      const url = parseExport(await hass?.callService('earshot', 'export_log', { format }, target, false, true));
      if (url === null) {
        throw new Error(this.telling?.text('log.failed'));
      }
      const link = document.createElement('a');
      link.href = url;
      link.download = '';
      link.target = '_blank';
      this.renderRoot.append(link);
      link.click();
      link.remove();
      return '';
    });
  }

  readonly #erase = (): void => {
    const { hass, telling } = this;
    if (telling === undefined) {
      return;
    }
    const start = startOf(this.span, Date.now(), telling.clock);
    void this.#do(async () => {
      const { rows } = parseErased(
        await hass?.callWS(purgeMessage(start, this.microphones?.map(({ id }) => id) ?? null)),
      );
      return telling.text('log.purge_done', { count: rows });
    });
  };

  async #do(what: () => Promise<string>): Promise<void> {
    this.busy = true;
    this.problem = '';
    try {
      this.#done(await what());
    } catch (error) {
      this.problem = errorWords(error);
    }
    this.busy = false;
  }

  readonly #close = (): void => {
    this.#done(null);
  };

  #done(says: string | null): void {
    this.dispatchEvent(new CustomEvent('earshot-done', { detail: says, bubbles: true, composed: true }));
  }
}
