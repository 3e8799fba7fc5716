import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    position: relative;
    height: 20px;
    /* What changes in one strip moves nothing beside it. */
    contain: layout size style;
    direction: ltr;
    touch-action: pan-y;
  }
  :host(:focus-visible) {
    outline: none;
  }
  .strip {
    position: absolute;
    inset: 0;
    outline: none;
    border-radius: 4px;
  }
  .strip::after {
    content: '';
    position: absolute;
    inset: -10px 0 -14px;
  }
  .strip:focus-visible {
    outline: 2px solid var(--es-ink);
    outline-offset: 2px;
  }
  svg {
    display: block;
    width: 100%;
    height: 20px;
    overflow: visible;
    pointer-events: none;
  }
  .track {
    fill: color-mix(in srgb, var(--es-ink) 4%, transparent);
  }
  .grid {
    stroke: var(--divider-color);
  }
  .muted {
    fill: color-mix(in srgb, var(--es-muted) 80%, transparent);
  }
  .paused {
    fill: none;
    stroke: color-mix(in srgb, var(--es-muted) 80%, transparent);
    stroke-width: 1.5;
  }
  .may {
    fill: none;
    stroke: color-mix(in srgb, var(--es-muted) 85%, transparent);
    stroke-width: 1.5;
    stroke-dasharray: 4 3;
  }
  .can {
    fill: color-mix(in srgb, var(--es-live) 30%, transparent);
  }
  .edges {
    fill: none;
    stroke: var(--es-live-edge);
    stroke-width: 1.5;
  }
  .coming {
    fill-opacity: 0.42;
    stroke-opacity: 0.42;
  }
  .heard,
  .teeth {
    fill: var(--es-hear-mark);
  }
  .teeth {
    stroke: var(--es-surface);
    stroke-width: 2;
    paint-order: stroke;
  }
  .week .teeth {
    stroke: none;
  }
  .rings {
    fill: var(--es-surface);
    stroke: var(--es-hear-mark);
    stroke-width: 2;
  }
  .week .rings {
    stroke-width: 1.5;
  }
  .violations {
    stroke: var(--es-bad-mark);
    stroke-width: 1.5;
  }
  .hatch {
    stroke: var(--es-bad);
    stroke-width: 2.5;
  }
  .hatched {
    fill: color-mix(in srgb, var(--es-bad) 22%, var(--es-surface));
  }
  .while-muted {
    fill: var(--es-bad-mark);
    stroke: var(--es-surface);
    stroke-width: 2;
    paint-order: stroke;
  }
  .hearing {
    fill: var(--es-hear);
    stroke: var(--es-hear-mark);
    stroke-width: 1.5;
  }
  .now {
    fill: var(--es-ink);
  }
  .focus {
    fill: none;
    stroke: var(--es-ink);
    stroke-width: 2;
  }
  .tip {
    position: absolute;
    bottom: 28px;
    z-index: 1;
    transform: translateX(-50%);
    background: var(--es-ink);
    color: var(--es-surface);
    border-radius: 8px;
    padding: 6px 10px;
    font-size: var(--ha-font-size-s, 12px);
    line-height: 16px;
    width: max-content;
    max-width: 220px;
    font-variant-numeric: tabular-nums;
    pointer-events: none;
  }
  @media (forced-colors: active) {
    .muted,
    .teeth,
    .heard,
    .while-muted,
    .now,
    .hearing {
      fill: CanvasText;
    }
    .paused,
    .may,
    .edges,
    .rings,
    .violations,
    .hatch {
      stroke: CanvasText;
    }
    .can {
      fill: Highlight;
    }
  }
`;
