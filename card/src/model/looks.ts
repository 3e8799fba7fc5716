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

import type { Assurance, Microphone, Status } from '../api/types';

/** What a row is drawn as: a status, none, or a mute that does not hold. */
export type LookKey = Status | 'unknown' | 'problem';
export type Shape = 'filled' | 'outlined' | 'tint' | 'solid' | 'dashed' | 'square';
export type Tone = 'quiet' | 'live' | 'hear' | 'bad' | 'unsure';
export type Counts = 'muted' | 'paused' | 'can' | 'may';

export interface Look {
  readonly key: LookKey;
  /** The path of an icon of 24 × 24. */
  readonly icon: string;
  readonly shape: Shape;
  readonly tone: Tone;
  /** The class that colours its row: `s-muted` and so on. */
  readonly className: string;
  readonly counts: Counts;
  /** Sound is taken now. */
  readonly listening: boolean;
  /** Only what hears now moves. */
  readonly motion: 'pulse' | 'arc' | null;
}

type Given = Partial<Pick<Look, 'listening' | 'motion'>>;

function look(key: LookKey, icon: string, shape: Shape, tone: Tone, counts: Counts, given: Given = {}): Look {
  return { key, icon, shape, tone, counts, className: `s-${key}`, listening: false, motion: null, ...given };
}

const PULSE: Given = { listening: true, motion: 'pulse' };

export const LOOKS: Readonly<Record<LookKey, Look>> = {
  muted: look('muted', mdiMicrophoneOff, 'filled', 'quiet', 'muted'),
  paused: look('paused', mdiPause, 'outlined', 'quiet', 'paused'),
  blocked: look('blocked', mdiCloudOffOutline, 'tint', 'live', 'can'),
  armed: look('armed', mdiMicrophone, 'tint', 'live', 'can'),
  muting: look('muting', mdiWaveform, 'solid', 'hear', 'can', { listening: true, motion: 'arc' }),
  listening: look('listening', mdiWaveform, 'solid', 'hear', 'can', PULSE),
  streaming: look('streaming', mdiAccessPoint, 'solid', 'hear', 'can', PULSE),
  recording: look('recording', mdiRecordRec, 'solid', 'hear', 'can', PULSE),
  unobserved: look('unobserved', mdiMicrophoneOutline, 'dashed', 'unsure', 'may'),
  unknown: look('unknown', mdiMicrophoneQuestion, 'dashed', 'unsure', 'may'),
  problem: look('problem', mdiAlert, 'square', 'bad', 'can'),
};

/** Where a mute keeps sound from being taken at all. Of any other nothing is muted. */
export const SILENCES: ReadonlySet<Assurance> = new Set(['power_cut', 'hardware', 'firmware', 'software']);

type Seen = Pick<Microphone, 'status' | 'problem' | 'assurance' | 'confirmedAt'>;

/**
 * How a microphone looks. Without a connection nothing keeps a colour that it cannot vouch for.
 * A mute that does not hold is drawn as that whatever the status, and counts as one that can hear; only where it holds again
 * after something was heard, it counts as what it is.
 */
export function lookOf(microphone: Seen, connected = true): Look {
  if (!connected) {
    return LOOKS.unknown;
  }
  const plain = LOOKS[vouched(microphone)];
  const { problem } = microphone;
  if (problem === null) {
    return plain;
  }
  const quiet = plain.counts === 'muted' || plain.counts === 'paused';
  const counts = quiet && problem.kind !== 'heard' ? 'can' : plain.counts;
  return { ...LOOKS.problem, counts, listening: plain.listening };
}

/** “Muted” takes the word of the device itself, or its power cut: a mute without either is none that anybody can see. */
function vouched({ status, assurance, confirmedAt }: Seen): Status | 'unknown' {
  const proven = confirmedAt !== null && SILENCES.has(assurance);
  return status === 'muted' && !proven ? 'unobserved' : (status ?? 'unknown');
}

const OPENNESS: readonly Counts[] = ['can', 'may', 'paused', 'muted'];

/** Sort what listens first, then what fails, then what can hear, may hear, is paused or muted. */
export function byOpenness(one: Look, other: Look): number {
  return openness(one) - openness(other);
}

function openness({ listening, key, counts }: Look): number {
  return listening ? -2 : key === 'problem' ? -1 : OPENNESS.indexOf(counts);
}
