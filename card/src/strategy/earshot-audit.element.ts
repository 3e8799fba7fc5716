import {
  mdiAlertOutline,
  mdiCheck,
  mdiClipboardTextOutline,
  mdiInformationOutline,
  mdiLockOutline,
  mdiRefresh,
  mdiShieldCheckOutline,
  mdiTextBoxRemoveOutline,
} from '@mdi/js';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';

import { codeOf } from '../api/errors';
import type { HomeAssistant } from '../api/hass';
import { icon } from '../dom/icon';
import { Page } from '../dom/page';
import { navigate } from '../dom/tell';
import { common } from '../log/common.styles';
import { note } from '../log/note.element';
import type { Telling } from '../model/words';
import { tokens } from '../styles/tokens.styles';
import { auditMessage, groupsOf, parseAudit, type Finding, type Group, type Severity } from './audit';
import { parseAuditConfig, type AuditConfig } from './config';
import { styles } from './earshot-audit.styles';

const ICONS: Readonly<Record<Severity, string>> = {
  risk: mdiAlertOutline,
  to_do: mdiClipboardTextOutline,
  notice: mdiInformationOutline,
};

/** What the privacy audit finds, in words. It is asked for when it is shown, again after a loss of connection, and when a person asks. */
export class EarshotAudit extends LitElement {
  static override styles = [tokens, common, styles];

  @state() private config?: AuditConfig;
  @state() private telling: Telling | undefined;
  @state() private findings: readonly Finding[] | null = null;
  @state() private state: 'loading' | 'ready' | 'forbidden' | 'failed' = 'loading';
  readonly #page = new Page({
    told: () => {
      this.#told();
    },
  });
  #asked = false;

  setConfig(config: unknown): void {
    this.config = parseAuditConfig(config);
  }

  set hass(hass: HomeAssistant) {
    this.#page.take(hass);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#asked = false;
    this.#page.connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#page.disconnect();
  }

  override render(): TemplateResult | typeof nothing {
    const { config, telling } = this;
    const { store } = this.#page;
    if (config === undefined || telling === undefined || store === undefined) {
      return nothing;
    }
    return html`<div class="frame" dir=${this.#page.direction}>${this.#body(config, telling)}</div>`;
  }

  #body(config: AuditConfig, telling: Telling): TemplateResult {
    const { text } = telling;
    const connection = this.#page.store?.connection ?? 'loading';
    if (connection === 'missing' || connection === 'not_set_up') {
      return html`<earshot-notice .notice=${connection} .telling=${telling} .admin=${this.#admin}></earshot-notice>`;
    }
    if (!this.#admin || this.state === 'forbidden') {
      return note(mdiLockOutline, text('audit.forbidden'), '');
    }
    const { findings } = this;
    if (findings !== null) {
      return this.#found(findings, config, telling);
    }
    return this.state === 'failed'
      ? note(
          mdiTextBoxRemoveOutline,
          text('audit.failed'),
          '',
          html`<button class="btn" @click=${this.#look}>${text('log.retry')}</button>`,
        )
      : html`<div class="line" role="status">${text('connection.loading')}</div>`;
  }

  #found(findings: readonly Finding[], { limit, path }: AuditConfig, { text }: Telling): TemplateResult {
    const groups = groupsOf(findings, limit);
    const list =
      groups.length === 0
        ? note(mdiShieldCheckOutline, text('audit.none'), text('audit.none_detail'))
        : groups.map((group) => this.#group(group, limit === null, text));
    if (limit !== null) {
      return html`<div class="brief">${list}</div>
        ${
          path === null || findings.length <= limit
            ? nothing
            : html`<button class="more" @click=${this.#all}>
                ${text('audit.all')} · ${text('audit.count', { count: findings.length })}
              </button>`
        }`;
    }
    return html`<div class="head">
        <h2><bdi>${text('audit.title')}</bdi></h2>
        <button
          class="icon"
          aria-label=${text('audit.again')}
          title=${text('audit.again')}
          aria-busy=${this.state === 'loading'}
          @click=${this.#look}
        >
          ${icon(mdiRefresh)}
        </button>
      </div>
      ${this.state === 'failed' ? html`<div class="line" role="alert">${text('audit.failed')}</div>` : nothing} ${list}`;
  }

  #group({ severity, findings }: Group, whole: boolean, text: Telling['text']): TemplateResult {
    return html`${
        whole
          ? html`<h3>
              <bdi>${text(`audit.${severity}`)}</bdi>
              <span><bdi>${text('audit.count', { count: findings.length })}</bdi></span>
            </h3>`
          : nothing
      }
      <ul>
        ${findings.map((finding) => this.#finding(finding, whole, text))}
      </ul>`;
  }

  #finding(finding: Finding, whole: boolean, text: Telling['text']): TemplateResult {
    const { severity, settled } = finding;
    return html`<li class=${settled ? 'settled' : severity}>
      <span class="ei">${icon(settled ? mdiCheck : ICONS[severity])}</span>
      <div>
        <p class="a" dir="auto">${finding.text}</p>
        ${whole && finding.advice !== '' ? html`<p class="b" dir="auto">${finding.advice}</p>` : nothing}
        ${settled ? html`<p class="b" dir="auto">${text('audit.settled')}</p>` : nothing}
      </div>
    </li>`;
  }

  get #admin(): boolean {
    return this.#page.hass?.user?.is_admin === true;
  }

  #told(): void {
    this.telling = this.#page.telling();
    this.requestUpdate();
    const connection = this.#page.store?.connection;
    if (connection === 'lost') {
      this.#asked = false;
    } else if (connection === 'ready' && !this.#asked) {
      this.#look();
    }
  }

  readonly #look = (): void => {
    const { hass } = this.#page;
    if (hass !== undefined && this.#admin) {
      this.#asked = true;
      void this.#ask(hass);
    }
  };

  async #ask(hass: HomeAssistant): Promise<void> {
    this.state = 'loading';
    try {
      this.findings = parseAudit(await hass.callWS(auditMessage(hass.language)));
      this.state = 'ready';
    } catch (error) {
      this.state = codeOf(error) === 'unauthorized' ? 'forbidden' : 'failed';
    }
  }

  readonly #all = (): void => {
    navigate(this.config?.path ?? '');
  };
}
