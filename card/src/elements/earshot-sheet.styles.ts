import { css } from 'lit';

export const styles = css`
  dialog {
    border: 0;
    padding: 0;
    color: var(--primary-text-color);
    background: none;
    font: 400 var(--ha-font-size-m, 14px) / 20px var(--ha-font-family-body, inherit);
    width: 100%;
    max-width: none;
    max-height: min(92dvh, 800px);
    margin: auto 0 0;
    overscroll-behavior: contain;
    animation: rise 220ms cubic-bezier(0.2, 0, 0, 1);
  }
  dialog::backdrop {
    background: rgba(0, 0, 0, 0.46);
  }
  .sheet {
    background: var(--es-surface);
    border-radius: 24px 24px 0 0;
    padding: 8px 16px 20px;
    padding-bottom: max(20px, env(safe-area-inset-bottom));
  }
  .grab {
    width: 32px;
    height: 4px;
    border-radius: 2px;
    background: var(--outline-hover-color, var(--divider-color));
    margin: 0 auto 8px;
  }
  @media (min-width: 600px) {
    dialog {
      width: 480px;
      margin: auto;
    }
    .sheet {
      border-radius: 24px;
      padding: 16px 24px 24px;
    }
    .grab {
      display: none;
    }
  }
  @keyframes rise {
    from {
      transform: translateY(24px);
      opacity: 0;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    dialog {
      animation: none;
    }
  }
  :host([dim]) dialog {
    animation: none;
  }
  header {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 56px;
    margin-inline-end: -10px;
  }
  header .ic {
    width: 48px;
    height: 48px;
  }
  header.s-problem .ic {
    border-radius: 14px;
  }
  .tx {
    min-width: 0;
    flex: 1;
  }
  h2 {
    margin: 0;
    font-size: var(--ha-font-size-xl, 20px);
    line-height: 24px;
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  h2:focus {
    outline: none;
  }
  .st {
    margin: 0;
    text-wrap: pretty;
    color: var(--secondary-text-color);
    font-variant-numeric: tabular-nums;
  }
  .st b {
    font-weight: 500;
    color: var(--w, var(--secondary-text-color));
  }
  h3 {
    font-size: var(--ha-font-size-m, 14px);
    line-height: 20px;
    font-weight: 500;
    margin: 20px 0 8px;
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
  .x {
    flex: none;
    width: 44px;
    height: 44px;
    display: grid;
    place-items: center;
    color: var(--secondary-text-color);
    border-radius: 50%;
  }
  .options {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 8px;
  }
  .first {
    margin-top: 16px;
  }
  .opt {
    min-height: 60px;
    border-radius: 16px;
    background: var(--es-tint);
    padding: 10px 14px;
    display: flex;
    align-items: center;
    gap: 12px;
  }
  .opt svg.i {
    color: var(--es-muted);
    width: 22px;
    height: 22px;
  }
  .a {
    display: block;
    font-weight: 500;
  }
  .b {
    display: block;
    font-size: var(--ha-font-size-s, 12px);
    line-height: 16px;
    color: var(--secondary-text-color);
  }
  .wide {
    grid-column: 1 / -1;
  }
  .first-choice {
    background: color-mix(in srgb, var(--es-live) 14%, transparent);
  }
  .first-choice .a,
  .first-choice svg.i {
    color: var(--es-live-on);
  }
  .bad.opt {
    background: color-mix(in srgb, var(--es-bad) 12%, transparent);
  }
  .bad .a,
  .bad svg.i {
    color: var(--es-bad-on);
  }
  .off {
    background: none;
    box-shadow: inset 0 0 0 1px var(--divider-color);
    cursor: default;
  }
  .off .a {
    color: var(--secondary-text-color);
  }
  .why {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  .why li {
    display: flex;
    gap: 12px;
    padding: 8px 0;
  }
  .why li + li {
    border-top: 1px solid var(--divider-color);
  }
  .why svg.i {
    color: var(--es-muted);
    width: 22px;
    height: 22px;
    margin: 1px 1px 0;
  }
  .why .bad svg.i {
    color: var(--es-bad-text);
  }
  .why .b {
    font-size: var(--ha-font-size-m, 14px);
    line-height: 20px;
  }
  .why div {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .foot {
    margin: 4px 0 0;
    color: var(--secondary-text-color);
  }
  .meter {
    display: flex;
    gap: 3px;
    margin: 4px 0 6px;
  }
  .meter i {
    width: 14px;
    height: 5px;
    border-radius: 2.5px;
    background: color-mix(in srgb, var(--es-ink) 14%, transparent);
  }
  .meter .m {
    background: var(--es-muted);
  }
  .more {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 20px;
    margin: 12px 0 -6px -8px;
  }
  .more button {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
    padding: 0 8px;
    border-radius: 22px;
    font-weight: 500;
    color: var(--es-live-on);
  }
  .more svg.i {
    width: 20px;
    height: 20px;
  }
  .trial:not(:empty) {
    margin-top: 8px;
  }
`;
