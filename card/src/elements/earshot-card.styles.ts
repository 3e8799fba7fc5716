import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    color: var(--primary-text-color);
    font: 400 var(--ha-font-size-m, 14px) / 20px var(--ha-font-family-body, inherit);
  }
  .frame {
    container-type: inline-size;
    position: relative;
    background: var(--es-surface);
    border: var(--ha-card-border-width, 1px) solid var(--ha-card-border-color, var(--divider-color));
    border-radius: var(--ha-card-border-radius, var(--ha-border-radius-lg, 12px));
    box-shadow: var(--ha-card-box-shadow, none);
    box-sizing: border-box;
  }
  /* Out of sight nothing is laid out or painted, whatever is told; its texts stay true for whoever has them read. */
  .of-rows,
  .of-compact,
  .of-areas {
    content-visibility: auto;
    contain-intrinsic-height: auto var(--es-height);
  }
  .of-chips {
    background: none;
    border: 0;
    box-shadow: none;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .microphones {
    display: grid;
    gap: 4px;
    padding: 0 8px 4px;
  }
  .microphones:first-child {
    padding-top: 8px;
  }
  .of-compact .microphones {
    gap: 2px;
    padding-bottom: 8px;
  }
  @container (min-width: 431px) {
    .two {
      grid-template-columns: 1fr 1fr;
    }
  }
  earshot-axis {
    margin: 4px 16px 4px;
  }
  earshot-legend {
    padding: 8px 16px 14px;
  }
  @container (max-width: 559px) {
    earshot-legend {
      --es-legend-columns: repeat(3, 1fr);
    }
  }
  .said {
    position: absolute;
    contain: strict;
    width: 1px;
    height: 1px;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
