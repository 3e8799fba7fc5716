import { html, nothing, svg, type TemplateResult } from 'lit';

import type { Look } from '../model/looks';

/** Draw an icon that says nothing by itself. */
export function icon(path: string): TemplateResult {
  return html`<svg class="i" viewBox="0 0 24 24" aria-hidden="true">${svg`<path d=${path}></path>`}</svg>`;
}

/** Draw the container of a status, with what moves around it. */
export function glyph({ icon: path, motion }: Look): TemplateResult {
  return html`<span class="ic"
    >${icon(path)}${motion === null ? nothing : html`<span class="moving ${motion}"></span>`}</span
  >`;
}
