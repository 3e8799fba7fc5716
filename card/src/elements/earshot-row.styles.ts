import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    contain: layout style;
  }
  button {
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    padding: 0;
    text-align: start;
    cursor: pointer;
  }
  button:focus-visible {
    outline: 2px solid var(--es-ink);
    outline-offset: 2px;
  }
  .mic {
    position: relative;
    border-radius: 12px;
    padding: 8px 8px 10px;
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: center;
    column-gap: 8px;
    font-size: var(--ha-font-size-m, 14px);
    transition: background-color 180ms;
  }
  .main {
    position: relative;
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 48px;
    min-width: 0;
  }
  .tx {
    min-width: 0;
  }
  /* Over what it opens: its name is a sentence, not what is written in it. */
  .open {
    position: absolute;
    inset: 0;
  }
  .nm {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    font-weight: 500;
    line-height: 20px;
    letter-spacing: 0.1px;
    overflow-wrap: anywhere;
  }
  .st {
    display: block;
    font-size: var(--ha-font-size-s, 12px);
    line-height: 16px;
    letter-spacing: 0.2px;
    color: var(--secondary-text-color);
    margin-top: 1px;
    text-wrap: pretty;
    overflow-wrap: anywhere;
  }
  .st b {
    font-weight: 500;
    color: var(--w, var(--secondary-text-color));
  }
  .num {
    font-variant-numeric: tabular-nums;
  }
  .s-listening,
  .s-recording,
  .s-streaming,
  .s-muting {
    background: color-mix(in srgb, var(--es-hear) 13%, transparent);
  }
  .s-problem {
    background: color-mix(in srgb, var(--es-bad) 9%, transparent);
  }
  :is(.s-listening, .s-recording, .s-streaming, .s-muting, .s-problem) .st {
    color: color-mix(in srgb, var(--secondary-text-color) 55%, var(--es-ink));
  }
  .act {
    position: relative;
    height: 36px;
    border-radius: 18px;
    padding: 0 14px;
    font-weight: 500;
    white-space: nowrap;
    background: color-mix(in srgb, var(--es-live) 14%, transparent);
    color: var(--es-live-on);
  }
  .act::after {
    content: '';
    position: absolute;
    inset: -4px;
  }
  :is(.s-listening, .s-streaming, .s-recording) .act {
    background: var(--es-hear);
    color: var(--es-on-hear);
  }
  .s-problem .act {
    background: color-mix(in srgb, var(--es-bad) 14%, transparent);
    color: var(--es-bad-on);
  }
  :host([compact]) .mic {
    padding: 2px 8px;
    height: 100%;
    box-sizing: border-box;
  }
  :host([compact]) .ic {
    width: 36px;
    height: 36px;
  }
  :host([compact]) .s-problem .ic {
    border-radius: 11px;
  }
  :host([compact]) svg.i {
    width: 20px;
    height: 20px;
  }
  :host([dim]) .mic,
  :host([dim]) .act {
    transition: none;
  }
  :host([dim]) .s-problem .ic {
    color: #000;
  }
  :host([dim]) .s-problem .act {
    background: none;
    box-shadow: inset 0 0 0 1px var(--es-bad);
  }
  ::slotted(*) {
    grid-column: 1 / -1;
    margin-block-start: 6px;
    margin-inline-start: 52px;
  }
  @media (prefers-reduced-motion: reduce) {
    .mic {
      transition: none;
    }
  }
`;
