import { css } from 'lit';

/** What is asked before something is done. */
export const styles = css`
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
  .btns + p {
    margin-top: 8px;
    color: var(--es-bad-text);
    font-weight: 500;
  }
  .btns {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-start: 8px;
  }
`;
