import { mdiCheck, mdiClose, mdiEyeOffOutline, mdiEyeOutline, mdiUndo } from '@mdi/js';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';

import { icon } from '../dom/icon';
import type { Telling } from '../model/words';
import { dimmed, tokens } from '../styles/tokens.styles';
import { common } from './common.styles';
import { styles } from './earshot-log-row.styles';
import { ICONS } from './icons';
import type { Entry } from './parse';
import { hasWords, reasonsOf, rowWords, type RowWords } from './verdict';

/** An activation. Fires `earshot-toggle` with its id, and `earshot-correct` with `{id, misfire, undo}`. */
export class EarshotLogRow extends LitElement {
  static override styles = [tokens, dimmed, common, styles];

  @property({ attribute: false }) entry?: Entry;
  /** In place of an entry: of a microphone that hears now. */
  @property({ attribute: false }) now?: RowWords;
  @property({ attribute: false }) telling?: Telling;
  @property({ type: Boolean }) open = false;
  /** Whether a person has just said of it what can be undone. */
  @property({ type: Boolean }) noted = false;
  @property({ type: Boolean }) still = false;
  @property({ type: Boolean, reflect: true }) dim = false;
  #shown = false;

  override willUpdate(): void {
    this.#shown &&= this.open;
  }

  override render(): TemplateResult | typeof nothing {
    const { entry, telling, now } = this;
    if (now !== undefined) {
      return html`<div class="ev ${now.tone}">${line(now, false)}</div>`;
    }
    if (entry === undefined || telling === undefined) {
      return nothing;
    }
    const words = rowWords(entry, telling);
    const row = html`<div class="ev ${words.tone} ${this.open ? '' : 'shut'}">
      ${line(words, true)}
      <button class="over" aria-label=${words.aria} aria-expanded=${this.open} @click=${this.#toggle}></button>
    </div>`;
    return this.open ? html`<div class="open">${row}${this.#details(entry, telling)}</div>` : row;
  }

  #details(entry: Entry, telling: Telling): TemplateResult {
    const { text } = telling;
    return html`<div class="det">
      <ul>
        ${reasonsOf(entry, telling).map((reason) => html`<li>${icon(ICONS[reason.icon])}<bdi>${reason.text}</bdi></li>`)}
      </ul>
      ${hasWords(entry) ? this.#words(entry, text) : nothing}
      ${entry.kind === 'capture' ? nothing : this.#buttons(entry, text)}
    </div>`;
  }

  /** What was said is not in the page before it is asked for. */
  #words(entry: Entry, text: Telling['text']): TemplateResult {
    const shown = this.#shown;
    return html`<button class="show" aria-expanded=${shown} @click=${this.#show}>
        ${icon(shown ? mdiEyeOutline : mdiEyeOffOutline)}${text(shown ? 'log.hide_words' : 'log.show_words')}
      </button>
      ${
        shown
          ? html`<dl>${said(text('log.understood'), entry.transcript)}${said(text('log.answered'), entry.reply)}</dl>`
          : nothing
      }`;
  }

  #buttons(entry: Entry, text: Telling['text']): TemplateResult {
    const likely = entry.misfire && !entry.corrected;
    return html`<div class="btns">
      <button
        class="btn ${likely ? '' : 'q'}"
        aria-pressed=${entry.corrected && !entry.misfire}
        ?disabled=${this.still}
        @click=${this.#meant}
      >
        ${icon(mdiCheck)}${text('log.meant')}
      </button>
      <button
        class="btn q"
        aria-pressed=${entry.corrected && entry.misfire}
        ?disabled=${this.still}
        @click=${this.#misfire}
      >
        ${icon(mdiClose)}${text('log.misfire')}
      </button>
      ${
        this.noted
          ? html`<button class="show" ?disabled=${this.still} @click=${this.#undo}>
              ${icon(mdiUndo)}${text('log.undo')}
            </button>`
          : nothing
      }
    </div>`;
  }

  readonly #toggle = (): void => {
    this.#fire('earshot-toggle', this.entry?.id);
  };

  readonly #show = (): void => {
    this.#shown = !this.#shown;
    this.requestUpdate();
  };

  readonly #meant = (): void => {
    this.#correct(false);
  };

  readonly #misfire = (): void => {
    this.#correct(true);
  };

  readonly #undo = (): void => {
    this.#correct(this.entry?.misfire !== true, true);
  };

  #correct(misfire: boolean, undo = false): void {
    this.#fire('earshot-correct', { id: this.entry?.id, misfire, undo });
  }

  #fire(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

/** A row's words; hidden where a sentence says them. */
function line(words: RowWords, hidden: boolean): TemplateResult {
  return html`<span class="tm" aria-hidden=${hidden}>${words.time}</span>
    <span class="ei">${icon(ICONS[words.icon])}</span>
    <span class="words" aria-hidden=${hidden}
      ><span class="a"><bdi>${words.title}</bdi></span
      ><span class="b"><bdi>${words.detail}</bdi></span></span
    >
    <span class="du" aria-hidden=${hidden}><bdi>${words.duration}</bdi></span>`;
}

function said(term: string, words: string | null): TemplateResult | typeof nothing {
  return words === null
    ? nothing
    : html`<dt>${term}</dt>
        <dd dir="auto">${words}</dd>`;
}
