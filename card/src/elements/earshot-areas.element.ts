import { mdiChevronDown } from '@mdi/js';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';

import type { Connection, Microphone } from '../api/types';
import { icon } from '../dom/icon';
import type { Area } from '../model/density';
import { byOpenness, lookOf, type LookKey } from '../model/looks';
import type { Pending } from '../model/pending';
import type { Telling } from '../model/words';
import { tokens } from '../styles/tokens.styles';

/** Above this many, glyphs would be a pattern and no message. */
const MOST_GLYPHS = 16;
/** In a glyph of ten pixels some looks are one. */
const GLYPH: Partial<Readonly<Record<LookKey, string>>> = {
  muting: 'hears',
  listening: 'hears',
  streaming: 'hears',
  recording: 'hears',
  armed: 'can',
  blocked: 'can',
  unknown: 'may',
  unobserved: 'may',
};

/** Many microphones: what listens or fails on top, in full, then a row for each area that opens in place. */
export class EarshotAreas extends LitElement {
  static override styles = [
    tokens,
    css`
      :host {
        display: block;
        padding: 0 8px 8px;
      }
      button {
        font: inherit;
        color: inherit;
        background: none;
        border: 0;
        text-align: start;
        cursor: pointer;
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 48px;
        padding: 2px 8px;
        border-radius: 12px;
        width: 100%;
      }
      button:focus-visible {
        outline: 2px solid var(--es-ink);
        outline-offset: 2px;
      }
      .nm {
        flex: 1;
        font-weight: 500;
        overflow-wrap: anywhere;
      }
      .count {
        width: 84px;
        text-align: end;
        font-size: var(--ha-font-size-s, 12px);
        color: var(--secondary-text-color);
        white-space: nowrap;
      }
      svg {
        flex: none;
        width: 24px;
        height: 24px;
        fill: var(--secondary-text-color);
        transition: transform 180ms;
      }
      button[aria-expanded='true'] svg {
        transform: rotate(180deg);
      }
      @media (prefers-reduced-motion: reduce) {
        svg {
          transition: none;
        }
      }
      .first {
        display: grid;
        gap: 2px;
        padding-bottom: 8px;
        margin-bottom: 8px;
        border-bottom: 1px solid var(--divider-color);
      }
      .dots {
        display: flex;
        gap: 3px;
      }
      i {
        width: 10px;
        height: 10px;
        border-radius: 50%;
        box-sizing: border-box;
        position: relative;
      }
      .muted::after,
      .paused::after {
        content: '';
        position: absolute;
        inset: 3.5px 0;
        border-radius: 2px;
        background: color-mix(in srgb, var(--es-muted) 80%, transparent);
      }
      .paused::after {
        inset: 2px 0;
        background: none;
        border: 1.5px solid color-mix(in srgb, var(--es-muted) 80%, transparent);
      }
      .can {
        background: color-mix(in srgb, var(--es-live) 30%, transparent);
        border: 1.5px solid var(--es-live-edge);
      }
      .hears {
        background: var(--es-hear-mark);
      }
      .problem {
        background: var(--es-bad);
        border-radius: 2px;
      }
      .may {
        border: 1.5px dashed var(--es-muted);
      }
    `,
  ];

  @property({ attribute: false }) areas: readonly Area[] = [];
  @property({ attribute: false }) telling?: Telling;
  @property({ attribute: false }) pending?: Pending;
  @property() connection: Connection = 'loading';
  @state() private open: string | null = null;

  override render(): TemplateResult | typeof nothing {
    const { telling, connection } = this;
    if (telling === undefined) {
      return nothing;
    }
    const ready = connection === 'ready';
    const first = this.areas
      .flatMap(({ microphones }) => microphones)
      .filter((each) => lookOf(each, ready).listening || lookOf(each, ready).key === 'problem');
    return html`${first.length === 0 ? nothing : html`<div class="first">${first.map((each) => this.#row(each))}</div>`}
    ${this.areas.map((area) => this.#area(area, telling, ready))}`;
  }

  #area({ name, microphones }: Area, { text }: Telling, ready: boolean): TemplateResult {
    const looks = microphones.map((each) => lookOf(each, ready)).sort(byOpenness);
    const can = looks.filter(({ counts }) => counts === 'can').length;
    const may = looks.filter(({ counts }) => counts === 'may').length;
    const words =
      can > 0
        ? text('home.some_can', { count: can })
        : may > 0
          ? text('home.some_may', { count: may })
          : text(looks.some(({ counts }) => counts === 'paused') ? 'home.muted_or_paused' : 'badge.muted');
    const open = this.open === name;
    return html`<button aria-expanded=${open} data-area=${name} @click=${this.#toggle}>
        <span class="nm">${name === '' ? text('home.no_area') : name}</span>
        ${
          looks.length > MOST_GLYPHS
            ? nothing
            : html`<span class="dots" aria-hidden="true">
                ${looks.map(({ key }) => html`<i class=${GLYPH[key] ?? key}></i>`)}
              </span>`
        }
        <span class="count">${words}</span> ${icon(mdiChevronDown)}
      </button>
      ${open ? microphones.map((each) => this.#row(each)) : nothing}`;
  }

  #row(microphone: Microphone): TemplateResult {
    return html`<earshot-row
      compact
      .microphone=${microphone}
      .telling=${this.telling}
      .connection=${this.connection}
      .pending=${this.pending?.has(microphone.id) === true}
    ></earshot-row>`;
  }

  readonly #toggle = (event: Event): void => {
    const name = (event.currentTarget as HTMLElement).dataset.area ?? '';
    this.open = this.open === name ? null : name;
  };
}
