import { limitOf, pathOf, settings } from '../log/config';

/** What a dashboard says of the audit card, with all that it leaves out. */
export interface AuditConfig {
  /** The worst few alone; `null`: all. */
  readonly limit: number | null;
  /** Where “All findings” leads, below the worst few. */
  readonly path: string | null;
}

/** Return an audit card's configuration. Throws a sentence for the person who wrote what cannot be understood. */
export function parseAuditConfig(given: unknown): AuditConfig {
  const config = settings(given);
  return { limit: limitOf(config), path: pathOf(config) };
}

/** Return about how many rows of 50 pixels the card is high. */
export function auditSize({ limit }: AuditConfig): number {
  return limit === null ? 10 : 2 * limit;
}
