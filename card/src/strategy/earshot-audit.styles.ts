import { css } from 'lit';

export const styles = css`
  .frame {
    background: var(--es-surface);
    border: var(--ha-card-border-width, 1px) solid var(--ha-card-border-color, var(--divider-color));
    border-radius: var(--ha-card-border-radius, var(--ha-border-radius-lg, 12px));
    box-shadow: var(--ha-card-box-shadow, none);
    box-sizing: border-box;
    padding-bottom: 8px;
  }
  .brief {
    padding-top: 8px;
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
  }
  ul {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  li {
    display: grid;
    grid-template-columns: 40px 1fr;
    column-gap: 12px;
    padding: 8px 16px;
  }
  .ei {
    width: 40px;
    height: 40px;
    display: grid;
    place-items: center;
    border-radius: 50%;
    color: var(--es-muted);
    background: var(--es-tint);
  }
  .risk .ei {
    border-radius: 12px;
    color: var(--es-bad-on);
    background: color-mix(in srgb, var(--es-bad) 16%, transparent);
  }
  .to_do .ei {
    background: none;
    box-shadow: inset 0 0 0 2px var(--es-hear-mark);
    color: var(--es-hear-text);
  }
  p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .a {
    padding-top: 2px;
    font-weight: 500;
  }
  .b {
    margin-top: 2px;
    color: var(--secondary-text-color);
  }
`;
