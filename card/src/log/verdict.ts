import type { Microphone } from '../api/types';
import { shortly } from '../model/duration';
import type { Telling } from '../model/words';
import type { Entry } from './parse';

/** How a row looks: `hears` is orange, `violation` red, `misfire` a ring, `plain` grey. */
export type Tone = 'hears' | 'violation' | 'misfire' | 'plain';
export type Icon =
  | 'listening'
  | 'violation'
  | 'misfire'
  | 'capture'
  | 'done'
  | 'error'
  | 'not_understood'
  | 'cut_off'
  | 'question'
  | 'heard'
  | 'no_speech'
  | 'nobody_home'
  | 'asleep'
  | 'tv_alone'
  | 'person'
  | 'button';

export interface Reason {
  readonly icon: Icon;
  readonly text: string;
}

/** A row of the log in words. */
export interface RowWords {
  readonly tone: Tone;
  readonly icon: Icon;
  readonly title: string;
  /** Which microphone, and what is worth knowing at once. */
  readonly detail: string;
  readonly duration: string;
  readonly time: string;
  /** All of it, for screen readers. */
  readonly aria: string;
}

const OUTCOMES = ['intent', 'error', 'no_speech', 'not_understood', 'cut_off'] as const;
const OUTCOME_ICONS: Readonly<Record<(typeof OUTCOMES)[number] | 'unknown', Icon>> = {
  intent: 'done',
  error: 'error',
  no_speech: 'no_speech',
  not_understood: 'not_understood',
  cut_off: 'cut_off',
  unknown: 'heard',
};
const UNUSUAL = ['nobody_home', 'asleep', 'tv_alone'] as const;
const STARTED = ['button', 'question'] as const;
/** The classifier's reasons; each says more than the outcome behind it. */
const MISFIRES = ['no_speech', 'no_intent'] as const;

/** Return an activation's row. */
export function rowWords(entry: Entry, telling: Telling): RowWords {
  const { text, clock } = telling;
  const [title, tone, icon] = verdict(entry, text);
  const microphone = entry.microphone ?? text('log.removed');
  const phrase = entry.wakePhrase === null ? [] : [text('log.phrase', { phrase: entry.wakePhrase })];
  const about = tone === 'plain' ? entry.unusual.flatMap((key) => known(UNUSUAL, key) ?? []) : [];
  const short = entry.misfire || !entry.whileMuted ? phrase : [text(`log.then_${outcomeOf(entry)}`)];
  const details = [microphone, ...short, ...about.map((key) => text(`log.unusual_${key}`))];
  const [detail, time] = [details.join(' · '), clock.time(entry.start)];
  const length = entry.end - entry.start;
  return {
    tone,
    icon,
    title,
    detail,
    duration: shortly(length, text),
    time,
    aria: [time, title, ...details, clock.duration(length)].join(', '),
  };
}

/** Return what a person may weigh: why it is taken for a misfire, or what came of it, and what was unusual. */
export function reasonsOf(entry: Entry, { text }: Telling): Reason[] {
  const reasons: Reason[] = [];
  if (entry.corrected) {
    reasons.push({ icon: 'person', text: text(entry.misfire ? 'log.said_misfire' : 'log.said_meant') });
  }
  const classified = known(MISFIRES, entry.corrected ? entry.correctedFrom : entry.misfireReason);
  const outcome = outcomeOf(entry);
  if (entry.kind === 'capture') {
    reasons.push({ icon: 'capture', text: text('log.why_capture') });
  } else if (classified === null) {
    reasons.push({ icon: OUTCOME_ICONS[outcome], text: text(`log.outcome_${outcome}`) });
  } else {
    reasons.push(
      { icon: classified === 'no_speech' ? 'no_speech' : 'not_understood', text: text(`log.why_${classified}`) },
      { icon: 'error', text: text('log.no_command') },
    );
  }
  if (entry.whileMuted) {
    reasons.push({ icon: 'violation', text: text('log.why_while_muted') });
  }
  const started = known(STARTED, entry.startedBy);
  if (started !== null) {
    reasons.push({ icon: started, text: text(`log.started_${started}`) });
  }
  for (const key of UNUSUAL.filter((one) => entry.unusual.includes(one))) {
    reasons.push({ icon: key, text: text(`log.why_${key}`) });
  }
  return reasons;
}

/** Return the row of a microphone that hears now. */
export function nowWords(microphone: Microphone, { text, clock, now }: Telling): RowWords {
  const since = microphone.since ?? now;
  const title = text(`log.now_${microphone.status === 'recording' ? 'recording' : 'listening'}`);
  const time = clock.time(since);
  return {
    tone: 'hears',
    icon: microphone.status === 'recording' ? 'capture' : 'listening',
    title,
    detail: microphone.name,
    duration: clock.counter(now - since),
    time,
    aria: [time, title, microphone.name].join(', '),
  };
}

/** Whether a microphone's words were kept, so that they can be shown. */
export function hasWords({ transcript, reply }: Entry): boolean {
  return transcript !== null || reply !== null;
}

function verdict(entry: Entry, text: Telling['text']): [string, Tone, Icon] {
  if (entry.kind === 'capture') {
    return entry.whileMuted
      ? [text('log.recorded_muted'), 'violation', 'violation']
      : [text('log.recorded'), 'plain', 'capture'];
  }
  if (entry.whileMuted) {
    return [text('log.heard_muted'), 'violation', 'violation'];
  }
  if (entry.misfire) {
    return [text(entry.corrected ? 'log.misfire' : 'log.likely_misfire'), 'misfire', 'misfire'];
  }
  const outcome = outcomeOf(entry);
  return [text(`log.title_${outcome}`), 'plain', OUTCOME_ICONS[outcome]];
}

function outcomeOf({ outcome }: Entry): keyof typeof OUTCOME_ICONS {
  return known(OUTCOMES, outcome) ?? 'unknown';
}

function known<T extends string>(all: readonly T[], value: string | null): T | null {
  return all.find((each) => each === value) ?? null;
}
