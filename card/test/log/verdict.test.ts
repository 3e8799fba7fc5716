import { describe, expect, it } from 'vitest';

import type { Entry } from '../../src/log/parse';
import { hasWords, nowWords, reasonsOf, rowWords } from '../../src/log/verdict';
import { entry, microphone, NOW, SECOND, telling } from './making';

const MISFIRE = { misfire: true, misfireReason: 'no_speech', outcome: 'no_speech' };
const words = (given: Partial<Entry>) => rowWords(entry(given), telling());
const reasons = (given: Partial<Entry>) => reasonsOf(entry(given), telling()).map(({ text }) => text);

describe('a row of the log', () => {
  it('says when, what, where and how long', () => {
    expect(words({ start: NOW, end: NOW + 4 * SECOND })).toEqual({
      tone: 'plain',
      icon: 'done',
      title: 'Command carried out',
      detail: 'Living room',
      duration: '4 s',
      time: '23:12',
      aria: '23:12, Command carried out, Living room, 4 seconds',
    });
  });

  it.each([
    ['intent', 'Command carried out', 'done'],
    ['error', 'Command failed', 'error'],
    ['no_speech', 'Nothing said', 'no_speech'],
    ['not_understood', 'Not understood', 'not_understood'],
    ['cut_off', 'Cut short', 'cut_off'],
    [null, 'Heard', 'heard'],
    ['of another version', 'Heard', 'heard'],
    ['__proto__', 'Heard', 'heard'],
  ])('says what came of it: %s', (outcome, title, icon) => {
    expect(words({ outcome })).toMatchObject({ title, icon, tone: 'plain' });
  });

  it('says that it was likely a misfire, and surely after a person said so', () => {
    expect(words(MISFIRE)).toMatchObject({ title: 'Likely misfire', tone: 'misfire', icon: 'misfire' });
    expect(words({ ...MISFIRE, corrected: true })).toMatchObject({ title: 'Misfire', tone: 'misfire' });
  });

  it('says above all that it was heard while muted', () => {
    expect(words({ ...MISFIRE, whileMuted: true })).toMatchObject({ title: 'Heard while muted', tone: 'violation' });
    expect(words({ whileMuted: true, outcome: 'no_speech' }).detail).toBe('Living room · no command ran');
    expect(words({ whileMuted: true }).detail).toBe('Living room · a command ran');
  });

  it('says that it was recorded', () => {
    expect(words({ kind: 'capture', outcome: null })).toMatchObject({
      title: 'Recorded',
      tone: 'plain',
      icon: 'capture',
    });
    expect(words({ kind: 'capture', whileMuted: true })).toMatchObject({
      title: 'Recorded while muted',
      tone: 'violation',
      icon: 'violation',
    });
  });

  it('says which words woke it, as they are', () => {
    expect(words({ wakePhrase: '{phrase}<b>' }).detail).toBe('Living room · “{phrase}<b>”');
    expect(words({ ...MISFIRE, wakePhrase: 'Okay Nabu', whileMuted: true }).detail).toBe('Living room · “Okay Nabu”');
    expect(words({ wakePhrase: 'Okay Nabu', whileMuted: true }).detail).not.toContain('Nabu');
  });

  it('says what was unusual where nothing else is said first', () => {
    expect(words({ unusual: ['asleep', 'of another version', 'nobody_home'] }).detail).toBe(
      'Living room · while you sleep · nobody home',
    );
    expect(words({ ...MISFIRE, unusual: ['asleep'] }).detail).toBe('Living room');
  });

  it('says that its microphone was removed', () => {
    expect(words({ microphone: null }).detail).toBe('Removed microphone');
  });
});

describe('what a person may weigh', () => {
  it('is what came of it', () => {
    expect(reasons({})).toEqual(['A command came of it']);
    expect(reasons({ outcome: null })).toEqual(['What came of it is not known']);
  });

  it('is why it is taken for a misfire', () => {
    expect(reasons(MISFIRE)).toEqual(['No speech followed', 'No command came of it']);
    expect(reasons({ ...MISFIRE, misfireReason: 'no_intent' })).toEqual([
      'Speech followed that nothing understood',
      'No command came of it',
    ]);
    expect(reasonsOf(entry(MISFIRE), telling()).map(({ icon }) => icon)).toEqual(['no_speech', 'error']);
    expect(reasonsOf(entry({ ...MISFIRE, misfireReason: 'no_intent' }), telling())[0]?.icon).toBe('not_understood');
  });

  it('is what a person said, and what was said before', () => {
    const corrected = { corrected: true, misfireReason: 'person', correctedFrom: 'no_speech' };
    expect(reasons({ ...MISFIRE, ...corrected, misfire: false })).toEqual([
      'A person said that it was meant',
      'No speech followed',
      'No command came of it',
    ]);
    expect(reasons({ ...corrected, correctedFrom: null, misfire: true })).toEqual([
      'A person said that it was a misfire',
      'A command came of it',
    ]);
  });

  it('is what started it, and what was unusual', () => {
    const given = { startedBy: 'button', unusual: ['tv_alone', 'asleep', 'nobody_home'], whileMuted: true };
    expect(reasons(given)).toEqual([
      'A command came of it',
      'The microphone was to be muted',
      'Started by a button',
      'Nobody was home',
      'It was in the hours of sleep',
      'A TV was playing, and may have spoken alone',
    ]);
    expect(reasons({ startedBy: 'question' })).toContain('It answered a question');
    expect(reasons({ startedBy: 'toString' })).toHaveLength(1);
  });

  it('is of a recording who asked for it', () => {
    expect(reasons({ kind: 'capture', outcome: null })).toEqual(['Its sound was recorded, as an administrator asked']);
  });

  it('is in its words, where they were kept', () => {
    expect(hasWords(entry())).toBe(false);
    expect(hasWords(entry({ transcript: 'x' }))).toBe(true);
    expect(hasWords(entry({ reply: 'x' }))).toBe(true);
  });
});

describe('a row of a microphone that hears now', () => {
  it('counts', () => {
    const living = microphone('living', { name: 'Living room', status: 'listening', since: NOW - 7 * SECOND });
    expect(nowWords(living, telling())).toEqual({
      tone: 'hears',
      icon: 'listening',
      title: 'Listening now',
      detail: 'Living room',
      duration: '0:07',
      time: '23:11',
      aria: '23:11, Listening now, Living room',
    });
  });

  it('says that it records', () => {
    const studio = microphone('studio', { status: 'recording', since: null });
    expect(nowWords(studio, telling())).toMatchObject({ title: 'Recording now', icon: 'capture', duration: '0:00' });
  });
});
