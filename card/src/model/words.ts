import { ASSURANCES, type Connection, type Hold, type Microphone, type Problem } from '../api/types';
import type { Key, Localizer } from '../i18n/localize';
import type { Clock } from './clock';
import { lookOf, SILENCES, type LookKey } from './looks';

/** What words need: a language, a clock and the moment they are said at. */
export interface Telling {
  readonly text: Localizer['text'];
  readonly clock: Clock;
  readonly now: number;
}

/** A row's second line: `strong beside 0:07 · after · after`. */
export interface RowWords {
  readonly strong: string;
  /** The assurance, part of the status words: “in firmware”; may be empty. */
  readonly beside: string;
  /** Since when a counter runs, hidden from screen readers; null: none. */
  readonly countingSince: number | null;
  /** Why and until when; each stands after a dot. */
  readonly after: readonly string[];
  readonly aria: string;
}

/** What a line of the sheet is about, which its icon shows. */
export type LineKind = Hold['kind'] | 'device' | 'problem' | 'nothing' | 'note' | 'dnd' | 'plug' | 'button';

/** A line of the sheet. */
export interface SheetLine {
  readonly kind: LineKind;
  readonly title: string;
  readonly detail: string;
}

export interface SheetWords {
  readonly title: string;
  readonly lines: readonly SheetLine[];
  /** Stands below the lines; may be empty. */
  readonly foot: string;
  /** What a person may do where software cannot. */
  readonly helps: readonly SheetLine[];
}

export interface AssuranceWords {
  readonly title: string;
  readonly detail: string;
  /** 0 to 6, drawn as bars. */
  readonly rank: number;
  /** “Assurance 4 of 6”. */
  readonly label: string;
}

const COUNTED: ReadonlySet<LookKey> = new Set(['listening', 'recording', 'streaming']);

/** Return the second line of a microphone's row. */
export function rowWords(microphone: Microphone, connection: Connection, telling: Telling): RowWords {
  const { text, clock, now } = telling;
  const connected = connection === 'ready';
  const { key } = lookOf(microphone, connected);
  const strong = text(`status.${key}`);
  const beside =
    key === 'paused' ? text('beside.paused') : key === 'muted' ? text(`beside.${microphone.assurance}` as Key) : '';
  const countingSince = COUNTED.has(key) ? microphone.since : null;
  const after = connected ? reasonsOf(microphone, telling) : was(microphone, telling);
  let status = joined([`${strong} ${beside}`.trim(), ...after]);
  if (countingSince !== null) {
    const said = `say.${key}_for` as 'say.listening_for';
    status = text(said, { duration: clock.duration(now - countingSince) });
  } else if (key === 'paused') {
    status = text('say.paused');
  }
  const why = countingSince !== null || key === 'paused' ? joined(after) : '';
  const { name } = microphone;
  const aria = why === '' ? text('say.row_short', { name, status }) : text('say.row', { name, status, why });
  return { strong, beside, countingSince, after, aria };
}

/** Return whose hold it is and until when: “Night until 07:00”, “by you, until you resume”. */
export function holdWords(hold: Hold, { text, clock, now }: Telling): string {
  const kind = WHY[hold.kind](hold);
  if (kind === 'why.privacy_mode' || kind === 'why.default') {
    return text(kind);
  }
  const name = hold.name ?? '';
  return hold.until === undefined
    ? text(kind, { name })
    : text(`${kind}_until`, { name, time: clock.moment(hold.until, now) });
}

type Why = 'why.you' | 'why.person' | 'why.device' | 'why.elsewhere' | 'why.named' | 'why.automation';
const WHY: Readonly<Record<Hold['kind'], (hold: Hold) => Why | 'why.privacy_mode' | 'why.default'>> = {
  privacy_mode: () => 'why.privacy_mode',
  default: () => 'why.default',
  rule: () => 'why.named',
  automation: (hold) => (hold.name === undefined ? 'why.automation' : 'why.named'),
  person: (hold) => {
    if (hold.origin === 'device') {
      return 'why.device';
    }
    if (hold.origin === 'unattributed') {
      return 'why.elsewhere';
    }
    if (hold.origin === 'automation') {
      return 'why.automation';
    }
    return hold.mine === true ? 'why.you' : 'why.person';
  },
};

/** The hold that lasts longest, the highest of equals: that is until when it stays muted. */
export function lastingHold(holds: readonly Hold[]): Hold | null {
  const ends = (hold: Hold) => (hold.kind === 'privacy_mode' ? Infinity : (hold.until ?? Infinity));
  return holds.reduce<Hold | null>((best, hold) => (best === null || ends(hold) > ends(best) ? hold : best), null);
}

