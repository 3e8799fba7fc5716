import { html, nothing, type TemplateResult } from 'lit';

import { icon } from '../dom/icon';

/** Say why there is nothing to see, and what can be done about it. */
export function note(path: string, title: string, detail: string, more?: TemplateResult): TemplateResult {
  return html`<div class="note">
    <span class="ear">${icon(path)}</span>
    <div role="status">
      <strong><bdi>${title}</bdi></strong
      >${detail === '' ? nothing : html`<p dir="auto">${detail}</p>`}${more ?? nothing}
    </div>
  </div>`;
}
