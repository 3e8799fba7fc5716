// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';

import '../../src/log/log-elements';
import '../../src/strategy/audit-elements';

describe('the parts that are loaded when they are shown', () => {
  it.each([
    'earshot-log',
    'earshot-log-filters',
    'earshot-log-list',
    'earshot-log-row',
    'earshot-log-tools',
    'earshot-patterns',
    'earshot-heat',
    'earshot-audit',
  ])('define %s', (tag) => {
    expect(customElements.get(tag)).toBeDefined();
  });
});
