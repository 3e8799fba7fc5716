import { list, record, text } from '../api/parse';

export const SEVERITIES = ['risk', 'to_do', 'notice'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** One thing that the audit found, in words. */
export interface Finding {
  readonly severity: Severity;
  readonly text: string;
  readonly advice: string;
  /** Whether a person has looked it up with the vendor. */
  readonly settled: boolean;
}

/** What was found of one severity. */
export interface Group {
  readonly severity: Severity;
  readonly findings: readonly Finding[];
}

/** Return the message that asks for the audit in a language. */
export function auditMessage(language: string): { type: string } {
  const known = /^[A-Za-z0-9-]{2,35}$/.test(language) ? { language } : {};
  return { type: 'earshot/audit', ...known };
}

/** Read an answer of `earshot/audit`. Never throws: what is not understood is left out, and what is of no known severity comes last. */
export function parseAudit(value: unknown): Finding[] {
  return list(record(value).findings, parseFinding);
}

/** Return findings by severity, the worst first; `limit`: no more than so many of all. */
export function groupsOf(findings: readonly Finding[], limit: number | null): Group[] {
  const groups = SEVERITIES.map((severity) => ({
    severity,
    findings: findings.filter((finding) => finding.severity === severity),
  }));
  let left = limit ?? Infinity;
  return groups.flatMap(({ severity, findings: all }) => {
    const some = all.slice(0, left);
    left -= some.length;
    return some.length === 0 ? [] : [{ severity, findings: some }];
  });
}

function parseFinding(value: unknown): Finding | null {
  const data = record(value);
  const words = text(data.text);
  return words === null
    ? null
    : {
        severity: SEVERITIES.find((severity) => severity === data.severity) ?? 'notice',
        text: words,
        advice: text(data.advice) ?? '',
        settled: text(data.check) !== null && data.severity === 'notice',
      };
}
