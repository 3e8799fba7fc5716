import { mdiEarHearing, mdiEarHearingOff, mdiLinkOff, mdiPause } from '@mdi/js';

import type { Connection, Microphone, Snapshot } from '../api/types';
import type { Localizer } from '../i18n/localize';
import { lookOf, LOOKS, type Counts, type Look, type Shape, type Tone } from './looks';

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
/** More are not named. */
const NAMED = 3;

const GLYPHS: Readonly<Record<Level, Headline['glyph']>> = {
  listening: { icon: mdiEarHearing, shape: 'solid', tone: 'hear' },
  problem: { icon: LOOKS.problem.icon, shape: 'square', tone: 'bad' },
  can: { icon: mdiEarHearing, shape: 'tint', tone: 'live' },
  may: { icon: mdiEarHearing, shape: 'dashed', tone: 'unsure' },
  paused: { icon: mdiPause, shape: 'outlined', tone: 'quiet' },
  muted: { icon: mdiEarHearingOff, shape: 'filled', tone: 'quiet' },
};

/** The home's level: listening before problem, can hear, may hear, muted or paused, all muted. */
export function levelOf(snapshot: Snapshot): Level {
  const looks = looksOf(snapshot);
  const { can, may } = heardBy(snapshot);
  if (looks.some((look) => look.listening)) {
    return 'listening';
  }
  if (looks.some((look) => look.key === 'problem')) {
    return 'problem';
  }
  if (can > 0) {
    return 'can';
  }
  // Of a home without microphones in Earshot's care nobody knows either.
  if (may > 0 || looks.length === 0) {
    return 'may';
  }
  return looks.some((look) => look.counts === 'paused') ? 'paused' : 'muted';
}

/** All cards of a page have the same one. */
const latest = new WeakMap<Snapshot, { connection: Connection; text: Localizer['text']; made: Headline }>();

/** Who can hear, in one sentence and a few words below it. */
export function headline(snapshot: Snapshot, connection: Connection, text: Localizer['text']): Headline {
  const known = latest.get(snapshot);
  if (known?.connection === connection && known.text === text) {
    return known.made;
  }
  const made = make(snapshot, connection, text);
  latest.set(snapshot, { connection, text, made });
  return made;
}

function make(snapshot: Snapshot, connection: Connection, text: Localizer['text']): Headline {
  if (connection !== 'ready') {
    const sublines: Subline[] =
      connection === 'loading' ? [] : [{ text: text(`connection.${connection}_detail`), tone: 'plain' }];
    const glyph = { ...GLYPHS.may, icon: mdiLinkOff };
    return { level: 'may', glyph, text: text(`connection.${connection}`), sublines };
  }
  const { home } = snapshot;
  const level = levelOf(snapshot);
  const microphones = inOrder(snapshot);
  const heard = heardBy(snapshot);
  const may = counted(microphones, 'may');
  const problem = problemLine(microphones, text);
  const sublines: Subline[] = [];
  const add = (line: string, tone: Subline['tone'] = 'plain') => sublines.push({ text: line, tone });

  if (home.privacyMode.on) {
    add(text('home.privacy_on'));
  }
  addListening(microphones, text, add);
  let line: string;
  if (heard.can > 0 || heard.may > 0) {
    if (problem !== null) {
      add(problem, 'bad');
    }
    line = heardLine(heard, microphones.length, text);
    if (heard.can > 0) {
      addMay(may, heard.may, text, add);
    } else if (may.length === heard.may && may.length <= NAMED) {
      add(may.map(({ name }) => name).join(', '));
    }
  } else {
    // Where a mute does not hold, nothing is said that calms.
    line = problem ?? quietLine(level, text);
    addPaused(counted(microphones, 'paused'), text, add);
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
  const heard = heardBy(snapshot);
  switch (level) {
    case 'listening': {
      const names = listeningOf(inOrder(snapshot)).map(({ name }) => name);
      return names.length === 1 ? names.join('') : text('badge.many_listening', { count: names.length });
    }
    case 'problem':
      return text('status.problem');
    case 'can':
      return text('badge.can_hear', { count: heard.can });
    case 'may':
      return heard.may === 0 ? text('connection.empty') : text('badge.may_hear', { count: heard.may });
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

function problemLine(microphones: readonly Microphone[], text: Localizer['text']): string | null {
  const failing = microphones.filter(({ problem }) => problem !== null);
  const [first, second] = failing;
  if (first === undefined) {
    return null;
  }
  return second === undefined
    ? text('home.problem', { name: first.name })
    : text('home.problems', { count: failing.length });
}

function heardLine({ can, may }: Heard, all: number, text: Localizer['text']): string {
  if (can === 0) {
    return text('home.may_hear', { count: may });
  }
  return all > MANY ? text('home.can_hear_of', { count: can, all }) : text('home.can_hear', { count: can });
}

function quietLine(level: Level, text: Localizer['text']): string {
  if (level === 'may') {
    return text('connection.empty');
  }
  return text(level === 'paused' ? 'home.muted_or_paused' : 'home.none');
}

function addMay(seen: readonly Microphone[], count: number, text: Localizer['text'], add: Add): void {
  const [only] = seen;
  if (count === 1 && only !== undefined) {
    add(text('home.one_may', { name: only.name }));
  } else if (count > 0) {
    add(text('home.some_may', { count }));
  }
}

function addPaused(paused: readonly Microphone[], text: Localizer['text'], add: Add): void {
  const [first, second] = paused;
  if (first !== undefined) {
    add(
      second === undefined
        ? text('home.only_paused', { name: first.name })
        : text('home.only_paused_many', { count: paused.length }),
    );
  }
}

interface Heard {
  readonly can: number;
  readonly may: number;
}

/** How many can and may hear: what Earshot counts, which knows more microphones than this user sees, or what is seen where that is more. */
function heardBy(snapshot: Snapshot): Heard {
  const looks = looksOf(snapshot);
  const seen = (counts: Counts) => looks.filter((look) => look.counts === counts).length;
  const { canHear, mayHear } = snapshot.home;
  return { can: Math.max(canHear, seen('can')), may: Math.max(mayHear, seen('may')) };
}

function looksOf({ microphones }: Snapshot): Look[] {
  return [...microphones.values()].map((microphone) => lookOf(microphone));
}

function counted(microphones: readonly Microphone[], counts: Counts): Microphone[] {
  return microphones.filter((microphone) => lookOf(microphone).counts === counts);
}

function listeningOf(microphones: readonly Microphone[]): Microphone[] {
  return microphones.filter((microphone) => lookOf(microphone).listening);
}

function inOrder({ order, microphones }: Snapshot): Microphone[] {
  return order.flatMap((id) => microphones.get(id) ?? []);
}
