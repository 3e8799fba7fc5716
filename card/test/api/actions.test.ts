import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';

import { errorWords, perform, testMute, type Call } from '../../src/api/actions';

/** As much of Home Assistant as is asked here. */
function hass() {
  return {
    callService: vi.fn(() => Promise.resolve({})),
    callWS: vi.fn(() => Promise.resolve(null)),
  };
}

const MUTE: Call = {
  kind: 'action',
  domain: 'earshot',
  service: 'mute',
  data: { duration: '01:00:00' },
  entityId: 'sensor.kitchen',
};

describe('what a tap asks for', () => {
  it('is an action on the entity', async () => {
    const given = hass();
    await perform(given as never, MUTE);
    expect(given.callService.mock.calls).toEqual([
      ['earshot', 'mute', { duration: '01:00:00' }, { entity_id: 'sensor.kitchen' }],
    ]);
    expect(given.callWS).not.toHaveBeenCalled();
  });

  it('hands over no data that is shared with other calls', async () => {
    const given = hass();
    given.callService.mockImplementation(((_domain: string, _service: string, data: Record<string, unknown>) => {
      data.added = true;
      return Promise.resolve({});
    }) as never);
    await perform(given as never, MUTE);
    expect(MUTE.data).toEqual({ duration: '01:00:00' });
  });

  it('is to apply once more what stands', async () => {
    const given = hass();
    await perform(given as never, { kind: 'retry', microphoneId: 'kitchen' });
    expect(given.callWS.mock.calls).toEqual([[{ type: 'earshot/retry', microphone_id: 'kitchen' }]]);
    expect(given.callService).not.toHaveBeenCalled();
  });

  it.each<Call>([MUTE, { kind: 'retry', microphoneId: 'kitchen' }])(
    'is not said to be done where it fails: %j',
    async (call) => {
      const given = hass();
      const refusal = { code: 'unauthorized', message: 'No' };
      given.callService.mockRejectedValue(refusal);
      given.callWS.mockRejectedValue(refusal);
      await expect(perform(given as never, call)).rejects.toBe(refusal);
    },
  );
});

describe('the test of a mute', () => {
  it('answers what was seen', async () => {
    const given = hass();
    const response = { microphones: {} };
    given.callService.mockResolvedValue({ response });
    await expect(testMute(given as never, 'sensor.kitchen')).resolves.toBe(response);
    expect(given.callService.mock.calls).toEqual([
      ['earshot', 'test_mute', {}, { entity_id: 'sensor.kitchen' }, true, true],
    ]);
  });
});

describe('the words of an error', () => {
  it.each([
    [new Error('Not today'), 'Not today'],
    [{ code: 'unauthorized', message: 'You have no right to do that' }, 'You have no right to do that'],
    // As Home Assistant's connection rejects what was under way when it was lost.
    [{ type: 'result', success: false, error: { code: 3, message: 'Connection lost' } }, 'Connection lost'],
    ['Nothing works', 'Nothing works'],
    [3, '3'],
    [undefined, '[object Undefined]'],
    [{ message: 5 }, '[object Object]'],
    [{ message: '' }, '[object Object]'],
    [null, '[object Null]'],
  ])('of %j are “%s”', (error, words) => {
    expect(errorWords(error)).toBe(words);
  });

  it('are there whatever was thrown', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (error) => {
        expect(typeof errorWords(error)).toBe('string');
      }),
    );
  });
});
