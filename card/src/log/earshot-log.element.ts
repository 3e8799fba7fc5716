import { mdiEarHearing, mdiLockOutline, mdiTextBoxRemoveOutline } from '@mdi/js';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';

import { errorWords } from '../api/actions';
import type { HomeAssistant } from '../api/hass';
import type { Store } from '../api/store';
import type { Microphone, Snapshot } from '../api/types';
import { Page } from '../dom/page';
import { navigate, tell } from '../dom/tell';
import { chosen } from '../model/density';
import type { Telling } from '../model/words';
import { dimmed, tokens } from '../styles/tokens.styles';
import { heatButton, toolButtons, type Tool } from './buttons.element';
import { common } from './common.styles';
import { parseLogConfig, type LogConfig } from './config';
import { DaysOnce } from './days';
import { styles } from './earshot-log.styles';
import { Feed } from './feed';
import { EVERYTHING, hearing, instantOf, narrows, questionAt, theOne, type Question } from './filters';
import { note } from './note.element';

/** The log: search and filters, its days, and what administrators do with it; or the map of misfires in its place. */
export class EarshotLog extends LitElement {
  static override styles = [tokens, dimmed, common, styles];

  @property({ type: Boolean, reflect: true }) dim = false;
  @state() private config?: LogConfig;
  @state() private telling: Telling | undefined;
  @state() private open: number | null = null;
  @state() private noted: number | null = null;
  @state() private tool: Tool | null = null;
  @state() private heat = false;
  @state() private said = '';
  readonly #page = new Page({
    told: () => {
      this.#told();
    },
  });
  readonly #feed = new Feed(
    (message) => this.#page.hass?.callWS(message) ?? Promise.reject(new Error()),
    () => {
      this.requestUpdate();
    },
  );
  readonly #days = new DaysOnce();
  #store: Store | undefined;
  #deaf: (() => void) | undefined;
  #lost = false;
  #readable = false;
  #openFirst = false;
  /** What was asked for before anything could be. */
  #wanted = EVERYTHING;

  setConfig(config: unknown): void {
    const before = this.config;
    this.config = parseLogConfig(config);
    this.heat = this.config.view === 'heat' || (this.heat && before?.view === this.config.view);
    void this.#ask(EVERYTHING);
  }

  set hass(hass: HomeAssistant) {
    this.#page.take(hass);
    const dim = this.config?.dim ?? 'never';
    this.dim = dim === 'always' || (dim !== 'never' && hass.states[dim]?.state === 'on');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('earshot-log', this.#asked);
    window.addEventListener('hashchange', this.#address);
    window.addEventListener('location-changed', this.#address);
    this.#page.connect();
    this.#address();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('earshot-log', this.#asked);
    window.removeEventListener('hashchange', this.#address);
    window.removeEventListener('location-changed', this.#address);
    this.#deaf?.();
    this.#store = undefined;
    this.#page.disconnect();
  }

  override render(): TemplateResult | typeof nothing {
    const { config, telling } = this;
    const { store } = this.#page;
    if (config === undefined || telling === undefined || store === undefined) {
      return nothing;
    }
    const { snapshot, connection } = store;
    if (snapshot === null || (connection !== 'ready' && connection !== 'lost' && connection !== 'loading')) {
      return this.#frame(
        html`<earshot-notice
          .notice=${connection === 'ready' ? 'loading' : connection}
          .telling=${telling}
          .admin=${this.#admin}
        ></earshot-notice>`,
      );
    }
    const lost = connection === 'lost';
    const { text } = telling;
    const readable = snapshot.home.log.kept && snapshot.home.log.readable && this.#feed.state !== 'forbidden';
    return this.#frame(
      html`${
        readable && this.heat
          ? html`<earshot-patterns
              .hass=${this.#page.hass}
              .heading=${config.title ?? ''}
              .microphoneIds=${this.#given}
              .snapshot=${snapshot}
              .telling=${telling}
              .still=${lost}
              ?dim=${this.dim}
              >${this.#tools(config, telling)}</earshot-patterns
            >`
          : html`<div class="head">
              <h2><bdi>${config.title ?? text(this.heat ? 'heat.title' : 'log.title')}</bdi></h2>
              ${readable ? this.#tools(config, telling) : nothing}
            </div>`
      }
      ${lost ? html`<div class="line" role="status">${text('log.lost')}</div>` : nothing}
      ${
        !snapshot.home.log.kept
          ? note(mdiTextBoxRemoveOutline, text('log.off'), text('log.off_detail'))
          : !readable
            ? note(mdiLockOutline, text('log.forbidden'), text('log.forbidden_detail'))
            : this.heat
              ? nothing
              : this.#log(config, telling)
      }`,
    );
  }

  #frame(body: TemplateResult): TemplateResult {
    return html`<div
        class="frame"
        dir=${this.#page.direction}
        @earshot-ask=${this.#change}
        @earshot-older=${this.#older}
        @earshot-toggle=${this.#toggle}
        @earshot-correct=${this.#correct}
        @earshot-done=${this.#done}
      >
        ${body}
      </div>
      <div class="said" role="status" aria-live="polite">${this.said}</div>`;
  }

  #tools(config: LogConfig, { text }: Telling): TemplateResult | typeof nothing {
    if (config.limit !== null) {
      return nothing;
    }
    const flip = config.heat && config.view === 'log' ? heatButton(text, this.heat, this.#flip) : nothing;
    const tools = this.#admin && !this.heat ? toolButtons(text, this.tool, this.#choose) : nothing;
    return html`${flip} ${tools}`;
  }

  #log(config: LogConfig, telling: Telling): TemplateResult {
    const { question } = this.#feed;
    const microphones = this.#microphones;
    return html`${
      config.limit === null
        ? html`<earshot-log-filters
            .question=${question}
            .microphones=${microphones}
            .chosen=${theOne(question, this.#given)}
            .telling=${telling}
            ?dim=${this.dim}
          ></earshot-log-filters>`
        : nothing
    }
    ${
      this.tool === null || !this.#admin
        ? nothing
        : html`<earshot-log-tools
            .tool=${this.tool}
            .hass=${this.#page.hass}
            .microphones=${
              question.microphoneIds === null
                ? null
                : microphones.filter(({ id }) => question.microphoneIds?.includes(id) === true)
            }
            .telling=${telling}
            ?dim=${this.dim}
          ></earshot-log-tools>`
    }
    ${
      this.#feed.state === 'failed'
        ? note(
            mdiTextBoxRemoveOutline,
            telling.text('log.failed'),
            '',
            html`<button class="btn" @click=${this.#retry}>${telling.text('log.retry')}</button>`,
          )
        : this.#list(config, telling)
    }`;
  }

  #list({ limit, path }: LogConfig, telling: Telling): TemplateResult {
    const { text } = telling;
    const feed = this.#feed;
    const ready = this.#page.store?.connection === 'ready';
    const now = ready ? hearing(this.#microphones, feed.question) : [];
    const known = {
      above: feed.question.before !== null,
      below: feed.more,
      narrowed: narrows({ ...feed.question, before: null }, this.#given),
    };
    const days = this.#days.of(feed.entries, known, now.length, limit, telling);
    const foot =
      limit === null || path === null
        ? nothing
        : html`<button class="more" @click=${this.#toLog}>${text('log.open')}</button>`;
    if (days.length > 0) {
      return html`<earshot-log-list
          aria-busy=${feed.state === 'loading'}
          .days=${days}
          .now=${now}
          .open=${this.open}
          .noted=${this.noted}
          .below=${limit === null && feed.more ? feed.below : null}
          .still=${!ready}
          .telling=${telling}
          ?dim=${this.dim}
        ></earshot-log-list>
        ${foot}`;
    }
    if (feed.state !== 'ready') {
      return html`<div class="line" role="status">${text('connection.loading')}</div>`;
    }
    const found = narrows(feed.question, this.#given) ? 'nothing_found' : 'empty';
    const detail = found === 'empty' || feed.question.text !== '' ? text(`log.${found}_detail`) : '';
    return html`${note(mdiEarHearing, text(`log.${found}`), detail)}${foot}`;
  }

  get #admin(): boolean {
    return this.#page.hass?.user?.is_admin === true;
  }

  get #snapshot(): Snapshot | null {
    return this.#page.store?.snapshot ?? null;
  }

  get #microphones(): Microphone[] {
    const snapshot = this.#snapshot;
    const all = snapshot?.order.flatMap((id) => snapshot.microphones.get(id) ?? []) ?? [];
    return chosen(all, this.config?.microphones ?? null);
  }

  /** The microphones that the configuration names; null: all, and those that are gone. */
  get #given(): string[] | null {
    return (this.config?.microphones ?? null) === null ? null : this.#microphones.map(({ id }) => id);
  }

  #told(): void {
    const { store } = this.#page;
    this.telling = this.#page.telling();
    this.requestUpdate();
    if (store !== this.#store && store !== undefined && this.isConnected) {
      this.#deaf?.();
      this.#store = store;
      this.#deaf = store.hear(() => {
        void this.#feed.refresh();
      });
      // What ended while nobody listened.
      void this.#feed.refresh();
    }
    if (store?.connection === 'lost') {
      this.#lost = true;
    } else if (store?.connection === 'ready') {
      this.#begin();
    }
    this.requestUpdate();
  }

  /** Ask for the log as soon as it may be read, and look again after a loss of connection. */
  #begin(): void {
    const log = this.#snapshot?.home.log;
    const readable = log?.kept === true && log.readable;
    const came = readable && !this.#readable;
    this.#readable = readable;
    if (!readable) {
      return;
    }
    if (this.#feed.state === 'idle') {
      void this.#ask(this.#wanted);
    } else if (this.#lost || came) {
      void (this.#feed.state === 'ready' ? this.#feed.refresh() : this.#feed.reload());
    }
    this.#lost = false;
  }

  async #ask(question: Question): Promise<void> {
    if (!this.#readable) {
      this.#wanted = question;
      return;
    }
    const microphoneIds = question.microphoneIds ?? this.#given;
    this.noted = null;
    await this.#feed.pose({ ...question, microphoneIds });
    const [first] = this.#feed.entries;
    if (this.#openFirst && first !== undefined) {
      this.open = first.id;
      this.#openFirst = false;
    }
  }

  readonly #change = async (event: CustomEvent<Partial<Question>>): Promise<void> => {
    if (event.detail.before === null && instantOf(location.hash) !== null) {
      history.replaceState(null, '', location.pathname + location.search);
    }
    await this.#ask({ ...this.#feed.question, ...event.detail });
    const { entries, state: now } = this.#feed;
    const text = this.telling?.text;
    if (now === 'ready' && text !== undefined) {
      this.said = entries.length === 0 ? text('log.nothing_found') : text('log.entries', { count: entries.length });
    }
  };

  /** A timeline wants the log at an instant. */
  readonly #asked = (event: Event): void => {
    const { microphoneId, at } = (event as CustomEvent<{ microphoneId?: string; at?: number } | null>).detail ?? {};
    if (this.config?.limit !== null || this.config.view === 'heat') {
      return;
    }
    event.preventDefault();
    const microphoneIds = microphoneId === undefined ? null : [microphoneId];
    this.#go(at === undefined ? { ...EVERYTHING, microphoneIds } : questionAt(at, microphoneIds), at !== undefined);
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.scrollIntoView({ block: 'nearest', behavior: still ? 'auto' : 'smooth' });
  };

  readonly #address = (): void => {
    const at = instantOf(location.hash);
    if (at !== null && this.config?.limit === null && this.config.view === 'log') {
      this.#go(questionAt(at, null), true);
    }
  };

  #go(question: Question, openFirst: boolean): void {
    this.heat = false;
    this.#openFirst = openFirst;
    void this.#ask(question);
  }

  readonly #older = (): void => {
    void this.#feed.older();
  };

  readonly #retry = (): void => {
    void this.#feed.reload();
  };

  readonly #flip = (): void => {
    this.heat = !this.heat;
    this.tool = null;
  };

  readonly #choose = (tool: Tool): void => {
    this.tool = this.tool === tool ? null : tool;
  };

  readonly #toLog = (): void => {
    navigate(this.config?.path ?? '');
  };

  readonly #toggle = (event: CustomEvent<number>): void => {
    this.open = this.open === event.detail ? null : event.detail;
  };

  readonly #correct = (event: CustomEvent<{ id: number; misfire: boolean; undo: boolean }>): void => {
    const { id, misfire, undo } = event.detail;
    this.#feed.correct(id, misfire).then(
      () => {
        this.noted = undo ? null : id;
        this.said = this.telling?.text(misfire ? 'log.noted_misfire' : 'log.noted_meant') ?? '';
      },
      (error: unknown) => {
        tell(this, 'hass-notification', { message: errorWords(error) });
      },
    );
  };

  readonly #done = (event: CustomEvent<string | null>): void => {
    if (this.tool === 'purge' && event.detail !== null) {
      tell(this, 'hass-notification', { message: event.detail });
      void this.#feed.reload();
    }
    this.tool = null;
  };
}
