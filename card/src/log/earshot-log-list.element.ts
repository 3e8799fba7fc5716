import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';

import type { Microphone } from '../api/types';
import type { Telling } from '../model/words';
import { dimmed, tokens } from '../styles/tokens.styles';
import { common } from './common.styles';
import { blocksOf, heightOf, type Day, type Item } from './days';
import { styles } from './earshot-log-list.styles';
import { nowWords } from './verdict';

/** The first blocks, which are there before it is known what is seen. */
const FIRST: ReadonlySet<number> = new Set([0, 1]);

/** Days of the log. Only the blocks near what is seen are rendered. Fires `earshot-older` where its end comes near. */
export class EarshotLogList extends LitElement {
  static override styles = [tokens, dimmed, common, styles];

  @property({ attribute: false }) days: readonly Day[] = [];
  /** Microphones that hear now: above all else. */
  @property({ attribute: false }) now: readonly Microphone[] = [];
  /** The ids of the entry that is open, and of the one that a person has just corrected. */
  @property({ type: Number }) open: number | null = null;
  @property({ type: Number }) noted: number | null = null;
  /** Whether there is more below; null: no, or nobody asks. */
  @property() below: 'idle' | 'loading' | 'failed' | null = null;
  /** Whether nothing can be done: the connection is lost. */
  @property({ type: Boolean }) still = false;
  @property({ attribute: false }) telling?: Telling;
  @property({ type: Boolean, reflect: true }) dim = false;
  @state() private near = FIRST;
  readonly #heights = new Map<number, number>();
  #blocks: readonly (readonly Item[])[] = [];
  #seen: IntersectionObserver | undefined;
  #end: IntersectionObserver | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#seen = new IntersectionObserver(this.#blocksSeen, { rootMargin: '1200px 0px' });
    this.#end = new IntersectionObserver(this.#endSeen, { rootMargin: '600px 0px' });
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#seen?.disconnect();
    this.#end?.disconnect();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('days')) {
      this.#blocks = blocksOf(this.days);
    }
  }

  override render(): TemplateResult | typeof nothing {
    const { telling } = this;
    if (telling === undefined) {
      return nothing;
    }
    return html`${this.#blocks.map((block, index) => {
      const shown = this.near.has(index);
      const height = this.#heights.get(index) ?? heightOf(block);
      return html`<div class="block" data-index=${index} style=${shown ? '' : `height:${height}px`}>
        ${shown ? this.#block(block, index === 0, telling) : nothing}
      </div>`;
    })}
    ${this.#foot(telling)}`;
  }

  #block(block: readonly Item[], first: boolean, telling: Telling): unknown {
    return repeat(
      block,
      (item) => ('day' in item ? item.day.key : item.entry.id),
      (item, index) =>
        'day' in item
          ? html`<h3>
                <bdi>${item.day.title}</bdi><span><bdi>${item.day.summary}</bdi></span>
              </h3>
              ${first && index === 0 ? this.now.map((each) => this.#nowRow(each, telling)) : nothing}`
          : html`<earshot-log-row
              .entry=${item.entry}
              .telling=${telling}
              .open=${this.open === item.entry.id}
              .noted=${this.noted === item.entry.id}
              .still=${this.still}
              ?dim=${this.dim}
            ></earshot-log-row>`,
    );
  }

  #nowRow(microphone: Microphone, telling: Telling): TemplateResult {
    return html`<earshot-log-row
      .now=${nowWords(microphone, telling)}
      .telling=${telling}
      ?dim=${this.dim}
    ></earshot-log-row>`;
  }

  #foot({ text }: Telling): TemplateResult | typeof nothing {
    const { below } = this;
    if (below === null) {
      return nothing;
    }
    const words = below === 'failed' ? 'log.retry' : below === 'loading' ? 'connection.loading' : 'log.earlier';
    return html`${below === 'failed' ? html`<div class="line" role="alert">${text('log.failed_below')}</div>` : nothing}
      <button class="more" aria-busy=${below === 'loading'} @click=${this.#older}>${text(words)}</button>`;
  }

  override updated(changed: PropertyValues<this>): void {
    // To observe again what is observed does nothing.
    for (const block of this.renderRoot.querySelectorAll('.block')) {
      this.#seen?.observe(block);
    }
    if (changed.has('below') || changed.has('days')) {
      // What stays in sight is told of again only where it is observed anew.
      this.#end?.disconnect();
      const end = this.renderRoot.querySelector('.more');
      if (end !== null && this.below === 'idle') {
        this.#end?.observe(end);
      }
    }
  }

  readonly #blocksSeen = (entries: readonly IntersectionObserverEntry[]): void => {
    const near = new Set(this.near);
    for (const { target, isIntersecting, boundingClientRect } of entries) {
      const index = Number((target as HTMLElement).dataset.index);
      if (isIntersecting) {
        near.add(index);
      } else if (near.has(index) && !target.matches(':focus-within') && boundingClientRect.height > 0) {
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
      this.#older();
    }
  };

  readonly #older = (): void => {
    this.dispatchEvent(new CustomEvent('earshot-older', { bubbles: true, composed: true }));
  };
}
