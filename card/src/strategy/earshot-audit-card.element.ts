import { LazyCard } from '../dom/lazy-card';
import { auditSize, parseAuditConfig } from './config';

/** `custom:earshot-audit-card`: what the privacy audit finds. It is part of the dashboard, and in no picker. */
export class EarshotAuditCard extends LazyCard {
  protected override readonly tag = 'earshot-audit';
  #size = 10;

  getCardSize(): number {
    return this.#size;
  }

  protected override check(config: unknown): void {
    this.#size = auditSize(parseAuditConfig(config));
  }

  protected override async load(): Promise<void> {
    await import('./audit-elements');
  }
}
