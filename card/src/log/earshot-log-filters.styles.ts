import { css } from 'lit';

/** Search and filters. */
export const styles = css`
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
`;
