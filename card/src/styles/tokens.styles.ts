import { css } from 'lit';

/** The cards' colours from Home Assistant's, so that contrast follows the theme. */
export const tokens = css`
  :host {
    --es-muted: var(--secondary-text-color);
    --es-live: var(--primary-color);
    --es-hear: var(--warning-color);
    --es-bad: var(--error-color);
    --es-ink: var(--primary-text-color);
    --es-surface: var(--ha-card-background, var(--card-background-color));
    --es-live-text: color-mix(in srgb, var(--es-live) 54%, var(--es-ink));
    --es-hear-text: color-mix(in srgb, var(--es-hear) 42%, var(--es-ink));
    --es-bad-text: color-mix(in srgb, var(--es-bad) 47%, var(--es-ink));
    --es-live-on: color-mix(in srgb, var(--es-live) 44%, var(--es-ink));
    --es-bad-on: color-mix(in srgb, var(--es-bad) 34%, var(--es-ink));
    --es-bad-mark: color-mix(in srgb, var(--es-bad) 80%, var(--es-ink));
    --es-hear-mark: color-mix(in srgb, var(--es-hear) 68%, var(--es-ink));
    --es-live-edge: color-mix(in srgb, var(--es-live) 92%, var(--es-ink));
    --es-tint: color-mix(in srgb, var(--es-ink) 6%, transparent);
    --es-on-hear: #1a1300;
    --es-on-bad: #fff;
  }
`;

/** The container of a status: filled is confirmed, hollow is not. The class names are those of `LOOKS`. */
export const glyphs = css`
  .ic {
    width: 40px;
    height: 40px;
    border-radius: 50%;
    display: grid;
    place-items: center;
    flex: none;
    position: relative;
    color: var(--es-muted);
  }
  svg.i {
    display: block;
    fill: currentColor;
    width: 24px;
    height: 24px;
    flex: none;
  }
  .s-muted .ic {
    background: var(--es-tint);
  }
  .s-paused .ic::before,
  .s-unknown .ic::before,
  .s-unobserved .ic::before {
    content: '';
    position: absolute;
    inset: 1px;
    border-radius: 50%;
    border: 1.5px solid color-mix(in srgb, var(--es-muted) 72%, transparent);
  }
  .s-unknown .ic::before,
  .s-unobserved .ic::before {
    border: 2px dashed color-mix(in srgb, var(--es-muted) 75%, transparent);
  }
  .s-armed,
  .s-blocked {
    --w: var(--es-live-text);
  }
  .s-armed .ic,
  .s-blocked .ic {
    background: color-mix(in srgb, var(--es-live) 18%, transparent);
    color: var(--es-live-text);
  }
  .s-listening,
  .s-recording,
  .s-streaming,
  .s-muting {
    --w: var(--es-hear-text);
  }
  .s-listening .ic,
  .s-recording .ic,
  .s-streaming .ic,
  .s-muting .ic {
    background: var(--es-hear);
    color: var(--es-on-hear);
  }
  .s-problem {
    --w: var(--es-bad-text);
  }
  .s-problem .ic {
    background: var(--es-bad);
    color: var(--es-on-bad);
    border-radius: 12px;
  }
`;

/** For a bedroom: black, amber inks, nothing white or blue, nothing that moves. */
export const dimmed = css`
  :host([dim]) {
    --card-background-color: #000;
    --ha-card-background: #000;
    --ha-card-border-color: #000;
    --primary-text-color: #b48e69;
    --secondary-text-color: #9a7a5b;
    --divider-color: #1f1710;
    --primary-color: #8a6a4a;
    --warning-color: #c0701f;
    --error-color: #c04a3c;
  }
`;

/** A button that waits for the read-back of what it has asked for. */
export const busy = css`
  .busy {
    color: transparent;
    cursor: progress;
  }
  .busy::before {
    content: '';
    position: absolute;
    inset: 0;
    margin: auto;
    width: 16px;
    height: 16px;
    border-radius: 50%;
    border: 2px solid color-mix(in srgb, var(--es-ink) 25%, transparent);
    border-block-start-color: var(--es-ink);
    animation: turn 1s linear infinite;
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .busy::before {
      animation: none;
    }
  }
`;

/** Only what hears now moves: two rings, or an arc while a mute waits. */
export const motion = css`
  /* What follows a ring and may come to lie over it is painted apart from all before it: the rest of the page, unless the
     ring has a clip and is the last of its row. */
  .moving {
    position: absolute;
    z-index: 1;
    inset: -11px;
    overflow: clip;
    pointer-events: none;
  }
  .pulse::before,
  .pulse::after {
    content: '';
    position: absolute;
    inset: 11px;
    border-radius: 50%;
    border: 2px solid var(--es-hear-mark);
    animation: pulse 1.8s cubic-bezier(0.2, 0.6, 0.3, 1) infinite;
  }
  .pulse::after {
    animation-delay: -0.9s;
  }
  .arc::before {
    content: '';
    position: absolute;
    inset: 7px;
    border-radius: 50%;
    border: 2px solid color-mix(in srgb, var(--es-hear-mark) 25%, transparent);
    border-block-start-color: var(--es-hear-mark);
    border-inline-end-color: var(--es-hear-mark);
    animation: spin 1s linear infinite;
  }
  :host([dim]) .pulse::before {
    animation: none;
    transform: scale(1.16);
    opacity: 0.9;
  }
  :host([dim]) .pulse::after {
    display: none;
  }
  @keyframes pulse {
    from {
      transform: scale(1);
      opacity: 0.85;
    }
    to {
      transform: scale(1.42);
      opacity: 0;
    }
  }
  @keyframes spin {
    to {
      transform: rotate(1turn);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .pulse::before {
      animation: none;
      transform: scale(1.16);
      opacity: 0.8;
    }
    .pulse::after {
      display: none;
    }
    .arc::before {
      animation: none;
    }
  }
`;
