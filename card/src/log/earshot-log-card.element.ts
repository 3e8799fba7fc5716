import {
  mdiClose,
  mdiDeleteOutline,
  mdiDotsGrid,
  mdiDownload,
  mdiEarHearing,
  mdiLockOutline,
  mdiMagnify,
  mdiMenuDown,
  mdiTextBoxRemoveOutline,
} from '@mdi/js';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';

import { errorWords } from '../api/actions';
import type { HomeAssistant } from '../api/hass';
import { parseTimeline } from '../api/parse';
import type { Store } from '../api/store';
import type { Microphone, Snapshot, Timeline } from '../api/types';
import { icon } from '../dom/icon';
import { Page } from '../dom/page';
import { navigate, tell } from '../dom/tell';
import { logForm } from '../editor/forms';
import { chosen } from '../model/density';
import type { Telling } from '../model/words';
import { dimmed, tokens } from '../styles/tokens.styles';
import { logSize, parseLogConfig, type LogConfig } from './config';
import { blocksOf, cut, daysOf, heightOf, type Day, type Item } from './days';
import { styles } from './earshot-log-card.styles';
import { Feed } from './feed';
import { EVERYTHING, instantOf, KINDS, narrows, questionAt, type Kind, type Question } from './filters';
import { heatMessage } from './heat';
import { nowWords } from './verdict';

const TYPED = 300;
const VIRTUAL = 100;

/** `custom:earshot-log-card`: what was heard, by day, and what was likely not meant. */
export class EarshotLogCard extends LitElement {
  static override styles = [tokens, dimmed, styles];

  static getConfigForm = logForm;
  static getStubConfig = (): Record<string, unknown> => ({});

  @property({ type: Boolean, reflect: true }) dim = false;
  @state() private config?: LogConfig;
  @state() private telling: Telling | undefined;
  @state() private open: number | null = null;
  @state() private noted: number | null = null;
  @state() private tool: 'export' | 'purge' | null = null;
  @state() private heat = false;
  @state() private timeline: Timeline | undefined;
  @state() private heatFailed = false;
  @state() private said = '';
  /** Blocks of a long list that are near what is seen. */
  @state() private near: ReadonlySet<number> = new Set([0, 1]);
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
  readonly #heights = new Map<number, number>();
  #text = '';
  #typed: ReturnType<typeof setTimeout> | undefined;
  #store: Store | undefined;
  #deaf: (() => void) | undefined;
  #lost = false;
  #openFirst = false;
  #seen: IntersectionObserver | undefined;
  #end: IntersectionObserver | undefined;
  #days: { readonly key: readonly unknown[]; readonly days: readonly Day[] } | undefined;

  setConfig(config: unknown): void {
    const before = this.config;
    this.config = parseLogConfig(config);
    this.heat = this.config.view === 'heat' || (this.heat && before?.view === this.config.view);
    void this.#ask({ ...EVERYTHING });
  }

  set hass(hass: HomeAssistant) {
    this.#page.take(hass);
    const dim = this.config?.dim ?? 'never';
    this.dim = dim === 'always' || (dim !== 'never' && hass.states[dim]?.state === 'on');
  }

  getCardSize(): number {
    return this.config === undefined ? 12 : logSize(this.config);
  }

