import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
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
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 48px;
    min-width: 0;
  }
  .tx {
    min-width: 0;
  }
  .nm {
    display: block;
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
  .pulse::before,
  .pulse::after {
    content: '';
    position: absolute;
    inset: 0;
    border-radius: inherit;
    border: 2px solid var(--es-hear-mark);
    animation: pulse 1.8s cubic-bezier(0.2, 0.6, 0.3, 1) infinite;
    pointer-events: none;
  }
  .pulse::after {
    animation-delay: -0.9s;
  }
  .arc::before {
    content: '';
    position: absolute;
    inset: -4px;
    border-radius: 50%;
    border: 2px solid color-mix(in srgb, var(--es-hear-mark) 25%, transparent);
    border-block-start-color: var(--es-hear-mark);
    border-inline-end-color: var(--es-hear-mark);
    animation: spin 1s linear infinite;
  }
  ::slotted(*) {
    grid-column: 1 / -1;
    margin-block-start: 6px;
    margin-inline-start: 52px;
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
    .mic {
      transition: none;
    }
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
