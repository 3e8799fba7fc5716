import { mdiEarHearing, mdiEarHearingOff, mdiLinkOff, mdiPause } from '@mdi/js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Home, Microphone } from '../../src/api/types';
import { badgeWords, headline, levelOf, type Level } from '../../src/model/headline';
import { lookOf, LOOKS } from '../../src/model/looks';
import { ANY_CONNECTION, anyMicrophones, microphone, muted, NOW, paused, snapshot, text } from './making';

const say = (all: readonly Microphone[], given: Partial<Home> = {}) => {
  const { text: line, sublines } = headline(snapshot(all, given), 'ready', text);
  return [line, ...sublines.map((each) => each.text)];
};
const badge = (all: readonly Microphone[], given: Partial<Home> = {}) =>
  badgeWords(snapshot(all, given), 'ready', text);

const LISTENING = microphone('living', { name: 'Living room', status: 'listening' });
const FAILING = microphone('kids', { name: 'Kids', decision: 'muted', problem: { kind: 'live', since: NOW } });
const ARMED = microphone('bed', { name: 'Bedroom' });
const UNSEEN = microphone('den', { name: 'Den', status: 'unobserved' });
const LOST = microphone('hall', { name: 'Hallway', status: null });
const PAUSED = paused('kitchen', { name: 'Kitchen' });
const MUTED = muted('office', { name: 'Office' });
/** Each stands before all that follow. */
const PRECEDENCE: readonly (readonly [Level, Microphone])[] = [
  ['listening', LISTENING],
  ['problem', FAILING],
  ['can', ARMED],
  ['may', UNSEEN],
  ['paused', PAUSED],
  ['muted', MUTED],
];

describe('the home', () => {
  it.each(PRECEDENCE)('is at its first level: %s', (level) => {
    const from = PRECEDENCE.findIndex(([each]) => each === level);
    const all = PRECEDENCE.slice(from).map(([, each]) => each);
    expect(levelOf(snapshot(all))).toBe(level);
    expect(levelOf(snapshot([...all].reverse()))).toBe(level);
  });

  it('is as open as its most open microphone', () => {
    fc.assert(
      fc.property(fc.subarray([...PRECEDENCE], { minLength: 1 }), (some) => {
        expect(levelOf(snapshot(some.map(([, each]) => each)))).toBe(some[0]?.[0]);
      }),
    );
  });

  it('may hear where Earshot counts what this user does not see', () => {
    expect(levelOf(snapshot([MUTED], { mayHear: 1 }))).toBe('may');
    expect(say([MUTED], { mayHear: 1 })).toEqual(['1 microphone may hear you']);
    expect(levelOf(snapshot([MUTED], { canHear: 1 }))).toBe('can');
  });

  it('is put in words once for all cards of a page, and anew where any of them would be others', () => {
    const home = snapshot([ARMED]);
    const once = headline(home, 'ready', text);
    expect(headline(home, 'ready', text)).toBe(once);
    expect(headline(home, 'lost', text).text).toBe('Connection lost');
    expect(headline(home, 'lost', (key) => `${key}!`).text).toBe('connection.lost!');
    expect(headline(home, 'ready', text)).toEqual(once);
  });

  it('may hear where none of its microphones is in Earshot’s care', () => {
    expect(levelOf(snapshot([]))).toBe('may');
    expect(say([], { uncovered: 3 })).toEqual(['No microphones in Earshot’s care', '3 are outside Earshot’s care']);
    expect(badge([])).toMatchObject({ value: 'No microphones in Earshot’s care', tone: 'unsure' });
  });
});

