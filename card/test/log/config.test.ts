import { describe, expect, it } from 'vitest';

import { logSize, parseLogConfig } from '../../src/log/config';

describe('the configuration of the log card', () => {
  it('shows all of the log where nothing is said', () => {
    expect(parseLogConfig({ type: 'custom:earshot-log-card' })).toEqual({
      microphones: null,
      title: null,
      dim: 'never',
      heat: true,
      view: 'log',
      limit: null,
      path: null,
    });
  });

  it('takes what is said', () => {
    const given = { microphones: ['a'], title: 'Heard', dim: 'always', heat: false, view: 'heat', limit: 5 };
    const { navigation_path: path, ...rest } = { ...given, navigation_path: '/home/log' };
    expect(parseLogConfig({ ...given, navigation_path: path })).toEqual({ ...rest, path });
  });

  it('leaves alone what only the other card knows', () => {
    expect(() => parseLogConfig({ hours: 3, legend: 'no' })).not.toThrow();
  });

  it.each([
    [null, 'has to be an object'],
    ['log', 'has to be an object'],
    [{ microphones: 'kitchen' }, '“microphones” has to be a list of ids'],
    [{ title: 4 }, '“title” has to be a text'],
    [{ heat: 'yes' }, '“heat” has to be true or false'],
    [{ view: 'map' }, '“view” has to be one of: log, heat'],
    [{ limit: 0 }, '“limit” has to be a number from 1'],
    [{ limit: 1.5 }, '“limit” has to be a number from 1'],
    [{ limit: '5' }, '“limit” has to be a number from 1'],
    [{ navigation_path: 4 }, '“navigation_path” has to begin with one slash'],
    [{ navigation_path: 'https://example.org' }, '“navigation_path” has to begin with one slash'],
    [{ navigation_path: '//example.org' }, '“navigation_path” has to begin with one slash'],
    [{ navigation_path: '/\\example.org' }, '“navigation_path” has to begin with one slash'],
  ])('says what is wrong with %j', (given, says) => {
    expect(() => parseLogConfig(given)).toThrow(says);
  });

  it('is as high as what it shows', () => {
    expect(logSize(parseLogConfig({}))).toBe(12);
    expect(logSize(parseLogConfig({ limit: 5 }))).toBe(7);
    expect(logSize(parseLogConfig({ view: 'heat' }))).toBe(6);
  });
});
