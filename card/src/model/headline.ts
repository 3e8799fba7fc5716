import { mdiEarHearing, mdiEarHearingOff, mdiLinkOff, mdiPause } from '@mdi/js';

import type { Connection, Microphone, Snapshot } from '../api/types';
import type { Localizer } from '../i18n/localize';
import { lookOf, LOOKS, type Shape, type Tone } from './looks';

export type Level = 'listening' | 'problem' | 'can' | 'may' | 'paused' | 'muted';

export interface Subline {
  readonly text: string;
  /** `hear` and `bad` are coloured and strong. */
  readonly tone: 'plain' | 'hear' | 'bad';
}

export interface Headline {
  readonly level: Level;
  readonly glyph: { readonly icon: string; readonly shape: Shape; readonly tone: Tone };
  readonly text: string;
  readonly sublines: readonly Subline[];
}

export interface BadgeWords {
  readonly level: Level;
  readonly icon: string;
  readonly tone: Tone;
  readonly label: string;
  readonly value: string;
  readonly aria: string;
}

/** From here on it matters of how many. */
const MANY = 24;

const GLYPHS: Readonly<Record<Level, Headline['glyph']>> = {
  listening: { icon: mdiEarHearing, shape: 'solid', tone: 'hear' },
  problem: { icon: LOOKS.problem.icon, shape: 'square', tone: 'bad' },
  can: { icon: mdiEarHearing, shape: 'tint', tone: 'live' },
  may: { icon: mdiEarHearing, shape: 'dashed', tone: 'unsure' },
  paused: { icon: mdiPause, shape: 'outlined', tone: 'quiet' },
  muted: { icon: mdiEarHearingOff, shape: 'filled', tone: 'quiet' },
};

/** The home's level: listening before problem, can hear, may hear, muted or paused, all muted. */
export function levelOf({ home, microphones }: Snapshot): Level {
  const looks = [...microphones.values()].map((microphone) => lookOf(microphone));
  if (looks.some((look) => look.listening)) {
    return 'listening';
  }
  if (looks.some((look) => look.key === 'problem')) {
    return 'problem';
  }
  if (home.canHear > 0) {
    return 'can';
  }
  if (home.mayHear > 0) {
    return 'may';
  }
  return looks.some((look) => look.counts === 'paused') ? 'paused' : 'muted';
}

/** Who can hear, in one sentence and a few words below it. */
export function headline(snapshot: Snapshot, connection: Connection, text: Localizer['text']): Headline {
  if (connection !== 'ready') {
    const sublines: Subline[] =
      connection === 'loading' ? [] : [{ text: text(`connection.${connection}_detail`), tone: 'plain' }];
    const glyph = { ...GLYPHS.may, icon: mdiLinkOff };
    return { level: 'may', glyph, text: text(`connection.${connection}`), sublines };
  }
  const { home } = snapshot;
  const level = levelOf(snapshot);
  const microphones = inOrder(snapshot);
  const paused = microphones.filter((microphone) => lookOf(microphone).counts === 'paused');
  const may = microphones.filter((microphone) => lookOf(microphone).counts === 'may');
  const sublines: Subline[] = [];
  const add = (line: string, tone: Subline['tone'] = 'plain') => sublines.push({ text: line, tone });

  if (home.privacyMode.on) {
    add(text('home.privacy_on'));
  }
  addListening(microphones, text, add);
  addProblems(microphones, text, add);
  let line: string;
  if (home.canHear > 0) {
    line =
      microphones.length > MANY
        ? text('home.can_hear_of', { count: home.canHear, all: microphones.length })
        : text('home.can_hear', { count: home.canHear });
    const [only] = may;
    if (home.mayHear === 1 && only !== undefined) {
      add(text('home.one_may', { name: only.name }));
    } else if (home.mayHear > 0) {
      add(text('home.some_may', { count: home.mayHear }));
    }
  } else if (home.mayHear > 0) {
    line = text('home.may_hear', { count: home.mayHear });
    if (may.length > 0 && may.length <= 3) {
      add(may.map(({ name }) => name).join(', '));
    }
  } else {
    const [first, second] = paused;
    line = text(first === undefined ? 'home.none' : 'home.muted_or_paused');
    if (first !== undefined) {
      add(
        second === undefined
          ? text('home.only_paused', { name: first.name })
          : text('home.only_paused_many', { count: paused.length }),
      );
    }
  }
  if (home.uncovered > 0) {
    add(text('home.uncovered', { count: home.uncovered }));
  }
  return { level, glyph: GLYPHS[level], text: line, sublines };
}

/** The badge: a small label and a value. */
export function badgeWords(snapshot: Snapshot | null, connection: Connection, text: Localizer['text']): BadgeWords {
  if (snapshot === null || connection !== 'ready') {
    const label = text('badge.microphones');
    const value = text(connection === 'ready' ? 'connection.loading' : `connection.${connection}`);
    return { level: 'may', icon: mdiLinkOff, tone: 'unsure', label, value, aria: `${label}: ${value}` };
  }
  const level = levelOf(snapshot);
  const label = text(level === 'listening' ? 'badge.listening' : 'badge.microphones');
  const value = badgeValue(level, snapshot, text);
  const { icon, tone } = GLYPHS[level];
  return { level, icon, tone, label, value, aria: `${label}: ${value}` };
}

function badgeValue(level: Level, snapshot: Snapshot, text: Localizer['text']): string {
  const { home } = snapshot;
  switch (level) {
    case 'listening': {
      const names = listeningOf(inOrder(snapshot)).map(({ name }) => name);
      return names.length === 1 ? names.join('') : text('badge.many_listening', { count: names.length });
    }
    case 'problem':
      return text('status.problem');
    case 'can':
      return text('badge.can_hear', { count: home.canHear });
    case 'may':
      return text('badge.may_hear', { count: home.mayHear });
    case 'paused':
      return text('home.muted_or_paused');
    case 'muted':
      return text('badge.muted');
  }
}

type Add = (line: string, tone?: Subline['tone']) => void;

function addListening(microphones: readonly Microphone[], text: Localizer['text'], add: Add): void {
  const listening = listeningOf(microphones);
  const [first] = listening;
  if (first === undefined) {
    return;
  }
  if (listening.length > 1) {
    add(text('home.are_listening', { count: listening.length }), 'hear');
  } else {
    const doing = first.status === 'streaming' || first.status === 'recording' ? first.status : 'listening';
    add(text(`home.is_${doing}`, { name: first.name }), 'hear');
  }
}

function addProblems(microphones: readonly Microphone[], text: Localizer['text'], add: Add): void {
  const failing = microphones.filter(({ problem }) => problem !== null);
  const [first] = failing;
  if (first !== undefined) {
    add(
      failing.length === 1
        ? text('home.problem', { name: first.name })
        : text('home.problems', { count: failing.length }),
      'bad',
    );
  }
}

function listeningOf(microphones: readonly Microphone[]): Microphone[] {
  return microphones.filter((microphone) => lookOf(microphone).listening);
}

function inOrder({ order, microphones }: Snapshot): Microphone[] {
  return order.flatMap((id) => microphones.get(id) ?? []);
}
