import{A as e,E as t,M as n,N as r}from"./earshot.js";var i=r`
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
  .line {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    padding: 8px 16px;
    color: var(--secondary-text-color);
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
`,a=r`
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
`;function o(r,i,a,o){return n`<div class="note">
    <span class="ear">${t(r)}</span>
    <div role="status">
      <strong><bdi>${i}</bdi></strong
      >${a===``?e:n`<p dir="auto">${a}</p>`}${o??e}
    </div>
  </div>`}export{a as n,i as r,o as t};