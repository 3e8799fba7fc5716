import {
  mdiAccountOutline,
  mdiAlertOutline,
  mdiBellOffOutline,
  mdiCalendarClock,
  mdiCheckDecagramOutline,
  mdiChip,
  mdiClockOutline,
  mdiClose,
  mdiCloudOffOutline,
  mdiGestureTap,
  mdiHelpCircleOutline,
  mdiHomeOutline,
  mdiInformationOutline,
  mdiLockOutline,
  mdiMicrophone,
  mdiMicrophoneOff,
  mdiPause,
  mdiPowerPlugOffOutline,
  mdiPowerPlugOutline,
  mdiRefresh,
  mdiRobotOutline,
  mdiShieldLockOutline,
  mdiShieldOffOutline,
  mdiTextBoxOutline,
  mdiTimerOutline,
  mdiToggleSwitchOffOutline,
  mdiWeatherSunsetUp,
} from '@mdi/js';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';

import type { Assurance, Connection, Home, Microphone } from '../api/types';
import { glyph, icon } from '../dom/icon';
import { choices, type Choice, type ChoiceKey } from '../model/choices';
import { lookOf } from '../model/looks';
import { assuranceWords, rowWords, sheetWords, type LineKind, type SheetLine, type Telling } from '../model/words';
import { busy, dimmed, glyphs, motion, tokens } from '../styles/tokens.styles';
import { styles } from './earshot-sheet.styles';

const ICONS: Readonly<Record<ChoiceKey, string>> = {
  retry: mdiRefresh,
  end_privacy_mode: mdiShieldLockOutline,
  resume_schedule: mdiCalendarClock,
  listen: mdiMicrophone,
  mute_15_minutes: mdiTimerOutline,
  mute_1_hour: mdiClockOutline,
  mute_until_morning: mdiWeatherSunsetUp,
  mute_until_resume: mdiMicrophoneOff,
};
const LINES: Readonly<Record<LineKind, string>> = {
  privacy_mode: mdiShieldLockOutline,
  person: mdiAccountOutline,
  automation: mdiRobotOutline,
  rule: mdiCalendarClock,
  default: mdiHomeOutline,
  device: mdiGestureTap,
  problem: mdiAlertOutline,
  nothing: mdiInformationOutline,
  note: mdiHelpCircleOutline,
  dnd: mdiBellOffOutline,
  plug: mdiPowerPlugOutline,
  button: mdiGestureTap,
};
const ASSURED: Readonly<Record<Assurance, string>> = {
  power_cut: mdiPowerPlugOffOutline,
  hardware: mdiToggleSwitchOffOutline,
  firmware: mdiChip,
  software: mdiPause,
  upload_blocked: mdiCloudOffOutline,
  response_only: mdiBellOffOutline,
  none: mdiShieldOffOutline,
};

/** What may be done about a microphone, why it is as it is, and how far that can be trusted. Open while it is there. */
export class EarshotSheet extends LitElement {
  static override styles = [tokens, dimmed, glyphs, motion, busy, styles];

  @property({ attribute: false }) microphone?: Microphone;
  @property({ attribute: false }) home?: Home;
  @property({ attribute: false }) telling?: Telling;
  @property() connection: Connection = 'loading';
  @property({ type: Boolean }) pending = false;
  /** How a test of the mute goes or went; empty: none was asked for. */
  @property() trial = '';

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
    // Whose sheet it is, is what is read first; a button that closes it would be no beginning.
    this.renderRoot.querySelector('h2')?.focus();
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
          ${glyph(look)}
          <div class="tx">
            <h2 id="name" tabindex="-1"><bdi>${microphone.name}</bdi></h2>
            <p class="st"><b>${words.strong}</b> ${words.beside}${counter}${words.after.map((part) => ` · ${part}`)}</p>
          </div>
          <button class="x" aria-label=${telling.text('action.close')} @click=${this.#close}>${icon(mdiClose)}</button>
        </header>
        ${connection === 'ready' ? this.#choices(choices(microphone, home, telling), telling) : nothing}
        ${this.#why(microphone, telling)} ${this.#more(microphone, home, telling)}
      </div>
    </dialog>`;
  }

  #choices(all: readonly Choice[], { text }: Telling): TemplateResult {
    const [main, mute] = [all.filter(({ group }) => group === 'main'), all.filter(({ group }) => group === 'mute')];
    return html`${
      main.length === 0
        ? nothing
        : html`<div class="options first">
            ${main.map((each, index) => this.#option(each, index === 0 ? 'wide first-choice' : 'wide'))}
          </div>`
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

  #option(choice: Choice, kind: 'wide first-choice' | 'wide' | ''): TemplateResult {
    const locked = choice.locked !== null || choice.call === null;
    return html`<button
      class="opt ${locked ? `off ${kind === '' ? '' : 'wide'}` : choice.key === 'retry' ? 'wide bad' : kind}"
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
    const { title, lines, foot, helps } = sheetWords(microphone, this.connection, telling);
    return html`<h3>${title}</h3>
      <ul class="why">
        ${lines.map((line) => this.#line(line))} ${this.#assurance(microphone, telling)}
      </ul>
      ${foot === '' ? nothing : html`<p class="foot">${foot}</p>`}
      ${
        helps.length === 0
          ? nothing
          : html`<h3>${telling.text('sheet.helps')}</h3>
              <ul class="why">
                ${helps.map((line) => this.#line(line))}
              </ul>`
      }`;
  }

  #line({ kind, title, detail }: SheetLine): TemplateResult {
    return html`<li class=${kind === 'problem' ? 'bad' : ''}>
      ${icon(LINES[kind])}
      <div><span class="a">${title}</span>${detail === '' ? nothing : html`<span class="b">${detail}</span>`}</div>
    </li>`;
  }

  #assurance(microphone: Microphone, telling: Telling): TemplateResult {
    const { title, detail, rank, label } = assuranceWords(microphone, this.connection, telling);
    return html`<li>
      ${icon(ASSURED[microphone.assurance])}
      <div>
        <span class="a">${title}</span>
        <span class="meter" role="img" aria-label=${label}>
          ${[1, 2, 3, 4, 5, 6].map((step) => html`<i class=${step <= rank ? 'm' : ''}></i>`)}
        </span>
        <span class="b">${detail}</span>
      </div>
    </li>`;
  }

  #more({ muteRefused }: Microphone, { log }: Home, { text }: Telling): TemplateResult {
    return html`<div class="more">
        ${
          log.kept && log.readable
            ? html`<button @click=${this.#log}>${icon(mdiTextBoxOutline)}${text('action.log')}</button>`
            : nothing
        }
        ${
          muteRefused === null && this.connection === 'ready'
            ? html`<button @click=${this.#test}>${icon(mdiCheckDecagramOutline)}${text('action.test')}</button>`
            : nothing
        }
      </div>
      <p class="foot trial" role="status">${this.trial}</p>`;
  }

  #choose({ call }: Choice): void {
    this.dispatchEvent(new CustomEvent('earshot-choose', { detail: call, bubbles: true, composed: true }));
  }

  readonly #test = (): void => {
    this.dispatchEvent(new CustomEvent('earshot-test', { detail: this.microphone?.id, bubbles: true, composed: true }));
  };

  readonly #log = (): void => {
    const detail = { microphoneId: this.microphone?.id };
    this.#close();
    this.dispatchEvent(new CustomEvent('earshot-log', { detail, bubbles: true, composed: true, cancelable: true }));
  };

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