describe('who can hear, in one sentence', () => {
  it('counts those that can', () => {
    expect(say([ARMED])).toEqual(['1 microphone can hear you']);
    expect(say([ARMED, MUTED, PAUSED])).toEqual(['1 microphone can hear you']);
    expect(say([ARMED, microphone('b', { status: 'blocked' })])).toEqual(['2 microphones can hear you']);
  });

  it('names below it what listens, then what does not hold, then who may hear', () => {
    expect(say([LISTENING, PAUSED, ARMED, FAILING, MUTED, UNSEEN, LOST])).toEqual([
      '3 microphones can hear you',
      'Living room is listening',
      'The mute of Kids does not hold',
      '2 may hear you',
    ]);
    const tones = headline(snapshot([LISTENING, FAILING, UNSEEN]), 'ready', text).sublines.map(({ tone }) => tone);
    expect(tones).toEqual(['hear', 'bad', 'plain']);
  });

  it('says what a microphone does, and how many where they are several', () => {
    const second = (status: Microphone['status']) => say([microphone('a', { name: 'Kitchen', status })])[1];
    expect(second('streaming')).toBe('Kitchen is streaming');
    expect(second('recording')).toBe('Kitchen is recording');
    expect(second('muting')).toBe('Kitchen is listening');
    expect(say([LISTENING, microphone('a', { status: 'recording' })])[1]).toBe('2 are listening');
    expect(say([FAILING, { ...FAILING, id: 'other' }])[1]).toBe('2 mutes do not hold');
  });

  it('names the one that may hear, where it is seen', () => {
    expect(say([ARMED, UNSEEN])).toEqual(['1 microphone can hear you', 'Den may hear you']);
    expect(say([ARMED], { mayHear: 1 })).toEqual(['1 microphone can hear you', '1 may hear you']);
  });

  it('counts those that may where none can, and names up to three of them', () => {
    expect(say([UNSEEN, LOST, MUTED])).toEqual(['2 microphones may hear you', 'Den, Hallway']);
    const four = ['a', 'b', 'c', 'd'].map((id) => microphone(id, { status: null }));
    expect(say(four.slice(1))).toEqual(['3 microphones may hear you', 'b, c, d']);
    expect(say(four)).toEqual(['4 microphones may hear you']);
    // Who does not see all of them is told of all by their number alone.
    expect(say([UNSEEN], { mayHear: 3 })).toEqual(['3 microphones may hear you']);
  });

  it('says of a paused microphone that it does not confirm', () => {
    expect(say([PAUSED, MUTED])).toEqual(['Muted or paused', 'Kitchen is only paused: it does not confirm']);
    expect(say([PAUSED, paused('b')])).toEqual(['Muted or paused', '2 are only paused: they do not confirm']);
  });

  it('calms only where every microphone is muted', () => {
    expect(say([MUTED, muted('b')])).toEqual(['No microphone can hear you']);
    expect(say([MUTED], { uncovered: 1 })).toEqual(['No microphone can hear you', '1 is outside Earshot’s care']);
  });

  it('does not calm where a mute did not hold, also if it holds again', () => {
    const heard = muted('b', { name: 'Bath', problem: { kind: 'heard', since: NOW } });
    expect(say([MUTED, heard])).toEqual(['The mute of Bath does not hold']);
    expect(say([PAUSED, heard])).toEqual([
      'The mute of Bath does not hold',
      'Kitchen is only paused: it does not confirm',
    ]);
    const clash = muted('b', { name: 'Bath', problem: { kind: 'clash', since: NOW } });
    expect(say([MUTED, clash])).toEqual(['1 microphone can hear you', 'The mute of Bath does not hold']);
    expect(badge([MUTED, heard]).value).toBe('Mute does not hold');
  });

  it('says first that privacy mode is on', () => {
    const privacyMode = { entityId: null, on: true, refused: null };
    expect(say([PAUSED, UNSEEN], { privacyMode })).toEqual(['1 microphone may hear you', 'Privacy mode on', 'Den']);
  });

  it('says of how many where they are many', () => {
    const many = Array.from({ length: 25 }, (_, index) => microphone(`m${index}`));
    expect(say(many.slice(1))[0]).toBe('24 microphones can hear you');
    expect(say(many)[0]).toBe('25 of 25 microphones can hear you');
    expect(say([...many.slice(1), MUTED])[0]).toBe('24 of 25 microphones can hear you');
  });

  it('keeps the order of the configuration', () => {
    const given = snapshot([UNSEEN, LOST]);
    const { sublines } = headline({ ...given, order: ['hall', 'gone', 'den'] }, 'ready', text);
    expect(sublines.map((each) => each.text)).toEqual(['Hallway, Den']);
  });

  it.each([
    ['loading', 'Loading…', []],
    ['lost', 'Connection lost', ['What can hear you now is unknown. Reconnecting…']],
    ['missing', 'Earshot is not running', ['The integration is missing or failed to start. No mute is being watched.']],
    ['not_set_up', 'Earshot is not set up', ['It finds your microphones by itself. Two short steps.']],
    ['forbidden', 'No right to see microphones', ['An administrator can give you the right to see them.']],
  ] as const)('knows nothing while %s', (connection, line, below) => {
    const said = headline(snapshot([MUTED]), connection, text);
    expect(said.text).toBe(line);
    expect(said.sublines.map((each) => each.text)).toEqual(below);
    expect(said).toMatchObject({ level: 'may', glyph: { icon: mdiLinkOff, shape: 'dashed', tone: 'unsure' } });
  });

  it('never says “no microphone” or “muted” of what is not known to be so', () => {
    const anyCount = fc.constantFrom(0, 0, 0, 1, 3);
    const anyHome = fc.record({ canHear: anyCount, mayHear: anyCount, uncovered: anyCount });
    fc.assert(
      fc.property(anyMicrophones, anyHome, fc.constantFrom(...ANY_CONNECTION), (all, given, connection) => {
        const { text: line } = headline(snapshot(all, given), connection, text);
        const { value } = badgeWords(snapshot(all, given), connection, text);
        const counts = all.map((each) => lookOf(each).counts);
        const sure = connection === 'ready' && given.canHear + given.mayHear === 0 && all.length > 0;
        const holds = all.every(({ problem }) => problem === null);
        if (line === 'No microphone can hear you' || value === 'All muted') {
          expect(sure && holds && counts.every((each) => each === 'muted')).toBe(true);
        }
        if (line === 'Muted or paused' || value === 'Muted or paused') {
          expect(sure && holds && counts.every((each) => each === 'muted' || each === 'paused')).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('the glyph of the home', () => {
  it.each([
    ['listening', mdiEarHearing, 'solid', 'hear'],
    ['problem', LOOKS.problem.icon, 'square', 'bad'],
    ['can', mdiEarHearing, 'tint', 'live'],
    ['may', mdiEarHearing, 'dashed', 'unsure'],
    ['paused', mdiPause, 'outlined', 'quiet'],
    ['muted', mdiEarHearingOff, 'filled', 'quiet'],
  ] as const)('%s', (level, icon, shape, tone) => {
    const all = PRECEDENCE.filter(([each]) => each === level).map(([, each]) => each);
    expect(headline(snapshot(all), 'ready', text)).toMatchObject({ level, glyph: { icon, shape, tone } });
    expect(badge(all)).toMatchObject({ level, icon, tone });
  });
});

describe('the badge', () => {
  const said = (...all: readonly Microphone[]) => badge(all).aria;

  it('says who listens', () => {
    expect(badge([LISTENING, ARMED])).toMatchObject({ label: 'Listening now', value: 'Living room' });
    expect(said(LISTENING)).toBe('Listening now: Living room');
    expect(said(LISTENING, microphone('a', { status: 'streaming' }))).toBe('Listening now: 2 microphones');
  });

  it('says how many can or may hear, and else what is', () => {
    expect(said(FAILING, ARMED)).toBe('Microphones: Mute does not hold');
    expect(said(ARMED, UNSEEN)).toBe('Microphones: 1 can hear you');
    expect(said(UNSEEN, LOST)).toBe('Microphones: 2 may hear you');
    expect(said(PAUSED, MUTED)).toBe('Microphones: Muted or paused');
    expect(said(MUTED)).toBe('Microphones: All muted');
  });

  it('knows nothing without Earshot', () => {
    expect(badgeWords(null, 'ready', text).value).toBe('Loading…');
    expect(badgeWords(null, 'missing', text).value).toBe('Earshot is not running');
    expect(badgeWords(snapshot([MUTED]), 'lost', text)).toEqual({
      level: 'may',
      icon: mdiLinkOff,
      tone: 'unsure',
      label: 'Microphones',
      value: 'Connection lost',
      aria: 'Microphones: Connection lost',
    });
  });
});
