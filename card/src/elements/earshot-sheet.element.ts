import {
  mdiAccountOutline,
  mdiAlertOutline,
  mdiCalendarClock,
  mdiClose,
  mdiInformationOutline,
  mdiLockOutline,
  mdiMicrophone,
  mdiMicrophoneOff,
  mdiRefresh,
  mdiShieldLockOutline,
} from '@mdi/js';
import { html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';

import type { Connection, Home, Microphone } from '../api/types';
import { choices, type Choice, type ChoiceKey } from '../model/choices';
import { lookOf } from '../model/looks';
import { assuranceWords, rowWords, sheetWords, type SheetLine, type Telling } from '../model/words';
import { busy, dimmed, glyphs, motion, tokens } from '../styles/tokens.styles';
import { styles } from './earshot-sheet.styles';

const ICONS: Readonly<Record<ChoiceKey, string>> = {
  retry: mdiRefresh,
  end_privacy_mode: mdiShieldLockOutline,
  resume_schedule: mdiCalendarClock,
  listen: mdiMicrophone,
  mute_15_minutes: mdiMicrophoneOff,
  mute_1_hour: mdiMicrophoneOff,
  mute_until_morning: mdiMicrophoneOff,
  mute_until_resume: mdiMicrophoneOff,
};

/** What may be done about a microphone, why it is as it is, and how far that can be trusted. Open while it is there. */
export class EarshotSheet extends LitElement {
  static override styles = [tokens, dimmed, glyphs, motion, busy, styles];

  @property({ attribute: false }) microphone?: Microphone;
  @property({ attribute: false }) home?: Home;
  @property({ attribute: false }) telling?: Telling;
  @property() connection: Connection = 'loading';
  @property({ type: Boolean }) pending = false;

  protected override firstUpdated(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    dialog?.showModal();
  }

  override render(): TemplateResult | typeof nothing {
    const { microphone, home, telling, connection } = this;
    if (microphone === undefined || home === undefined || telling === undefined) {
      return nothing;
    }
    const look = lookOf(microphone, connection === 'ready');
    const words = rowWords(microphone, connection, telling);
    const counter = words.countingSince === null ? '' : ` ${telling.clock.counter(telling.now - words.countingSince)}`;
    return html`<dialog aria-labelledby="name" @close=${this.#closed} @pointerdown=${this.#outside}>
      <div class="sheet">
        <div class="grab" aria-hidden="true"></div>
        <header class=${look.className}>
          <span class="ic ${look.motion ?? ''}">
            <svg class="i" viewBox="0 0 24 24" aria-hidden="true">${svg`<path d=${look.icon}></path>`}</svg>
          </span>
          <div class="tx">
            <h2 id="name">${microphone.name}</h2>
            <p class="st"><b>${words.strong}</b> ${words.beside}${counter}${words.after.map((part) => ` · ${part}`)}</p>
          </div>
          <button class="x" aria-label=${telling.text('action.close')} @click=${this.#close}>${icon(mdiClose)}</button>
        </header>
        ${connection === 'ready' ? this.#choices(choices(microphone, home, telling), telling) : nothing}
        ${this.#why(microphone, telling)} ${this.#assurance(microphone, telling)}
      </div>
    </dialog>`;
  }

  #choices(all: readonly Choice[], { text }: Telling): TemplateResult {
    const [main, mute] = [all.filter(({ group }) => group === 'main'), all.filter(({ group }) => group === 'mute')];
    return html`${
      main.length === 0
        ? nothing
        : html`<div class="options first">${main.map((each) => this.#option(each, 'wide'))}</div>`
    }
    ${
      mute.length === 0
        ? nothing
        : html`<h3 id="mute-for">${text('choice.mute_for')}</h3>
            <div class="options" role="group" aria-labelledby="mute-for">
              ${mute.map((each) => this.#option(each, ''))}
            </div>`
    }`;
  }

  #option(choice: Choice, size: 'wide' | ''): TemplateResult {
    const locked = choice.locked !== null || choice.call === null;
    const kind = choice.key === 'retry' ? 'bad' : choice.key === 'listen' || size === '' ? '' : 'first-choice';
    return html`<button
      class="opt ${size} ${locked ? 'off' : kind}"
      aria-disabled=${locked || this.pending}
      @click=${() => {
        if (!locked && !this.pending) {
          this.#choose(choice);
        }
      }}
    >
      ${icon(locked ? mdiLockOutline : ICONS[choice.key])}
      <span><span class="a">${choice.label}</span><span class="b">${choice.note}</span></span>
    </button>`;
  }

  #why(microphone: Microphone, telling: Telling): TemplateResult {
    const { title, lines, foot } = sheetWords(microphone, telling);
    return html`<h3>${title}</h3>
      <ul class="why">
        ${lines.map((line, index) => this.#line(line, microphone, index))}
      </ul>
      ${foot === '' ? nothing : html`<p class="foot">${foot}</p>`}`;
  }

  #line({ title, detail }: SheetLine, { reasons, problem }: Microphone, index: number): TemplateResult {
    const bad = problem !== null && index === 0;
    const hold = reasons[problem === null ? index : index - 1];
    const glyph = bad
      ? mdiAlertOutline
      : hold === undefined
        ? mdiInformationOutline
        : hold.kind === 'privacy_mode'
          ? mdiShieldLockOutline
          : hold.kind === 'person'
            ? mdiAccountOutline
            : mdiCalendarClock;
    return html`<li class=${bad ? 'bad' : ''}>
      ${icon(glyph)}
      <div><span class="a">${title}</span>${detail === '' ? nothing : html`<span class="b">${detail}</span>`}</div>
    </li>`;
  }

  #assurance(microphone: Microphone, telling: Telling): TemplateResult {
    const { title, detail, rank, label } = assuranceWords(microphone, telling);
    return html`<h3>${title}</h3>
      <div class="meter" role="img" aria-label=${label}>
        ${[1, 2, 3, 4, 5, 6].map((step) => html`<i class=${step <= rank ? 'm' : ''}></i>`)}
      </div>
      <p class="foot">${detail}</p>`;
  }

  #choose({ call }: Choice): void {
    this.dispatchEvent(new CustomEvent('earshot-choose', { detail: call, bubbles: true, composed: true }));
  }

  readonly #close = (): void => {
    this.renderRoot.querySelector('dialog')?.close();
  };

  /** A tap beside the sheet: the dialog itself is only its backdrop. */
  readonly #outside = (event: Event): void => {
    if (event.target === event.currentTarget) {
      this.#close();
    }
  };

  readonly #closed = (): void => {
    this.dispatchEvent(new CustomEvent('earshot-close', { bubbles: true, composed: true }));
  };
}

function icon(path: string): TemplateResult {
  return html`<svg class="i" viewBox="0 0 24 24" aria-hidden="true">${svg`<path d=${path}></path>`}</svg>`;
}
