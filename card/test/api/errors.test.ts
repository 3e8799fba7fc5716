import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { codeOf } from '../../src/api/errors';

describe('the code of an error', () => {
  it.each([
    [{ code: 'unauthorized', message: 'No' }, 'unauthorized'],
    [{ code: 3 }, '3'],
    [{ code: null }, ''],
    [new Error('x'), ''],
    [undefined, ''],
    [null, ''],
    [3, ''],
    ['unauthorized', ''],
  ])('of %j is “%s”', (error, code) => {
    expect(codeOf(error)).toBe(code);
  });

  it('is looked for in whatever was thrown', () => {
    const thrown = fc.oneof(
      fc.anything({ withNullPrototype: true }),
      fc.record({ code: fc.anything({ withNullPrototype: true }) }),
    );
    fc.assert(
      fc.property(thrown, (error) => {
        expect(typeof codeOf(error)).toBe('string');
      }),
    );
  });
});
