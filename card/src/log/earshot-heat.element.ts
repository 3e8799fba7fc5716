import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';

import type { HassLocale } from '../api/hass';
import type { Snapshot, Timeline } from '../api/types';
import type { Telling } from '../model/words';
import { tokens } from '../styles/tokens.styles';
import {
  cellAt,
  cellWords,
  dotSize,
  heatOf,
  hottest,
  HOURS,
  hourWords,
  isEmpty,
  moved,
  week,
  weekdayName,
  type Cell,
  type Heat,
  type Spot,
} from './heat';

/** When microphones misfire: a dot for each hour of the week. One widget; arrow keys or a pointer read a cell out. */
export class EarshotHeat extends LitElement {
  static override styles = [
    tokens,
    css`
      :host {
        display: block;
      }
      .heat {
        display: grid;
        grid-template-columns: 36px repeat(24, minmax(0, 1fr));
        align-items: center;
        padding: 4px 16px 0;
        row-gap: 2px;
        direction: ltr;
        touch-action: pan-y;
        outline: none;
      }
      .heat:focus-visible {
        outline: 2px solid var(--es-ink);
        outline-offset: -2px;
        border-radius: 12px;
      }
      .row {
        display: contents;
      }
      .d,
      .h {
        font-size: 12px;
        line-height: 16px;
        color: var(--secondary-text-color);
        white-space: nowrap;
      }
      .h {
        justify-self: center;
        font-variant-numeric: tabular-nums;
      }
      .c {
        display: grid;
        place-items: center;
        height: 20px;
      }
      .c.at {
        border-radius: 6px;
        box-shadow: inset 0 0 0 2px var(--es-ink);
        margin-inline: -3px;
      }
      /* Nothing to point at, unless somebody goes through it. */
      .none:not(:focus-visible) .c.at {
        box-shadow: none;
      }
      i {
        display: block;
        flex: none;
        border-radius: 50%;
        background: var(--es-hear-mark);
      }
      i.z {
        background: color-mix(in srgb, var(--es-ink) 18%, transparent);
      }
      .read {
        margin: 8px 16px 0;
        padding: 8px 12px;
        border-radius: 12px;
        background: var(--es-tint);
        min-height: 44px;
        box-sizing: border-box;
        display: flex;
        align-items: center;
        overflow-wrap: anywhere;
      }
      b {
        font-weight: 500;
      }
      .legend {
        display: flex;
        align-items: center;
        gap: 16px;
        padding: 10px 16px 8px;
        font-size: 12px;
        line-height: 16px;
        color: var(--secondary-text-color);
      }
      .legend span {
        display: inline-flex;
        align-items: center;
        gap: 6px;
      }
    `,
  ];

  @property({ attribute: false }) timeline?: Timeline;
  @property({ attribute: false }) snapshot: Snapshot | null = null;
  @property({ attribute: false }) telling?: Telling;
  @property({ attribute: false }) locale: Pick<HassLocale, 'language' | 'first_weekday'> = { language: 'en' };
  @state() private spot: Spot | null = null;
  #heat: Heat = [];
  #weekdays: readonly number[] = [];
  #of: Timeline | undefined;
  #zone = '';

  override willUpdate(): void {
    const zone = this.telling?.clock.timeZone;
    this.#weekdays = week(this.locale);
    if (this.timeline !== undefined && zone !== undefined && (this.#of !== this.timeline || this.#zone !== zone)) {
      [this.#of, this.#zone] = [this.timeline, zone];
      this.#heat = heatOf(this.timeline, zone);
      this.spot ??= hottest(this.#heat, this.#weekdays);
    }
  }

  override render(): TemplateResult | typeof nothing {
    const { telling, spot } = this;
    if (telling === undefined || spot === null) {
      return nothing;
    }
    const { text } = telling;
    const at = cellAt(this.#heat, this.#weekdays, spot);
    const read = at === undefined ? null : this.#words(spot, at, telling);
    const empty = isEmpty(this.#heat);
    return html`<div
        class="heat ${empty ? 'none' : ''}"
        role="grid"
        tabindex="0"
        aria-label=${text('heat.label')}
        aria-activedescendant="at-${spot.row}-${spot.hour}"
        @keydown=${this.#key}
        @pointermove=${this.#point}
        @pointerdown=${this.#point}
      >
        ${this.#weekdays.map((weekday, row) => this.#row(weekday, row, spot, telling))}
        <span aria-hidden="true"></span>
        ${Array.from({ length: HOURS }, (_, hour) => this.#hour(hour, telling))}
      </div>
      <div class="read" aria-hidden="true">
        ${
          empty
            ? html`<bdi>${text('heat.empty')}</bdi>`
            : read === null
              ? nothing
              : html`<bdi><b>${read.when}</b> · ${read.what}</bdi>`
        }
      </div>
      <div class="legend" aria-hidden="true">
        ${[1, 3, 9].map((count) => {
          const size = dotSize(count);
          const label = count === 9 ? text('heat.legend_more', { count }) : count;
          return html`<span><i style="width:${size}px;height:${size}px"></i><bdi>${label}</bdi></span>`;
        })}
      </div>`;
  }

  #row(weekday: number, row: number, spot: Spot, telling: Telling): TemplateResult {
    return html`<div class="row" role="row">
      <span class="d" role="rowheader">${weekdayName(weekday, 'short', telling)}</span>
      ${this.#heat[weekday]?.map((cell, hour) => {
        const at = spot.row === row && spot.hour === hour;
        const { when, what } = this.#words({ row, hour }, cell, telling);
        const size = dotSize(cell.count);
        return html`<span
          class="c ${at ? 'at' : ''}"
          role="gridcell"
          id="at-${row}-${hour}"
          aria-selected=${at}
          aria-label="${when}: ${what}"
          ><i class=${cell.count === 0 ? 'z' : ''} style="width:${size}px;height:${size}px"></i
        ></span>`;
      })}
    </div>`;
  }

  #hour(hour: number, telling: Telling): TemplateResult {
    const label = hour % 6 === 0 ? hourWords(hour, telling).replace(/:00$/, '') : '';
    return html`<span class="h" aria-hidden="true">${label}</span>`;
  }

  #words({ row, hour }: Spot, cell: Cell, telling: Telling) {
    return cellWords(this.#weekdays[row] ?? 0, hour, cell, this.snapshot, telling);
  }

  readonly #key = (event: KeyboardEvent): void => {
    const to = this.spot === null ? null : moved(this.spot, event.key, event.ctrlKey);
    if (to !== null) {
      event.preventDefault();
      this.spot = to;
    }
  };

  /** The nearest cell answers: one is too small to be touched. */
  readonly #point = (event: PointerEvent): void => {
    const cells = [...this.renderRoot.querySelectorAll('.c')];
    const [first, last] = [cells[0]?.getBoundingClientRect(), cells.at(-1)?.getBoundingClientRect()];
    if (first === undefined || last === undefined) {
      return;
    }
    const part = (at: number, from: number, to: number, count: number) =>
      Math.min(count - 1, Math.max(0, Math.floor(((at - from) / (to - from)) * count)));
    this.spot = {
      row: part(event.clientY, first.top, last.bottom, this.#weekdays.length),
      hour: part(event.clientX, first.left, last.right, HOURS),
    };
  };
}
