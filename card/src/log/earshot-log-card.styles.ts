import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    color: var(--primary-text-color);
    font: 400 var(--ha-font-size-m, 14px) / 20px var(--ha-font-family-body, inherit);
  }
  button,
  select,
  input {
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    padding: 0;
    margin: 0;
    text-align: start;
  }
  button,
  select {
    cursor: pointer;
  }
  button:disabled {
    cursor: default;
    opacity: 0.5;
  }
  button:focus-visible,
  select:focus-visible {
    outline: 2px solid var(--es-ink);
    outline-offset: 2px;
  }
  svg.i {
    display: block;
    fill: currentColor;
    width: 24px;
    height: 24px;
    flex: none;
  }
  .frame {
    container-type: inline-size;
    position: relative;
    background: var(--es-surface);
    border: var(--ha-card-border-width, 1px) solid var(--ha-card-border-color, var(--divider-color));
    border-radius: var(--ha-card-border-radius, var(--ha-border-radius-lg, 12px));
    box-shadow: var(--ha-card-box-shadow, none);
    box-sizing: border-box;
    padding-bottom: 8px;
  }
  .head {
    display: flex;
    align-items: center;
    padding-block: 12px 0;
    padding-inline: 16px 4px;
    min-height: 56px;
    box-sizing: border-box;
  }
  h2 {
    flex: 1;
    margin: 0;
    font-size: var(--ha-font-size-xl, 20px);
    line-height: 24px;
    font-weight: 500;
    letter-spacing: -0.1px;
    text-wrap: balance;
    overflow-wrap: anywhere;
  }
  .icon {
    flex: none;
    width: 48px;
    height: 48px;
    display: grid;
    place-items: center;
    border-radius: 50%;
    color: var(--secondary-text-color);
  }
  .icon[aria-pressed='true'],
  .icon[aria-expanded='true'] {
    color: var(--es-live-text);
    background: color-mix(in srgb, var(--es-live) 14%, transparent);
  }
  .search {
    position: relative;
    margin: 4px 16px 0;
    height: 48px;
    border-radius: 24px;
    background: var(--es-tint);
    display: flex;
    align-items: center;
    gap: 12px;
    padding-inline: 16px 0;
    color: var(--secondary-text-color);
  }
  .search:focus-within {
    outline: 2px solid var(--es-ink);
    outline-offset: 2px;
  }
  .search input {
    flex: 1;
    min-width: 0;
    height: 100%;
    outline: none;
    color: var(--primary-text-color);
    appearance: none;
  }
  .search input::placeholder {
    color: var(--secondary-text-color);
    opacity: 1;
  }
  .search input::-webkit-search-cancel-button {
    display: none;
  }
  .filters {
    display: flex;
    gap: 8px;
    padding: 8px 16px 4px;
    overflow-x: auto;
    scrollbar-width: none;
    scroll-padding-inline: 16px;
  }
  .f {
    position: relative;
    box-sizing: border-box;
    height: 36px;
    border-radius: 18px;
    border: 1px solid color-mix(in srgb, var(--es-ink) 22%, transparent);
    padding: 0 14px;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    font-weight: 500;
    white-space: nowrap;
    flex: none;
  }
  .f::after {
    content: '';
    position: absolute;
    inset: -4px;
  }
  .f svg.i {
    width: 18px;
    height: 18px;
    margin-inline-end: -4px;
  }
  .f.on {
    background: color-mix(in srgb, var(--es-live) 16%, transparent);
    border-color: transparent;
    color: var(--es-live-text);
  }
  .f select {
    position: absolute;
    inset: -4px 0;
    width: 100%;
    opacity: 0;
    appearance: none;
    z-index: 1;
  }
  .f:has(select:focus-visible) {
    outline: 2px solid var(--es-ink);
    outline-offset: 2px;
  }
  option {
    color: #000;
    background: #fff;
  }
  h3 {
    display: flex;
    justify-content: space-between;
    align-items: baseline;
    gap: 12px;
    margin: 0;
    padding: 16px 16px 4px;
    font-size: inherit;
    font-weight: 500;
  }
  h3 span {
    font-size: 12px;
    font-weight: 400;
    color: var(--secondary-text-color);
    text-align: end;
  }
  .ev {
    display: grid;
    grid-template-columns: minmax(44px, auto) 32px 1fr auto;
    align-items: center;
    column-gap: 8px;
    min-height: 56px;
    padding: 4px 16px;
    width: 100%;
    box-sizing: border-box;
  }
  .ev:focus-visible {
    outline-offset: -2px;
    border-radius: 12px;
  }
  .tm {
    color: var(--secondary-text-color);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .ei {
    width: 32px;
    height: 32px;
    border-radius: 50%;
    display: grid;
    place-items: center;
    color: var(--es-muted);
  }
  .ei svg.i {
    width: 20px;
    height: 20px;
  }
  .hears .ei {
    background: var(--es-hear);
    color: var(--es-on-hear);
  }
  .misfire .ei {
    box-shadow: inset 0 0 0 2px var(--es-hear-mark);
    color: var(--es-hear-text);
  }
  .violation .ei {
    background: var(--es-bad);
    color: var(--es-on-bad);
    border-radius: 10px;
  }
  :host([dim]) .violation .ei {
    color: #000;
  }
  .words {
    min-width: 0;
  }
  .a {
    display: block;
    font-weight: 500;
  }
  .b {
    display: block;
    font-size: 12px;
    line-height: 16px;
    letter-spacing: 0.2px;
    color: var(--secondary-text-color);
    overflow-wrap: anywhere;
  }
  .hears .a,
  .misfire .a {
    color: var(--es-hear-text);
  }
  .violation .a {
    color: var(--es-bad-text);
  }
  .du {
    font-size: 12px;
    color: var(--secondary-text-color);
    font-variant-numeric: tabular-nums;
    text-align: end;
    white-space: nowrap;
  }
  .open {
    margin: 4px 8px;
    border-radius: 12px;
    background: var(--es-tint);
  }
  .open .ev {
    padding: 4px 8px;
  }
  .det {
    padding-block: 0 12px;
    padding-inline: 66px 12px;
  }
  .det ul {
    list-style: none;
    margin: 0 0 8px;
    padding: 0;
  }
  .det li {
    display: flex;
    gap: 16px;
    padding: 2px 0;
  }
  .det li svg.i {
    width: 18px;
    height: 18px;
    margin-top: 1px;
    color: var(--es-muted);
  }
  .show {
    display: inline-flex;
    align-items: center;
    gap: 14px;
    min-height: 44px;
    margin-inline-start: -1px;
    color: var(--es-live-text);
    font-weight: 500;
  }
  .show svg.i {
    width: 20px;
    height: 20px;
  }
  dl {
    margin: 0;
    padding-inline-start: 34px;
  }
  dt {
    font-size: 12px;
    line-height: 16px;
    color: var(--secondary-text-color);
  }
  dd {
    margin: 0 0 8px;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .btns {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-block: 8px 0;
    margin-inline: 34px 0;
  }
  .btn {
    position: relative;
    min-height: 40px;
    border-radius: 20px;
    padding: 0 16px;
    font-weight: 500;
    display: inline-flex;
    align-items: center;
    gap: 8px;
    background: color-mix(in srgb, var(--es-live) 14%, transparent);
    color: var(--es-live-on);
  }
  .btn::after {
    content: '';
    position: absolute;
    inset: -2px;
  }
  .btn svg.i {
    width: 18px;
    height: 18px;
    margin-inline-start: -4px;
  }
  .btn.q {
    background: none;
    box-shadow: inset 0 0 0 1px color-mix(in srgb, var(--es-ink) 24%, transparent);
    color: var(--primary-text-color);
  }
  .btn.bad {
    background: color-mix(in srgb, var(--es-bad) 16%, transparent);
    color: var(--es-bad-on);
  }
  .panel {
    margin: 4px 8px 8px;
    padding: 12px;
    border-radius: 12px;
    background: var(--es-tint);
  }
  .panel p {
    margin: 0;
  }
  .panel .filters {
    padding: 0 0 8px;
    flex-wrap: wrap;
    overflow: visible;
  }
  .panel .btns {
    margin-inline-start: 0;
  }
  .line {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    padding: 8px 16px;
    color: var(--secondary-text-color);
  }
  .note {
    display: grid;
    grid-template-columns: 48px 1fr;
    gap: 8px;
    padding-block: 12px;
    padding-inline: 12px 16px;
  }
  .note .ear {
    width: 48px;
    height: 48px;
    box-sizing: border-box;
    border-radius: 50%;
    display: grid;
    place-items: center;
    color: var(--es-muted);
    background: var(--es-tint);
  }
  .note strong {
    display: block;
    font-size: 16px;
    font-weight: 500;
    padding-top: 4px;
  }
  .note p {
    margin: 4px 0 0;
    color: var(--secondary-text-color);
  }
  .note .btn {
    margin-top: 12px;
  }
  .more {
    display: block;
    width: 100%;
    height: 48px;
    text-align: center;
    font-weight: 500;
    color: var(--es-live-text);
    border-top: 1px solid var(--divider-color);
    margin-top: 8px;
    margin-bottom: -8px;
    border-radius: 0 0 var(--ha-card-border-radius, 12px) var(--ha-card-border-radius, 12px);
  }
  .more:focus-visible {
    outline-offset: -2px;
  }
  .said {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
