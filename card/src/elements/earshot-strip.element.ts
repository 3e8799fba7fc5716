import { html, LitElement, nothing, svg, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';

import type { Microphone, MicrophoneTimeline } from '../api/types';
import type { Hours } from '../model/config';
import { lookOf } from '../model/looks';
import type { Telling } from '../model/words';
import { tokens } from '../styles/tokens.styles';
import { binned, type Column } from '../timeline/bins';
import { pathsOf, type Paths } from '../timeline/paths';
import { marked, nearest, readColumn, readSpan, readStop, stops, type Reading, type Stop } from '../timeline/readout';
import { pixel, scaleOf, type Scale } from '../timeline/scale';
import { drawn, planned, SHAPES } from '../timeline/spans';
import { summary } from '../timeline/summary';
import { ticksOf, type Ticks } from '../timeline/ticks';
import { styles } from './earshot-strip.styles';

const NOTHING: Omit<MicrophoneTimeline, 'id'> = { spans: [], marks: [], violations: [], coming: [] };
/** Half of the widest tip: it stays within the strip. */
const HALF_TIP = 90;

interface Picture {
  readonly scale: Scale;
  readonly line: MicrophoneTimeline;
  readonly paths: Paths;
  readonly columns: readonly Column[];
  readonly stops: readonly Stop[];
  readonly ticks: Ticks;
}

/** A microphone's timeline: height is how much it could hear. Fires `earshot-log` where the log is to be opened. */
export class EarshotStrip extends LitElement {
  static override styles = [tokens, styles];

  @property({ attribute: false }) microphone?: Microphone;
  @property({ attribute: false }) timeline?: MicrophoneTimeline;
  @property({ attribute: false }) telling?: Telling;
  @property({ type: Number }) hours: Hours = 24;
  /** What of the past may be shown. */
  @property() past: 'shown' | 'forbidden' | 'none' = 'shown';
  @state() private width = 0;
  @state() private reading: Reading | null = null;
  /** The stop that the keyboard is at. */
  @state() private stop: number | null = null;
  #picture: Picture | null = null;
  readonly #observer = new ResizeObserver(([entry]) => {
    this.width = Math.round(entry?.contentRect.width ?? 0);
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    // The time alone moves nothing until it has moved a pixel.
    return changed.size > 1 || !changed.has('telling') || this.#moved();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (['timeline', 'microphone', 'hours', 'telling', 'width', 'past'].some((name) => changed.has(name))) {
      this.#picture = this.#draw();
    }
  }

  override render(): TemplateResult | typeof nothing {
    const { microphone, telling } = this;
    const picture = this.#picture;
    if (microphone === undefined || telling === undefined || picture === null) {
      return nothing;
    }
    const label = telling.text(this.hours === 24 ? 'timeline.label' : 'timeline.label_7d', { name: microphone.name });
    const said = this.#said(picture, telling);
    return html`<div
        class="strip"
        role="img"
        tabindex="0"
        aria-label=${`${label}: ${said}`}
        @pointermove=${this.#point}
        @pointerdown=${this.#point}
        @pointerleave=${this.#leave}
        @keydown=${this.#key}
        @blur=${this.#leave}
      >
        ${this.#svg(picture, microphone)}
      </div>
      <div aria-live="polite" role="status">${this.#tip()}</div>`;
  }

  #said({ line, scale }: Picture, { text }: Telling): string {
    if (this.past !== 'shown') {
      return text(this.past === 'forbidden' ? 'timeline.no_past' : 'timeline.no_log');
    }
    return summary(line, scale, { text });
  }

  #svg({ paths, ticks, scale, stops: all }: Picture, microphone: Microphone): TemplateResult {
    const now = scale.x(scale.now);
    const chosen = this.stop === null ? undefined : all[this.stop];
    const layer = (name: 'past' | 'coming') =>
      SHAPES.map((shape) =>
        paths[name][shape] === '' ? nothing : svg`<path class=${`${shape} ${name}`} d=${paths[name][shape]}></path>`,
      );
    return html`<svg class=${this.hours === 24 ? 'day' : 'week'} aria-hidden="true">
      <defs>
        <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="hatched" width="6" height="6"></rect>
          <line class="hatch" x1="1.25" y1="0" x2="1.25" y2="6"></line>
        </pattern>
      </defs>
      <rect class="track" width=${this.width} height="20" rx="4"></rect>
      ${svg`<path class="grid" d=${ticks.lines.map((x) => `M${Math.round(x) + 0.5} 0V20`).join('')}></path>`}
      ${layer('coming')} ${layer('past')}
      ${svg`<path class="edges coming" d=${paths.comingEdges}></path><path class="edges" d=${paths.pastEdges}></path>`}
      ${svg`<path class="heard" d=${paths.heard}></path><path class="violations" fill="url(#hatch)" d=${paths.violations}></path>`}
      ${svg`<path class="teeth" d=${paths.teeth}></path><path class="rings" d=${paths.rings}></path>`}
      ${svg`<path class="while-muted" d=${paths.whileMuted}></path>`}
      ${lookOf(microphone).listening ? svg`<rect class="hearing" x=${now - 9} y="0.75" width="8" height="18.5" rx="2"></rect>` : nothing}
      ${svg`<rect class="now" x=${now - 1} y="-2" width="2" height="24" rx="1"></rect>`}
      ${chosen === undefined ? nothing : svg`<rect class="focus" x=${chosen.x - 5} y="-3" width="10" height="26" rx="3"></rect>`}
    </svg>`;
  }

  #tip(): TemplateResult | typeof nothing {
    const { reading } = this;
    if (reading === null) {
      return nothing;
    }
    const left = Math.min(Math.max(reading.x, HALF_TIP), Math.max(HALF_TIP, this.width - HALF_TIP));
    return html`<span class="tip" style=${`left:${left}px`}>${reading.words}</span>`;
  }

  #moved(): boolean {
    const scale = this.#picture?.scale;
    return scale === undefined || Math.abs((this.telling?.now ?? 0) - scale.now) >= pixel(scale) / 2;
  }

  #draw(): Picture | null {
    const { microphone, telling, width } = this;
    if (microphone === undefined || telling === undefined || width === 0) {
      return null;
    }
    const scale = scaleOf(this.hours, telling.now, width);
    const line = this.timeline ?? { id: microphone.id, ...NOTHING };
    const bins = binned(this.past === 'shown' ? line.marks : [], scale);
    const shown = this.past === 'shown' && this.timeline !== undefined;
    const pieces = shown ? drawn(line, microphone, scale) : planned(line, microphone, scale);
    const columns = marked(bins);
    return {
      scale,
      line,
      paths: pathsOf(pieces, bins, this.hours),
      columns,
      stops: stops(columns, shown ? line : { ...line, violations: [] }, scale),
      ticks: ticksOf(scale, telling.clock),
    };
  }

  readonly #point = (event: PointerEvent): void => {
    const { telling } = this;
    const picture = this.#picture;
    if (telling === undefined || picture === null) {
      return;
    }
    const x = event.clientX - this.getBoundingClientRect().left;
    const mark = nearest(picture.columns, x);
    this.stop = null;
    this.reading = mark === null ? this.#readSpan(picture, x, telling) : readColumn(mark, telling);
  };

  #readSpan({ line, scale }: Picture, x: number, telling: Telling): Reading | null {
    if (this.past !== 'shown' && x < scale.x(scale.now)) {
      const words = telling.text(this.past === 'forbidden' ? 'timeline.no_past' : 'timeline.no_log');
      return { x, at: scale.at(x), words };
    }
    return readSpan(line, scale, x, telling);
  }

  readonly #leave = (): void => {
    this.reading = null;
    this.stop = null;
  };

  readonly #key = (event: KeyboardEvent): void => {
    const { telling } = this;
    const picture = this.#picture;
    const all = picture?.stops ?? [];
    const last = all.length - 1;
    const to: Partial<Record<string, number>> = {
      ArrowLeft: Math.max(0, (this.stop ?? last + 1) - 1),
      ArrowRight: Math.min(last, (this.stop ?? last - 1) + 1),
      Home: 0,
      End: last,
    };
    const next = to[event.key];
    if (next !== undefined && telling !== undefined && picture !== null) {
      event.preventDefault();
      const stop = all[next];
      this.stop = stop === undefined ? null : next;
      this.reading = stop === undefined ? null : readStop(stop, picture.scale, telling);
    } else if (event.key === 'Enter' && this.reading !== null) {
      const detail = { microphoneId: this.microphone?.id, at: this.reading.at };
      this.dispatchEvent(new CustomEvent('earshot-log', { detail, bubbles: true, composed: true, cancelable: true }));
    } else if (event.key === 'Escape' && this.reading !== null) {
      event.stopPropagation();
      this.#leave();
    }
  };
}