/** “Bedtime mutes it at 23:45”; empty where nothing is coming. */
export function upcomingWords(microphone: Microphone, telling: Telling, start: 'next' | 'hold' = 'next'): string {
  const { upcoming } = microphone;
  if (upcoming === null) {
    return '';
  }
  const time = telling.clock.moment(upcoming.at, telling.now);
  const prefix = start === 'next' ? 'next.' : 'hold.next_';
  if (upcoming.decision === 'live') {
    return telling.text(`${prefix}live` as Key, { time });
  }
  const name = upcoming.reasons.find((hold) => hold.name !== undefined)?.name;
  return name === undefined
    ? telling.text(`${prefix}muted` as Key, { time })
    : telling.text(`${prefix}rule` as Key, { name, time });
}

/** Return why it is as it is, each hold a sentence, highest first, and what comes next. */
export function sheetWords(microphone: Microphone, connection: Connection, telling: Telling): SheetWords {
  const { text, clock, now } = telling;
  if (connection !== 'ready') {
    return { title: text('sheet.known'), lines: [unconnected(connection, text)], foot: '', helps: [] };
  }
  const { key } = lookOf(microphone);
  const next = upcomingWords(microphone, telling, 'hold');
  if (key === 'unobserved' || key === 'unknown') {
    const lines = [line('note', `note.${key}`, text), ...holdLines(microphone, telling), ...observed(microphone, text)];
    return { title: text('sheet.known'), lines, foot: next, helps: helps(microphone, text) };
  }
  if (microphone.decision === 'live') {
    const override = microphone.overrideUntil;
    const detail = override === null ? next : text('hold.override', { time: clock.moment(override, now) });
    const lines: SheetLine[] = [
      { kind: 'nothing', title: text('hold.nothing'), detail },
      ...observed(microphone, text),
    ];
    return { title: text('sheet.why_live'), lines, foot: override === null ? '' : next, helps: [] };
  }
  const lines = [...holdLines(microphone, telling), ...observed(microphone, text)];
  if (microphone.problem !== null) {
    const title = text('note.problem');
    const detail = problemWords(microphone.problem, telling);
    const what: SheetLine = { kind: 'problem', title, detail: sentence(detail) };
    return { title: text('sheet.what_happened'), lines: [what, ...lines], foot: '', helps: helps(microphone, text) };
  }
  const quiet = QUIET[key];
  if (quiet === undefined) {
    // To be muted is not to be so.
    return { title: text('sheet.known'), lines, foot: next, helps: [] };
  }
  const several = microphone.reasons.length > 1;
  return { title: text(quiet.title), lines, foot: several ? text(quiet.stays) : next, helps: [] };
}

const QUIET: Partial<Record<LookKey, { readonly title: Key; readonly stays: Key }>> = {
  muted: { title: 'sheet.why_muted', stays: 'hold.stays_any' },
  paused: { title: 'sheet.why_paused', stays: 'hold.stays_any_paused' },
};

/** Return how far its mute can be trusted, 0 to 6, and whether it is confirmed. */
export function assuranceWords(
  { assurance, confirmedAt, status: known }: Microphone,
  connection: Connection,
  { text, clock, now }: Telling,
): AssuranceWords {
  const status = connection === 'ready' ? known : null;
  const rank = ASSURANCES.indexOf(assurance);
  const label = text('assurance.of', { rank });
  const named = text(`assurance.${assurance}`);
  const detail = text(status === 'paused' ? 'assurance.detail_paused' : `assurance.detail_${assurance}`);
  if (assurance === 'upload_blocked' && status !== 'blocked') {
    return { rank, label, title: text('assurance.acts_upload_blocked'), detail };
  }
  if (!SILENCES.has(assurance)) {
    return { rank, label, title: named, detail };
  }
  if (status !== 'muted' && status !== 'paused') {
    return { rank, label, title: text(`assurance.acts_${assurance}` as Key), detail };
  }
  const title =
    status === 'paused' || confirmedAt === null
      ? text('assurance.not_confirmed', { assurance: named })
      : text('assurance.confirmed', { assurance: named, time: clock.moment(confirmedAt, now) });
  // Where its power is cut it is not the device that says so.
  const reports = status === 'muted' && confirmedAt !== null && assurance !== 'power_cut';
  return { rank, label, title, detail: reports ? `${detail} ${text('assurance.reports')}` : detail };
}

