import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { auditMessage, groupsOf, parseAudit, type Finding, type Severity } from '../../src/strategy/audit';

const finding = (severity: Severity, text: string = severity): Finding => ({
  severity,
  text,
  advice: '',
  settled: false,
});

describe('the audit', () => {
  it('is asked for in the user’s language', () => {
    expect(auditMessage('de')).toEqual({ type: 'earshot/audit', language: 'de' });
    expect(auditMessage('zh-Hans')).toEqual({ type: 'earshot/audit', language: 'zh-Hans' });
  });

  it.each(['', 'e', 'de_DE', 'x'.repeat(36)])('is asked for in the server’s language instead of %j', (language) => {
    expect(auditMessage(language)).toEqual({ type: 'earshot/audit' });
  });

  it('is read as findings, in the order of the server', () => {
    const findings = [
      { key: 'a', severity: 'risk', text: 'One', advice: 'Do', check: null },
      { key: 'b', severity: 'to_do', text: 'Two', advice: 'Do', check: 'deletion' },
      { key: 'c', severity: 'notice', text: 'Three', check: 'deletion' },
    ];
    expect(parseAudit({ findings })).toEqual([
      { severity: 'risk', text: 'One', advice: 'Do', settled: false },
      { severity: 'to_do', text: 'Two', advice: 'Do', settled: false },
      { severity: 'notice', text: 'Three', advice: '', settled: true },
    ]);
  });

  it('keeps what is of no severity that is known, and leaves out what says nothing', () => {
    expect(parseAudit({ findings: [{ severity: 'doom', text: 'One' }, { severity: 'risk' }, null] })).toEqual([
      finding('notice', 'One'),
    ]);
  });

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(parseAudit(value)).toBeInstanceOf(Array);
        expect(parseAudit({ findings: [value] }).length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is told by severity, the worst first', () => {
    const all = [finding('notice'), finding('risk', 'a'), finding('to_do'), finding('risk', 'b')];
    const groups = (limit: number | null) =>
      groupsOf(all, limit).map(({ severity, findings }) => [severity, findings.map(({ text }) => text)]);
    expect(groups(null)).toEqual([
      ['risk', ['a', 'b']],
      ['to_do', ['to_do']],
      ['notice', ['notice']],
    ]);
    expect(groups(3)).toEqual([
      ['risk', ['a', 'b']],
      ['to_do', ['to_do']],
    ]);
    expect(groups(1)).toEqual([['risk', ['a']]]);
    expect(groupsOf([], null)).toEqual([]);
  });
});
