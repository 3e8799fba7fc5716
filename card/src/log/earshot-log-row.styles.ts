import { css } from 'lit';

/** An activation and what is known of it. */
export const styles = css`
  .ev {
    display: grid;
    grid-template-columns: minmax(44px, auto) 32px 1fr auto;
    align-items: center;
    column-gap: 8px;
    min-height: 56px;
    padding: 4px 16px;
    width: 100%;
    box-sizing: border-box;
    position: relative;
  }
  /* Over what it opens: its name is a sentence, not what is written in it. */
  .over {
    position: absolute;
    inset: 0;
    border-radius: 12px;
  }
  .over:focus-visible {
    outline-offset: -2px;
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
  .shut .b {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
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
`;
