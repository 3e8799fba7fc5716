import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';

import { errorWords, perform, testMute, type Call } from '../api/actions';
import type { HomeAssistant } from '../api/hass';
import type { Past } from '../api/store';
import type { Microphone, Snapshot } from '../api/types';
import { Page } from '../dom/page';
import { navigate, tell } from '../dom/tell';
import { cardForm, cardStub } from '../editor/forms';
import { announcements } from '../model/announce';
import { muteCall, privacyModeCall, retryCall, rowAction } from '../model/choices';
import { cardSize, gridOptions, parseConfig, type CardConfig, type Hours } from '../model/config';
import { areasOf, arrangement, chosen, isBrief, type Arrangement } from '../model/density';
import { Pending } from '../model/pending';
import { parseTrial, trialWords } from '../model/trial';
import type { Telling } from '../model/words';
import { dimmed, tokens } from '../styles/tokens.styles';
import { styles } from './earshot-card.styles';

/** What Home Assistant counts the size of a card in, in pixels. */
const UNIT = 50;

/** `custom:earshot-card`: which microphones hear, and what may be done about it. */
export class EarshotCard extends LitElement {
  static override styles = [tokens, dimmed, styles];

  static getConfigForm = cardForm;
  static getStubConfig = cardStub;

  @property({ type: Boolean, reflect: true }) dim = false;
  @state() private config?: CardConfig;
  @state() private hours: Hours = 24;
  @state() private sheet: string | null = null;
  /** How a test of the mute goes that the open sheet has begun. */
  @state() private trial = '';
  @state() private telling: Telling | undefined;
  readonly #page = new Page({
    told: () => {
      this.#told();
    },
  });
  readonly #pending = new Pending();
  #before: Snapshot | null = null;
  #polite = '';
  #assertive = '';

  constructor() {
    super();
    this.#page.waiting = () => this.#pending.any;
  }

  setConfig(config: unknown): void {
    this.config = parseConfig(config);
    this.hours = this.config.hours;
  }

  set hass(hass: HomeAssistant) {
    this.#page.take(hass);
    this.dim = this.config !== undefined && isDim(this.config, hass);
  }

  getCardSize(): number {
    const { config } = this;
    return cardSize(
      config?.view ?? 'full',
      config?.microphones?.length ?? this.#page.store?.snapshot?.order.length ?? 4,
    );
  }

  getGridOptions(): Record<string, unknown> {
    return gridOptions(this.config?.view ?? 'full');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#page.connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#page.disconnect();
  }

  #told(): void {
    const snapshot = this.#page.store?.snapshot ?? null;
    this.telling = this.#page.telling();
    this.#pending.settle(snapshot, Date.now());
    if (this.telling !== undefined) {
      const { polite, assertive } = announcements(this.#before, snapshot, this.telling.text, this.config?.microphones);
      this.#polite = polite.join('. ') || this.#polite;
      this.#assertive = assertive.join('. ') || this.#assertive;
    }
    this.#before = snapshot;
    this.requestUpdate();
  }

  override render(): TemplateResult | typeof nothing {
    const { config, telling } = this;
    const store = this.#page.store;
    if (config === undefined || telling === undefined || store === undefined) {
      return nothing;
    }
    const { snapshot, connection } = store;
    if (snapshot === null || (connection !== 'ready' && connection !== 'lost' && connection !== 'loading')) {
      const notice = connection === 'ready' ? 'loading' : connection;
      return this.#frame(
        'rows',
        html`<earshot-notice .notice=${notice} .telling=${telling} .admin=${this.#admin}></earshot-notice>`,
      );
    }
    const all = snapshot.order.flatMap((id) => snapshot.microphones.get(id) ?? []);
    const microphones = chosen(all, config.microphones);
    if (microphones.length === 0) {
      const { uncovered } = snapshot.home;
      return this.#frame(
        'rows',
        html`<earshot-notice
          notice="empty"
          .telling=${telling}
          .uncovered=${uncovered}
          .admin=${this.#admin}
        ></earshot-notice>`,
      );
    }
    const shape = arrangement(config.view, microphones.length);
    return html`${this.#frame(shape, this.#body(shape, microphones, snapshot, config, telling))}
    ${this.#sheet(snapshot, telling)}`;
  }

  get #admin(): boolean {
    return this.#page.hass?.user?.is_admin === true;
  }

  #frame(shape: Arrangement, body: TemplateResult): TemplateResult {
    return html`<div
        class="frame of-${shape}"
        style=${`--es-height:${this.getCardSize() * UNIT}px`}
        dir=${this.#page.direction}
        @earshot-open=${this.#open}
        @earshot-act=${this.#act}
        @earshot-privacy=${this.#privacy}
        @earshot-hours=${this.#chooseHours}
        @earshot-log=${this.#toLog}
      >
        ${body}
      </div>
      <div class="said" role="status" aria-live="polite">${this.#polite}</div>
      <div class="said" role="alert">${this.#assertive}</div>`;
  }

  #body(
    shape: Arrangement,
    microphones: readonly Microphone[],
    snapshot: Snapshot,
    config: CardConfig,
    telling: Telling,
  ): TemplateResult {
    if (shape === 'chips') {
      return html`<div class="chips">${repeat(microphones, byId, (each) => this.#chip(each, telling))}</div>`;
    }
    const compact = shape !== 'rows';
    const header =
      microphones.length === 1 && config.title === null && snapshot.order.length > 1
        ? nothing
        : html`<earshot-header
            .snapshot=${snapshot}
            .telling=${telling}
            .connection=${this.#connection}
            .heading=${config.title}
            .privacy=${config.privacyMode}
            .compact=${compact}
          ></earshot-header>`;
    if (shape === 'areas') {
      return html`${header}
        <earshot-areas
          .areas=${areasOf(microphones, telling.clock.language)}
          .telling=${telling}
          .connection=${this.#connection}
          .pending=${this.#pending}
        ></earshot-areas>`;
    }
    const past = compact ? null : (this.#page.store?.timeline(this.hours) ?? null);
    return html`${header}
      <div class="microphones ${isBrief(shape, microphones.length) ? 'two' : ''}">
        ${repeat(microphones, byId, (each) => this.#row(each, isBrief(shape, microphones.length), past, snapshot, telling))}
      </div>
      ${
        past === null
          ? nothing
          : html`<earshot-axis .hours=${this.hours} .telling=${telling}></earshot-axis>
              ${config.legend && !this.dim ? html`<earshot-legend .telling=${telling}></earshot-legend>` : nothing}`
      }`;
  }

  #row(
    microphone: Microphone,
    brief: boolean,
    past: Past | null,
    snapshot: Snapshot,
    telling: Telling,
  ): TemplateResult {
    return html`<earshot-row
      .microphone=${microphone}
      .telling=${telling}
      .connection=${this.#connection}
      .pending=${this.#pending.has(microphone.id)}
      .compact=${past === null}
      .brief=${brief}
      ?dim=${this.dim}
      >${
        past === null
          ? nothing
          : html`<earshot-strip
              .microphone=${microphone}
              .timeline=${past.timeline?.microphones.get(microphone.id)}
              .telling=${telling}
              .hours=${this.hours}
              .past=${pastOf(past, snapshot)}
            ></earshot-strip>`
      }</earshot-row
    >`;
  }

  #chip(microphone: Microphone, telling: Telling): TemplateResult {
    return html`<earshot-chip
      .microphone=${microphone}
      .telling=${telling}
      .connection=${this.#connection}
      ?dim=${this.dim}
    ></earshot-chip>`;
  }

  #sheet(snapshot: Snapshot, telling: Telling): TemplateResult | typeof nothing {
    const microphone = this.sheet === null ? undefined : snapshot.microphones.get(this.sheet);
    return microphone === undefined
      ? nothing
      : html`<earshot-sheet
          .microphone=${microphone}
          .home=${snapshot.home}
          .telling=${telling}
          .connection=${this.#connection}
          .pending=${this.#pending.has(microphone.id)}
          .trial=${this.trial}
          dir=${this.#page.direction}
          ?dim=${this.dim}
          @earshot-close=${this.#close}
          @earshot-choose=${this.#choose}
          @earshot-test=${this.#test}
          @earshot-log=${this.#toLog}
        ></earshot-sheet>`;
  }

  get #connection() {
    return this.#page.store?.connection ?? 'loading';
  }

  #microphone(id: string | null): Microphone | undefined {
    return id === null ? undefined : this.#page.store?.snapshot?.microphones.get(id);
  }

  readonly #open = (event: CustomEvent<string>): void => {
    this.sheet = event.detail;
    this.trial = '';
  };

  readonly #test = (event: CustomEvent<string>): void => {
    void this.#try(event.detail);
  };

  async #try(microphoneId: string): Promise<void> {
    const { hass } = this.#page;
    const { telling } = this;
    const entityId = this.#microphone(microphoneId)?.entities.status;
    if (hass === undefined || telling === undefined || entityId === undefined) {
      return;
    }
    this.trial = telling.text('test.running');
    let words: string;
    try {
      words = trialWords(parseTrial(await testMute(hass, entityId)), telling);
    } catch (error) {
      words = telling.text('test.failed', { error: errorWords(error) });
    }
    if (this.sheet === microphoneId) {
      this.trial = words;
    }
  }

  /** A log card on the same page takes it; where there is none the dashboard may say where the log is, or the entity tells. */
  readonly #toLog = (event: CustomEvent<{ microphoneId: string; at?: number }>): void => {
    const { microphoneId, at } = event.detail;
    queueMicrotask(() => {
      const path = this.config?.logPath ?? null;
      const entityId = this.#microphone(microphoneId)?.entities.status;
      if (event.defaultPrevented) {
        return;
      }
      if (path !== null) {
        navigate(at === undefined ? path : `${path}#earshot-log=${at}`);
      } else if (entityId !== undefined) {
        tell(this, 'hass-more-info', { entityId });
      }
    });
  };

  readonly #close = (): void => {
    this.sheet = null;
  };

  readonly #act = (event: CustomEvent<string>): void => {
    const microphone = this.#microphone(event.detail);
    const action = microphone === undefined ? null : rowAction(microphone);
    if (microphone !== undefined && action !== null) {
      this.#perform(action === 'retry' ? retryCall(microphone) : muteCall(microphone), microphone);
    }
  };

  readonly #choose = (event: CustomEvent<Call>): void => {
    this.#perform(event.detail, this.#microphone(this.sheet));
  };

  readonly #privacy = (event: CustomEvent<boolean>): void => {
    const home = this.#page.store?.snapshot?.home;
    if (home !== undefined) {
      this.#perform(privacyModeCall(home, event.detail));
    }
  };

  readonly #chooseHours = (event: CustomEvent<Hours>): void => {
    this.hours = event.detail;
  };

  #perform(call: Call | null, microphone?: Microphone): void {
    const { hass } = this.#page;
    if (call === null || hass === undefined) {
      return;
    }
    if (microphone !== undefined) {
      this.#pending.begin(microphone, Date.now());
    }
    perform(hass, call).catch((error: unknown) => {
      if (microphone !== undefined) {
        this.#pending.end(microphone.id);
      }
      // Home Assistant tells of an action that failed; of a command nobody does.
      if (call.kind === 'retry') {
        tell(this, 'hass-notification', { message: errorWords(error) });
      }
      this.#told();
    });
    this.#told();
  }
}

function byId({ id }: Microphone): string {
  return id;
}

function pastOf({ refused }: Past, { home }: Snapshot): 'shown' | 'forbidden' | 'none' {
  if (refused === 'no_right' || !home.log.readable) {
    return home.log.kept ? 'forbidden' : 'none';
  }
  return home.log.kept ? 'shown' : 'none';
}

function isDim({ dim }: CardConfig, { states }: HomeAssistant): boolean {
  return dim === 'always' || (dim !== 'never' && states[dim]?.state === 'on');
}
