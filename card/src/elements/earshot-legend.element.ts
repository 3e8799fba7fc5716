import { css, html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';

import type { Key } from '../i18n/localize';
import type { Telling } from '../model/words';
import { tokens } from '../styles/tokens.styles';
import { styles as strip } from './earshot-strip.styles';

const SAMPLES: readonly (readonly [Key, TemplateResult])[] = [
  ['legend.muted', svg`<rect class="muted" y="8" width="20" height="4" rx="2"></rect>`],
  ['legend.paused', svg`<rect class="paused" x=".75" y="7.75" width="18.5" height="4.5" rx="2"></rect>`],
  [
    'legend.can_hear',
    svg`<rect class="can" y="4" width="20" height="12"></rect><path class="edges" d="M0 4.75H20M0 15.25H20"></path>`,
  ],
  ['legend.listened', svg`<rect class="teeth" x="8" width="3" height="20"></rect>`],
  ['legend.misfire', svg`<circle class="rings" cx="10" cy="10" r="3"></circle>`],
  [
    'legend.failed',
    svg`<rect class="violations" x=".75" y=".75" width="18.5" height="18.5" rx="2" fill="url(#hatch)"></rect>`,
  ],
  ['legend.while_muted', svg`<path class="while-muted" d="M8 6H11V20H8ZM5.500 0h8l-4 6z"></path>`],
  ['legend.may_hear', svg`<rect class="may" x=".75" y="4.75" width="18.5" height="10.5" rx="2"></rect>`],
  [
    'legend.planned',
    svg`<g class="coming"><rect class="can" y="4" width="20" height="12"></rect><path class="edges" d="M0 4.75H20M0 15.25H20"></path></g>`,
  ],
];

/** What the shapes of a strip mean. */
export class EarshotLegend extends LitElement {
  static override styles = [
    tokens,
    strip,
    css`
      :host {
        height: auto;
        contain: none;
        direction: inherit;
        font-size: var(--ha-font-size-s, 12px);
        line-height: 20px;
        color: var(--secondary-text-color);
      }
      :host::after {
        content: none;
      }
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
        display: grid;
        grid-template-columns: var(--es-legend-columns, repeat(auto-fill, minmax(104px, 1fr)));
        gap: 4px 8px;
      }
      li {
        display: flex;
        align-items: center;
        gap: 6px;
      }
      svg {
        flex: none;
        width: 20px;
        overflow: visible;
      }
    `,
  ];

  @property({ attribute: false }) telling?: Telling;

  override render(): TemplateResult | typeof nothing {
    const { telling } = this;
    if (telling === undefined) {
      return nothing;
    }
    return html`<ul aria-label=${telling.text('timeline.legend')}>
      ${SAMPLES.map(
        ([key, sample]) =>
          html`<li>
            <svg viewBox="0 0 20 20" aria-hidden="true">
              <defs>
                <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                  <rect class="hatched" width="6" height="6"></rect>
                  <line class="hatch" x1="1.25" y1="0" x2="1.25" y2="6"></line>
                </pattern>
              </defs>
              ${sample}
            </svg>
            ${telling.text(key)}
          </li>`,
      )}
    </ul>`;
  }
}