/** “live since 22:51”. */
function problemWords({ kind, since }: Problem, { text, clock, now }: Telling): string {
  return since === null ? text(`problem.${kind}`) : text(`problem.${kind}_since`, { time: clock.moment(since, now) });
}

function reasonsOf(microphone: Microphone, telling: Telling): string[] {
  const { text, clock, now } = telling;
  const { key } = lookOf(microphone);
  const { since, problem } = microphone;
  const lasting = lastingHold(microphone.reasons);
  const held = microphone.decision === 'muted' && lasting !== null ? [holdWords(lasting, telling)] : [];
  if (problem !== null) {
    return [problemWords(problem, telling)];
  }
  if (key === 'unknown') {
    return [
      since === null
        ? text('detail.unreachable')
        : text('detail.unreachable_since', { time: clock.moment(since, now) }),
    ];
  }
  if (key === 'unobserved') {
    return [text('detail.unobserved')];
  }
  if (held.length > 0) {
    return key === 'blocked' ? [text('detail.blocked'), ...held] : held;
  }
  const coming =
    microphone.overrideUntil === null
      ? microphone.decision === 'live' && microphone.upcoming?.decision === 'muted'
        ? [upcomingWords(microphone, telling)]
        : []
      : [text('why.override', { time: clock.moment(microphone.overrideUntil, now) })];
  return key === 'blocked' ? [text('detail.blocked'), ...coming] : coming;
}

/** What it was when it was last heard of. */
function was({ status, since }: Microphone, { text, clock, now }: Telling): string[] {
  return since === null ? [] : [text(`was.${status ?? 'unknown'}`, { time: clock.moment(since, now) })];
}

function holdLines(microphone: Microphone, telling: Telling): SheetLine[] {
  return microphone.decision === 'muted' ? microphone.reasons.map((hold) => holdLine(hold, telling)) : [];
}

function holdLine(hold: Hold, { text, clock, now }: Telling): SheetLine {
  const kind = WHY[hold.kind](hold);
  const { name = '' } = hold;
  const title: Record<typeof kind, string> = {
    'why.privacy_mode': text('hold.privacy_mode'),
    'why.default': text('hold.default'),
    'why.you': text('hold.you'),
    'why.person': text('hold.person'),
    'why.device': text('hold.device'),
    'why.elsewhere': text('hold.elsewhere'),
    'why.automation': text('hold.automation'),
    'why.named': hold.kind === 'automation' ? text('hold.automation_named', { name }) : name,
  };
  const open: Record<Hold['kind'], Key> = {
    privacy_mode: 'hold.privacy_mode_detail',
    default: 'hold.default_detail',
    person: hold.mine === true ? 'hold.until_you_resume' : 'hold.until_lifted',
    automation: 'hold.until_released',
    rule: 'hold.rule_open',
  };
  const detail = [
    hold.until === undefined ? text(open[hold.kind]) : text('hold.until', { time: clock.moment(hold.until, now) }),
  ];
  if (hold.undetermined !== undefined && hold.undetermined.length > 0) {
    const names = new Intl.ListFormat(clock.language, { type: 'unit' }).format(hold.undetermined);
    detail.push(text('hold.undetermined', { names }));
  }
  return { kind: hold.origin === 'device' ? 'device' : hold.kind, title: title[kind], detail: detail.join(' ') };
}

/** Do-not-disturb is no mute: it is said, and said to be none. */
function observed({ observations }: Microphone, text: Telling['text']): SheetLine[] {
  return observations.do_not_disturb === true ? [line('dnd', 'note.dnd', text)] : [];
}

/** What a person may do about a microphone that software does not silence for sure. */
function helps({ status, assurance }: Microphone, text: Telling['text']): SheetLine[] {
  const plug = assurance === 'power_cut' ? [] : [line('plug', 'note.plug', text)];
  // One that cannot be reached may be anywhere: its button is no advice.
  return status === null ? plug : [...plug, line('button', 'note.device_button', text)];
}

type Note = 'note.dnd' | 'note.unknown' | 'note.unobserved' | 'note.plug' | 'note.device_button';

function line(kind: LineKind, key: Note, text: Telling['text']): SheetLine {
  return { kind, title: text(key), detail: text(`${key}_detail`) };
}

/** A sheet that was open when the connection went. */
function unconnected(connection: Exclude<Connection, 'ready'>, text: Telling['text']): SheetLine {
  const detail = connection === 'loading' ? '' : text(`connection.${connection}_detail`);
  return { kind: 'note', title: text(`connection.${connection}`), detail };
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
