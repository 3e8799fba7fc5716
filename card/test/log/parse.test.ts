import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseCorrected, parseErased, parseExport, parsePage } from '../../src/log/parse';
import { entry, NOW, wire } from './making';

describe('an answer of the log', () => {
  it('is read as entries, in the order of the server', () => {
    const answer = { activations: [wire(2, NOW), wire(1, NOW - 5_000)], cursor: 'more' };
    expect(parsePage(answer)).toEqual({
      entries: [entry({ id: 2, start: NOW }), entry({ id: 1, start: NOW - 5_000 })],
      cursor: 'more',
    });
  });

  it('has no words where none are told, and those that are', () => {
    const words = { wake_phrase: 'Okay Nabu', transcript: 'Lights', reply: 'Done' };
    const [one] = parsePage({ activations: [wire(1, NOW, words)] }).entries;
    expect(one).toMatchObject({ wakePhrase: 'Okay Nabu', transcript: 'Lights', reply: 'Done' });
    expect(parsePage({ activations: [wire(1, NOW)] }).entries[0]).toMatchObject({ wakePhrase: null, transcript: null });
  });

  it('says what a person has corrected, and from what', () => {
    const given = { misfire: true, misfire_reason: 'person', corrected_from: 'no_speech' };
    expect(parsePage({ activations: [wire(1, NOW, given)] }).entries[0]).toMatchObject({
      corrected: true,
      correctedFrom: 'no_speech',
    });
    expect(parsePage({ activations: [wire(1, NOW, { misfire_reason: 'no_speech' })] }).entries[0]?.corrected).toBe(
      false,
    );
  });

  it.each(['live', 'muted', null])('knows the decision %s', (decision) => {
    expect(parsePage({ activations: [wire(1, NOW, { decision })] }).entries[0]?.decision).toBe(decision);
  });

  it('leaves out a decision and marks that it does not understand', () => {
    const given = { decision: 'perhaps', unusual: ['asleep', 4, null] };
    expect(parsePage({ activations: [wire(1, NOW, given)] }).entries[0]).toMatchObject({
      decision: null,
      unusual: ['asleep'],
    });
  });

  it('leaves out an entry without a number, and one that is none', () => {
    expect(parsePage({ activations: [wire(1, NOW, { id: null }), { id: 3 }, 'x'] }).entries).toEqual([]);
  });

  it('takes from names what would turn the words beside them', () => {
    const turned = 'mp3\u202Eexe\u2066a\u2069';
    const [one] = parsePage({ activations: [wire(1, NOW, { microphone: turned, wake_phrase: turned })] }).entries;
    expect(one).toMatchObject({ microphone: 'mp3exea', wakePhrase: 'mp3exea' });
  });

  it('keeps the direction of letters, which a name may need', () => {
    expect(parsePage({ activations: [wire(1, NOW, { microphone: 'מטבח\u200F' })] }).entries[0]?.microphone).toBe(
      'מטבח\u200F',
    );
  });

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(parsePage({ activations: [value] }).entries.length).toBeLessThanOrEqual(1);
        expect(parsePage(value)).toHaveProperty('entries');
        expect(() => [parseCorrected(value), parseErased(value), parseExport(value)]).not.toThrow();
      }),
    );
  });
});

describe('other answers', () => {
  it('are an entry as it is now', () => {
    expect(parseCorrected({ activation: wire(1, NOW, { misfire: true }) })).toMatchObject({ id: 1, misfire: true });
    expect(parseCorrected({})).toBeNull();
  });

  it('are what an erasure came to', () => {
    expect(parseErased({ rows: 4, history: true })).toEqual({ rows: 4, history: true });
    expect(parseErased({ rows: 'many', history: 'yes' })).toEqual({ rows: 0, history: false });
  });

  it.each([
    [{ response: { url: '/api/earshot/export/abc' } }, '/api/earshot/export/abc'],
    [{ response: { url: 'https://example.org/api/earshot/export/abc' } }, null],
    [{ response: { url: 'javascript:alert(1)' } }, null],
    [{ response: {} }, null],
    [undefined, null],
  ])('lead only to an export of Earshot: %j', (value, url) => {
    expect(parseExport(value)).toBe(url);
  });
});
