import { describe, expect, it } from 'vitest';

import { cardSize, gridOptions, parseBadgeConfig, parseConfig } from '../../src/model/config';

describe('the configuration of a card', () => {
  it('shows every microphone in full for a day where nothing is said', () => {
    expect(parseConfig({ type: 'custom:earshot-card' })).toEqual({
      view: 'full',
      microphones: null,
      hours: 24,
      privacyMode: true,
      legend: true,
      dim: 'never',
      title: null,
      logPath: null,
    });
  });

  it('takes what is said', () => {
    const given = { view: 'chips', microphones: ['a'], hours: 168, privacy_mode: false, legend: false };
    expect(parseConfig({ ...given, dim: 'light.bedroom', title: 'Home', log_path: '/home/log' })).toEqual({
      view: 'chips',
      microphones: ['a'],
      hours: 168,
      privacyMode: false,
      legend: false,
      dim: 'light.bedroom',
      title: 'Home',
      logPath: '/home/log',
    });
  });

  it('takes a choice as the form writes it', () => {
    expect(parseConfig({ hours: '168' }).hours).toBe(168);
  });

  it('takes an emptied field for one that is not there', () => {
    expect(parseConfig({ view: null, microphones: null, dim: null })).toEqual(parseConfig({}));
    expect(parseConfig({ microphones: [] })).toEqual(parseConfig({}));
  });

  it.each([
    [null, 'has to be an object'],
    ['full', 'has to be an object'],
    [{ view: 'round' }, '“view” has to be one of: full, compact, chips'],
    [{ hours: 12 }, '“hours” has to be one of: 24, 168'],
    [{ legend: 'yes' }, '“legend” has to be true or false'],
    [{ privacy_mode: 1 }, '“privacy_mode” has to be true or false'],
    [{ dim: true }, '“dim” has to be a text'],
    [{ title: 5 }, '“title” has to be a text'],
    [{ log_path: 'https://example.com' }, '“log_path” has to begin with one slash'],
    [{ log_path: '//example.com' }, '“log_path” has to begin with one slash'],
    [{ log_path: '/\\example.com' }, '“log_path” has to begin with one slash'],
    [{ microphones: 'a' }, '“microphones” has to be a list of ids'],
    [{ microphones: [1] }, '“microphones” has to be a list of ids'],
  ])('says what is wrong with %j', (given, message) => {
    expect(() => parseConfig(given)).toThrow(message);
  });
});

describe('the configuration of a badge', () => {
  it('has words, and leads to privacy mode, where nothing is said', () => {
    expect(parseBadgeConfig({})).toEqual({ text: true, path: null });
    expect(parseBadgeConfig({ show_text: false, navigation_path: '/privacy' })).toEqual({
      text: false,
      path: '/privacy',
    });
  });

  it.each([
    [undefined, 'has to be an object'],
    [{ show_text: 'no' }, '“show_text” has to be true or false'],
    [{ navigation_path: 'javascript:alert(1)' }, '“navigation_path” has to begin with one slash'],
    [{ navigation_path: 7 }, '“navigation_path” has to be a text'],
  ])('says what is wrong with %j', (given, message) => {
    expect(() => parseBadgeConfig(given)).toThrow(message);
  });
});

describe('the room that a card asks for', () => {
  it.each([
    ['full', 0, 4],
    ['full', 1, 4],
    ['full', 7, 16],
    ['compact', 7, 10],
    ['chips', 7, 3],
    ['chips', 0, 1],
  ] as const)('is for a view %s of %i: %i rows', (view, count, rows) => {
    expect(cardSize(view, count)).toBe(rows);
  });

  it('is the width of a section, and half of it at the least where there are rows', () => {
    expect(gridOptions('full')).toEqual({ columns: 12, rows: 'auto', min_columns: 6 });
    expect(gridOptions('compact')).toEqual({ columns: 12, rows: 'auto', min_columns: 6 });
    expect(gridOptions('chips')).toEqual({ columns: 12, rows: 'auto' });
  });
});