  getGridOptions(): Record<string, unknown> {
    return { columns: 12, rows: 'auto', min_columns: 6 };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#seen = new IntersectionObserver(this.#blocksSeen, { rootMargin: '1200px 0px' });
    this.#end = new IntersectionObserver(this.#endSeen, { rootMargin: '600px 0px' });
    window.addEventListener('earshot-log', this.#asked);
    window.addEventListener('hashchange', this.#address);
    window.addEventListener('location-changed', this.#address);
    this.#page.connect();
    this.#address();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#seen?.disconnect();
    this.#end?.disconnect();
    window.removeEventListener('earshot-log', this.#asked);
    window.removeEventListener('hashchange', this.#address);
    window.removeEventListener('location-changed', this.#address);
    clearTimeout(this.#typed);
    this.#deaf?.();
    this.#store = undefined;
    this.#page.disconnect();
  }

  #told(): void {
    const { store } = this.#page;
    this.telling = this.#page.telling();
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

  /** Ask for the log where it may be read and was not, and look again after a loss of connection. */
  #begin(): void {
    const log = this.#snapshot?.home.log;
    if (log?.kept !== true || !log.readable) {
      return;
    }
    if (this.#feed.state === 'idle') {
      void this.#ask(this.#feed.question);
    } else if (this.#lost) {
      void (this.#feed.state === 'ready' ? this.#feed.refresh() : this.#feed.reload());
    }
    if (this.heat && this.timeline === undefined && !this.heatFailed) {
      void this.#loadHeat();
    }
    this.#lost = false;
  }

  async #ask(question: Question): Promise<void> {
    if (this.#snapshot === null) {
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

  override render(): TemplateResult | typeof nothing {
    const { config, telling } = this;
    const { store } = this.#page;
    if (config === undefined || telling === undefined || store === undefined) {
      return nothing;
    }
    const { snapshot, connection } = store;
    const { text } = telling;
    if (snapshot === null || (connection !== 'ready' && connection !== 'lost' && connection !== 'loading')) {
      return this.#frame(
        html`<earshot-notice
          .notice=${connection === 'ready' ? 'loading' : connection}
          .telling=${telling}
          .admin=${this.#admin}
        ></earshot-notice>`,
      );
    }
    const { log } = snapshot.home;
    const readable = log.kept && log.readable && this.#feed.state !== 'forbidden';
    return this.#frame(
      html`<div class="head">
          <h2>${config.title ?? text(this.heat ? 'heat.title' : 'log.title')}</h2>
          ${readable ? this.#tools(config, telling) : nothing}
        </div>
        ${connection === 'lost' ? html`<div class="line" role="status">${text('log.lost')}</div>` : nothing}
        ${
          !log.kept
            ? note(mdiTextBoxRemoveOutline, text('log.off'), text('log.off_detail'))
            : !readable
              ? note(mdiLockOutline, text('log.forbidden'), text('log.forbidden_detail'))
              : this.heat
                ? this.#heatMap(snapshot, telling)
                : this.#log(config, telling)
        }`,
    );
  }

  get #admin(): boolean {
    return this.#page.hass?.user?.is_admin === true;
  }

  #frame(body: TemplateResult): TemplateResult {
    return html`<div
        class="frame"
        dir=${this.#page.direction}
        @earshot-toggle=${this.#toggle}
        @earshot-correct=${this.#correct}
        @earshot-done=${this.#done}
      >
        ${body}
      </div>
      <div class="said" role="status" aria-live="polite">${this.said}</div>`;
  }

  #tools(config: LogConfig, { text }: Telling): TemplateResult {
    const tool = (name: 'export' | 'purge', path: string) =>
      html`<button
        class="icon"
        aria-label=${text(`log.${name}`)}
        title=${text(`log.${name}`)}
        aria-expanded=${this.tool === name}
        @click=${() => {
          this.tool = this.tool === name ? null : name;
        }}
      >
        ${icon(path)}
      </button>`;
    const label = text(this.heat ? 'heat.hide' : 'heat.show');
    return html`${
      config.heat && config.limit === null
        ? html`<button
            class="icon"
            aria-label=${text('heat.show')}
            title=${label}
            aria-pressed=${this.heat}
            @click=${this.#flip}
          >
            ${icon(mdiDotsGrid)}
          </button>`
        : nothing
    }
    ${
      this.#admin && !this.heat && config.limit === null
        ? [tool('export', mdiDownload), tool('purge', mdiDeleteOutline)]
        : nothing
    }`;
  }

  #heatMap(snapshot: Snapshot, telling: Telling): TemplateResult {
    const { text, clock, now } = telling;
    const { timeline } = this;
    if (this.heatFailed) {
      return this.#failed(text, this.#retryHeat);
    }
    if (timeline === undefined) {
      return html`<div class="line" role="status">${text('connection.loading')}</div>`;
    }
    const since = timeline.since > timeline.start;
    return html`<div class="line">
        ${since ? text('heat.since', { time: clock.moment(timeline.since, now) }) : text('heat.last_30_days')}
      </div>
      <earshot-heat
        .timeline=${timeline}
        .snapshot=${snapshot}
        .telling=${telling}
        .locale=${this.#page.hass?.locale ?? { language: 'en' }}
        ?dim=${this.dim}
      ></earshot-heat>`;
  }

  #log(config: LogConfig, telling: Telling): TemplateResult {
    const { text } = telling;
    const feed = this.#feed;
    return html`${config.limit === null ? this.#filters(telling) : nothing}
    ${
      this.tool === null || !this.#admin
        ? nothing
        : html`<earshot-log-tools
            .tool=${this.tool}
            .hass=${this.#page.hass}
            .microphones=${this.#microphones}
            .chosen=${this.#one}
            .telling=${telling}
            ?dim=${this.dim}
          ></earshot-log-tools>`
    }
    ${feed.state === 'failed' ? this.#failed(text, this.#retry) : this.#list(config, telling)}`;
  }

  #filters({ text, clock, now }: Telling): TemplateResult {
    const { question } = this.#feed;
    const microphones = this.#microphones;
    const name = microphones.find(({ id }) => id === this.#one)?.name;
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
            : html`<button class="icon" aria-label=${text('log.clear')} @click=${this.#clear}>
                ${icon(mdiClose)}
              </button>`
        }
      </div>
      <div class="filters" role="group" aria-label=${text('log.filters')}>
        ${
          question.before === null
            ? nothing
            : html`<button
                class="f on"
                aria-label=${text('log.show_latest', { time: clock.moment(question.before - 1, now) })}
                @click=${this.#latest}
              >
                ${text('log.up_to', { time: clock.moment(question.before - 1, now) })}${icon(mdiClose)}
              </button>`
        }
        ${KINDS.map(
          (kind) =>
            html`<button
              class="f ${kind === question.kind ? 'on' : ''}"
              aria-pressed=${kind === question.kind}
              @click=${() => {
                this.#choose(kind);
              }}
            >
              ${text(kind === 'all' ? 'log.all' : `log.kind_${kind}`)}
            </button>`,
        )}
        ${
          microphones.length < 2
            ? nothing
            : html`<span class="f ${name === undefined ? '' : 'on'}">
                <span aria-hidden="true">${name ?? text('log.microphone')}</span>${icon(mdiMenuDown)}
                <select aria-label=${text('log.microphone')} @change=${this.#pick}>
                  <option value="" ?selected=${name === undefined}>${text('log.every_microphone')}</option>
                  ${microphones.map(
                    (each) => html`<option value=${each.id} ?selected=${each.id === this.#one}>${each.name}</option>`,
                  )}
                </select>
              </span>`
        }
      </div>`;
  }

  #list(config: LogConfig, telling: Telling): TemplateResult {
    const { text } = telling;
    const feed = this.#feed;
    const now = this.#now;
    const days = this.#daysOf(config, now.length, telling);
    if (days.length === 0) {
      if (feed.state !== 'ready') {
        return html`<div class="line" role="status">${text('connection.loading')}</div>`;
      }
      const found = narrows(feed.question, this.#given) ? 'nothing_found' : 'empty';
      const detail = found === 'empty' || feed.question.text !== '' ? text(`log.${found}_detail`) : '';
      return note(mdiEarHearing, text(`log.${found}`), detail);
    }
    const blocks = blocksOf(days);
    const virtual = feed.entries.length > VIRTUAL && config.limit === null;
    return html`<div aria-busy=${feed.state === 'loading'}>
        ${blocks.map((block, index) =>
          virtual && !this.near.has(index)
            ? html`<div class="block" data-index=${index} style="height:${this.#height(block, index)}px"></div>`
            : html`<div class="block" data-index=${index}>${this.#block(block, index === 0 ? now : [], telling)}</div>`,
        )}
      </div>
      ${this.#foot(config, telling)}`;
  }

  #block(block: readonly Item[], now: readonly Microphone[], telling: Telling): TemplateResult[] {
    const rows = repeat(
      block,
      (item) => ('day' in item ? item.day.key : item.entry.id),
      (item, index) =>
        'day' in item
          ? html`<h3>${item.day.title}<span>${item.day.summary}</span></h3>
              ${index === 0 ? now.map((each) => this.#nowRow(each, telling)) : nothing}`
          : html`<earshot-log-row
              .entry=${item.entry}
              .telling=${telling}
              .open=${this.open === item.entry.id}
              .noted=${this.noted === item.entry.id}
              .still=${this.#page.store?.connection !== 'ready'}
              ?dim=${this.dim}
            ></earshot-log-row>`,
    );
    return [html`${rows}`];
  }

  #nowRow(microphone: Microphone, telling: Telling): TemplateResult {
    return html`<earshot-log-row
      .now=${nowWords(microphone, telling)}
      .telling=${telling}
      ?dim=${this.dim}
    ></earshot-log-row>`;
  }

  #foot(config: LogConfig, { text }: Telling): TemplateResult | typeof nothing {
    const feed = this.#feed;
    if (config.limit !== null) {
      return config.path === null
        ? nothing
        : html`<button class="more" @click=${this.#toLog}>${text('log.open')}</button>`;
    }
    if (!feed.more) {
      return nothing;
    }
    return html`${
        feed.below === 'failed' ? html`<div class="line" role="alert">${text('log.failed_below')}</div>` : nothing
      }
      <button class="more" aria-busy=${feed.below === 'loading'} @click=${this.#older}>
        ${text(feed.below === 'failed' ? 'log.retry' : feed.below === 'loading' ? 'connection.loading' : 'log.earlier')}
      </button>`;
  }

  #failed(text: Telling['text'], retry: () => void): TemplateResult {
    return html`<div role="alert">
      ${note(
        mdiTextBoxRemoveOutline,
        text('log.failed'),
        '',
        html`<button class="btn" @click=${retry}>${text('log.retry')}</button>`,
      )}
    </div>`;
  }

