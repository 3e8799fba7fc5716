import { describe, expect, it } from 'vitest';

import {
  asMessage,
  EVERYTHING,
  hearing,
  instantOf,
  narrows,
  questionAt,
  sameQuestion,
  theOne,
} from '../../src/log/filters';
import { microphone, NOW } from './making';

describe('a question', () => {
  it('asks for everything where nothing is chosen', () => {
    expect(asMessage(EVERYTHING)).toEqual({ type: 'earshot/activations' });
  });

  it('asks for what is chosen', () => {
    const question = { text: ' lights ', kind: 'misfire', microphoneIds: ['a'], before: NOW } as const;
    expect(asMessage(question)).toEqual({
      type: 'earshot/activations',
      text: 'lights',
      kinds: ['misfire'],
      microphone_ids: ['a'],
      end: '2026-11-24T22:12:00.000Z',
    });
  });

  it('asks for no words where there are only spaces', () => {
    expect(asMessage({ ...EVERYTHING, text: '   ' })).not.toHaveProperty('text');
  });

  it('asks for no more words than the server takes, and for no half of a character', () => {
    expect(asMessage({ ...EVERYTHING, text: 'x'.repeat(300) }).text).toHaveLength(200);
    expect(asMessage({ ...EVERYTHING, text: `${'x'.repeat(199)}😀` }).text).toBe('x'.repeat(199));
    expect(asMessage({ ...EVERYTHING, text: `${'x'.repeat(198)}😀` }).text).toBe(`${'x'.repeat(198)}😀`);
  });

  it('is the same with other spaces, and another with anything else', () => {
    const one = { ...EVERYTHING, text: 'a', microphoneIds: ['a', 'b'] };
    expect(sameQuestion(one, { ...one, text: ' a ', microphoneIds: ['a', 'b'] })).toBe(true);
    expect(sameQuestion(one, { ...one, text: 'b' })).toBe(false);
    expect(sameQuestion(one, { ...one, kind: 'capture' })).toBe(false);
    expect(sameQuestion(one, { ...one, before: 1 })).toBe(false);
    expect(sameQuestion(one, { ...one, microphoneIds: ['a'] })).toBe(false);
    expect(sameQuestion(one, { ...one, microphoneIds: null })).toBe(false);
    expect(sameQuestion({ ...one, microphoneIds: null }, one)).toBe(false);
  });

  it('narrows what is shown, unless it asks for what the card is about', () => {
    expect(narrows(EVERYTHING, null)).toBe(false);
    expect(narrows({ ...EVERYTHING, microphoneIds: ['a'] }, ['a'])).toBe(false);
    expect(narrows({ ...EVERYTHING, microphoneIds: ['a'] }, null)).toBe(true);
    expect(narrows({ ...EVERYTHING, text: ' ' }, null)).toBe(false);
    expect(narrows({ ...EVERYTHING, text: 'a' }, null)).toBe(true);
    expect(narrows({ ...EVERYTHING, kind: 'misfire' }, null)).toBe(true);
    expect(narrows({ ...EVERYTHING, before: 1 }, null)).toBe(true);
  });

  it('is about one microphone where a person has chosen that', () => {
    expect(theOne({ ...EVERYTHING, microphoneIds: ['a'] }, null)).toBe('a');
    expect(theOne({ ...EVERYTHING, microphoneIds: ['a'] }, ['a', 'b'])).toBe('a');
    expect(theOne({ ...EVERYTHING, microphoneIds: ['a'] }, ['a'])).toBeNull();
    expect(theOne({ ...EVERYTHING, microphoneIds: ['a', 'b'] }, null)).toBeNull();
    expect(theOne({ ...EVERYTHING, microphoneIds: [] }, null)).toBeNull();
    expect(theOne(EVERYTHING, null)).toBeNull();
  });
});

describe('an instant', () => {
  it('is read from an address', () => {
    expect(instantOf('#earshot-log=1795000000000')).toBe(1_795_000_000_000);
  });

  it.each(['', '#earshot-log=', '#earshot-log=1e9', '#earshot-log=-1', '#other=1', `#earshot-log=${'9'.repeat(14)}`])(
    'is not read from %s',
    (hash) => {
      expect(instantOf(hash)).toBeNull();
    },
  );

  it('is asked for so that what was heard then stands first', () => {
    expect(questionAt(NOW, ['a'])).toEqual({ ...EVERYTHING, microphoneIds: ['a'], before: NOW + 1 });
  });
});

describe('what hears now', () => {
  const all = [
    microphone('a', { status: 'listening' }),
    microphone('b', { status: 'recording' }),
    microphone('c', { status: 'armed' }),
    microphone('d', { status: 'streaming' }),
  ];
  const names = (question: Partial<typeof EVERYTHING>) =>
    hearing(all, { ...EVERYTHING, ...question }).map(({ id }) => id);

  it('is what listens or records', () => {
    expect(names({})).toEqual(['a', 'b']);
    expect(names({ microphoneIds: ['b', 'c'] })).toEqual(['b']);
  });

  it('is not among what is searched for, or was heard before', () => {
    expect(names({ text: 'x' })).toEqual([]);
    expect(names({ kind: 'misfire' })).toEqual([]);
    expect(names({ before: NOW })).toEqual([]);
    expect(names({ text: ' ' })).toEqual(['a', 'b']);
  });
});
