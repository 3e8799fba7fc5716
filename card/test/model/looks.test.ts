import {
  mdiAccessPoint,
  mdiAlert,
  mdiCloudOffOutline,
  mdiMicrophone,
  mdiMicrophoneOff,
  mdiMicrophoneOutline,
  mdiMicrophoneQuestion,
  mdiPause,
  mdiRecordRec,
  mdiWaveform,
} from '@mdi/js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ASSURANCES, type Microphone, type ProblemKind } from '../../src/api/types';
import { byOpenness, lookOf, LOOKS } from '../../src/model/looks';
import { anyMicrophone, microphone, muted, NOW, paused } from './making';

const problem = (kind: ProblemKind) => ({ kind, since: NOW });

describe('how a microphone looks', () => {
  it.each([
    ['muted', mdiMicrophoneOff, 'filled', 'quiet', 'muted', false, null],
    ['paused', mdiPause, 'outlined', 'quiet', 'paused', false, null],
    ['blocked', mdiCloudOffOutline, 'tint', 'live', 'can', false, null],
    ['armed', mdiMicrophone, 'tint', 'live', 'can', false, null],
    ['muting', mdiWaveform, 'solid', 'hear', 'can', true, 'arc'],
    ['listening', mdiWaveform, 'solid', 'hear', 'can', true, 'pulse'],
    ['streaming', mdiAccessPoint, 'solid', 'hear', 'can', true, 'pulse'],
    ['recording', mdiRecordRec, 'solid', 'hear', 'can', true, 'pulse'],
    ['unobserved', mdiMicrophoneOutline, 'dashed', 'unsure', 'may', false, null],
    [null, mdiMicrophoneQuestion, 'dashed', 'unsure', 'may', false, null],
  ] as const)('%s', (status, icon, shape, tone, counts, listening, motion) => {
    const key = status ?? 'unknown';
    const given = status === 'muted' ? muted('a') : microphone('a', { status });
    const className = `s-${key}`;
    expect(lookOf(given)).toEqual({ key, icon, shape, tone, counts, listening, motion, className });
  });

  it('is in red where its mute does not hold, whatever it is', () => {
    expect(lookOf(microphone('a', { problem: problem('mute_fails') }))).toEqual({
      key: 'problem',
      icon: mdiAlert,
      shape: 'square',
      tone: 'bad',
      counts: 'can',
      listening: false,
      motion: null,
      className: 's-problem',
    });
    expect(lookOf(microphone('a', { status: 'listening', problem: problem('heard') })).listening).toBe(true);
    expect(lookOf(microphone('a', { status: null, problem: problem('clash') })).counts).toBe('may');
  });

  it.each(['mute_fails', 'clash', 'live', 'streaming'] as const)(
    'counts as one that can hear while its mute does not hold: %s',
    (kind) => {
      expect(lookOf(muted('a', { problem: problem(kind) })).counts).toBe('can');
      expect(lookOf(paused('a', { problem: problem(kind) })).counts).toBe('can');
    },
  );

  it('counts as what it is where it holds again after something was heard', () => {
    expect(lookOf(muted('a', { problem: problem('heard') })).counts).toBe('muted');
    expect(lookOf(paused('a', { problem: problem('heard') })).counts).toBe('paused');
  });

  it('is unknown without a connection', () => {
    fc.assert(
      fc.property(anyMicrophone, (each) => {
        expect(lookOf(each, false)).toBe(LOOKS.unknown);
      }),
    );
  });

  it.each(ASSURANCES)('is muted only by what silences: %s', (assurance) => {
    const silences = ['power_cut', 'hardware', 'firmware', 'software'].includes(assurance);
    expect(lookOf(muted('a', { assurance })).key).toBe(silences ? 'muted' : 'unobserved');
    expect(lookOf(muted('a', { assurance, confirmedAt: null })).key).toBe('unobserved');
  });

  it('is never quiet without the word of the device, its power cut, or Home Assistant that holds it back', () => {
    fc.assert(
      fc.property(anyMicrophone, (each) => {
        const { counts, key, tone } = lookOf(each);
        if (counts === 'muted') {
          expect(each).toMatchObject({ status: 'muted', confirmedAt: expect.any(Number) as unknown });
          expect(ASSURANCES.indexOf(each.assurance)).toBeGreaterThanOrEqual(ASSURANCES.indexOf('software'));
        } else if (counts === 'paused') {
          expect(each.status).toBe('paused');
        }
        expect(tone === 'quiet').toBe(key === 'muted' || key === 'paused');
      }),
    );
  });

  it('moves only where it hears now, and is orange only then', () => {
    fc.assert(
      fc.property(anyMicrophone, (each) => {
        const { motion, listening, tone, key } = lookOf(each);
        if (motion !== null || tone === 'hear') {
          expect(listening).toBe(true);
        }
        expect(tone === 'bad').toBe(key === 'problem');
      }),
    );
  });
});

describe('what is shown first', () => {
  it('listens, then fails, then can hear, may hear, is paused, is muted', () => {
    const listening: Microphone = microphone('a', { status: 'listening' });
    const order = [
      listening,
      microphone('a', { problem: problem('live') }),
      microphone('a'),
      microphone('a', { status: 'unobserved' }),
      paused('a'),
      muted('a'),
    ].map((each) => lookOf(each));
    expect([...order].reverse().sort(byOpenness)).toEqual(order);
    const listens = lookOf({ ...listening, problem: problem('heard') });
    expect(byOpenness(listens, lookOf(listening))).toBe(0);
  });
});