  /** Microphones that hear now, where everything is shown. */
  get #now(): Microphone[] {
    const { question } = this.#feed;
    const plain = question.text.trim() === '' && question.kind === 'all' && question.before === null;
    const wanted = question.microphoneIds === null ? null : new Set(question.microphoneIds);
    return plain && this.#page.store?.connection === 'ready'
      ? this.#microphones.filter(
          ({ id, status }) => (status === 'listening' || status === 'recording') && wanted?.has(id) !== false,
        )
      : [];
  }

  /** Days are counted again only when what is in them changes: a second passes more often. */
  #daysOf(config: LogConfig, listening: number, telling: Telling): readonly Day[] {
    const feed = this.#feed;
    const { clock, now } = telling;
    const key = [feed.entries, feed.more, feed.question, clock, clock.day(now), telling.text, listening, config];
    if (this.#days === undefined || this.#days.key.some((each, index) => each !== key[index])) {
      const known = {
        above: feed.question.before !== null,
        below: feed.more,
        narrowed: narrows({ ...feed.question, before: null }, this.#given),
      };
      const days = daysOf(feed.entries, known, listening > 0, telling);
      this.#days = { key, days: config.limit === null ? days : cut(days, Math.max(0, config.limit - listening)) };
    }
    return this.#days.days;
  }

  #height(block: readonly Item[], index: number): number {
    return this.#heights.get(index) ?? heightOf(block);
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#end?.disconnect();
    this.#seen?.disconnect();
    for (const block of this.renderRoot.querySelectorAll('.block')) {
      this.#seen?.observe(block);
    }
    const end = this.renderRoot.querySelector('.more');
    if (end !== null && this.config?.limit === null && this.#feed.below === 'idle') {
      this.#end?.observe(end);
    }
  }

  readonly #blocksSeen = (entries: readonly IntersectionObserverEntry[]): void => {
    const near = new Set(this.near);
    for (const { target, isIntersecting, boundingClientRect } of entries) {
      const index = Number((target as HTMLElement).dataset.index);
      if (isIntersecting) {
        near.add(index);
      } else if (near.has(index) && !target.matches(':focus-within')) {
        this.#heights.set(index, boundingClientRect.height);
        near.delete(index);
      }
    }
    if (near.size !== this.near.size || [...near].some((each) => !this.near.has(each))) {
      this.near = near;
    }
  };

  readonly #endSeen = (entries: readonly IntersectionObserverEntry[]): void => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) {
      void this.#feed.older();
    }
  };

  /** A timeline wants the log at an instant. */
  readonly #asked = (event: Event): void => {
    const { microphoneId, at } = (event as CustomEvent<{ microphoneId?: string; at?: number } | null>).detail ?? {};
    if (this.config?.limit !== null) {
      return;
    }
    const microphoneIds = microphoneId === undefined ? null : [microphoneId];
    this.#go(at === undefined ? { ...EVERYTHING, microphoneIds } : questionAt(at, microphoneIds), at !== undefined);
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.scrollIntoView({ block: 'nearest', behavior: still ? 'auto' : 'smooth' });
  };

  readonly #address = (): void => {
    const at = instantOf(location.hash);
    if (at !== null && this.config?.limit === null) {
      this.#go(questionAt(at, null), true);
    }
  };

  #go(question: Question, openFirst: boolean): void {
    this.heat = false;
    this.#text = '';
    this.#openFirst = openFirst;
    void this.#ask(question);
  }

  readonly #type = (event: Event): void => {
    this.#text = (event.target as HTMLInputElement).value;
    clearTimeout(this.#typed);
    this.#typed = setTimeout(() => {
      void this.#search();
    }, TYPED);
    this.requestUpdate();
  };

  readonly #clear = (): void => {
    this.#text = '';
    void this.#search();
    this.renderRoot.querySelector('input')?.focus();
  };

  async #search(): Promise<void> {
    await this.#ask({ ...this.#feed.question, text: this.#text });
    this.#tellCount();
  }

  #choose(kind: Kind): void {
    void this.#ask({ ...this.#feed.question, kind }).then(() => {
      this.#tellCount();
    });
  }

  readonly #pick = (event: Event): void => {
    const id = (event.target as HTMLSelectElement).value;
    void this.#ask({ ...this.#feed.question, microphoneIds: id === '' ? null : [id] }).then(() => {
      this.#tellCount();
    });
  };

  readonly #latest = (): void => {
    if (instantOf(location.hash) !== null) {
      history.replaceState(null, '', location.pathname + location.search);
    }
    void this.#ask({ ...this.#feed.question, before: null });
  };

  #tellCount(): void {
    const { entries, state: now } = this.#feed;
    if (now === 'ready') {
      const text = this.telling?.text;
      this.said =
        (entries.length === 0 ? text?.('log.nothing_found') : text?.('log.entries', { count: entries.length })) ?? '';
    }
  }

  /** The one microphone that is chosen; null: not one. */
  get #one(): string | null {
    const ids = this.#feed.question.microphoneIds;
    return ids?.length === 1 && this.#given?.join() !== ids[0] ? (ids[0] ?? null) : null;
  }

  readonly #older = (): void => {
    void this.#feed.older();
  };

  readonly #retry = (): void => {
    void this.#feed.reload();
  };

  readonly #retryHeat = (): void => {
    this.heatFailed = false;
    void this.#loadHeat();
  };

  readonly #flip = (): void => {
    this.heat = !this.heat;
    this.tool = null;
    if (this.heat) {
      this.heatFailed = false;
      void this.#loadHeat();
    }
  };

  async #loadHeat(): Promise<void> {
    try {
      const answer = await this.#page.hass?.callWS(heatMessage(Date.now(), this.#given));
      this.timeline = parseTimeline(answer);
    } catch {
      this.heatFailed = true;
    }
  }

  readonly #toLog = (): void => {
    const path = this.config?.path ?? null;
    if (path !== null) {
      navigate(path);
    }
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
      this.timeline = undefined;
      void this.#feed.reload();
    }
    this.tool = null;
  };
}

function note(path: string, title: string, detail: string, more?: TemplateResult): TemplateResult {
  return html`<div class="note">
    <span class="ear">${icon(path)}</span>
    <div role="status"><strong>${title}</strong>${detail === '' ? nothing : html`<p>${detail}</p>`}${more}</div>
  </div>`;
}
