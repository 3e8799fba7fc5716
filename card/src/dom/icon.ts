import { html, svg, type TemplateResult } from 'lit';

/** Draw an icon that says nothing by itself. */
export function icon(path: string): TemplateResult {
  return html`<svg class="i" viewBox="0 0 24 24" aria-hidden="true">${svg`<path d=${path}></path>`}</svg>`;
}
