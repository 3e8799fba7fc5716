import { describe, expect, it } from 'vitest';

import { auditSize, parseAuditConfig } from '../../src/strategy/config';

describe('the configuration of the audit card', () => {
  it('shows all where nothing is said, and takes what is', () => {
    expect(parseAuditConfig({ type: 'custom:earshot-audit-card' })).toEqual({ limit: null, path: null });
    expect(parseAuditConfig({ limit: 4, navigation_path: '/x/audit' })).toEqual({ limit: 4, path: '/x/audit' });
  });

  it.each([
    [null, 'has to be an object'],
    [{ limit: -1 }, '“limit”'],
    [{ navigation_path: 'javascript:alert(1)' }, '“navigation_path”'],
  ])('says what is wrong with %j', (given, says) => {
    expect(() => parseAuditConfig(given)).toThrow(says);
  });

  it('is as high as what it shows', () => {
    expect(auditSize({ limit: null, path: null })).toBe(10);
    expect(auditSize({ limit: 4, path: null })).toBe(8);
  });
});
