import type { Call } from '../api/actions';
import type { Hold, Home, Microphone, Refusal } from '../api/types';
import type { Localizer } from '../i18n/localize';
import { lookOf } from './looks';
import { lastingHold, type Telling } from './words';

export type ChoiceKey =
  | 'retry'
  | 'end_privacy_mode'
  | 'resume_schedule'
  | 'listen'
  | 'mute_15_minutes'
  | 'mute_1_hour'
  | 'mute_until_morning'
  | 'mute_until_resume';

export interface Choice {
  readonly key: ChoiceKey;
  /** `mute`: one of the grid below “Mute for”. */
  readonly group: 'main' | 'mute';
  readonly label: string;
  readonly note: string;
  /** Why it is locked; the note says so. */
  readonly locked: Refusal | null;
  readonly call: Call | null;
}

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const HOUR = 60 * MINUTE;

/** Whether the row carries a button: “Mute” where it can hear and may, “Retry” where it is to be muted and that does not hold. */
export function rowAction(microphone: Microphone, connected = true): 'mute' | 'retry' | null {
  const { key, counts } = lookOf(microphone, connected);
  if (!connected || microphone.muteRefused !== null || key === 'muting') {
    return null;
  }
  if (microphone.decision === 'muted') {
    return key === 'problem' ? 'retry' : null;
  }
  return counts === 'can' ? 'mute' : null;
}

/** The row's button: at once, and until a person lifts it. */
export function muteCall(microphone: Microphone, data: Record<string, unknown> = {}): Call | null {
  return earshot(microphone, 'mute', data);
}

/** Apply what mutes it once more: nothing is added to what stands. */
export function retryCall({ id }: Microphone): Call {
  return { kind: 'retry', microphoneId: id };
}

export function privacyModeCall({ privacyMode }: Home, on: boolean): Call | null {
  const { entityId } = privacyMode;
  return entityId === null
    ? null
    : { kind: 'action', domain: 'switch', service: on ? 'turn_on' : 'turn_off', data: {}, entityId };
}

/** What may be chosen for a microphone now, first the likeliest. */
export function choices(microphone: Microphone, home: Home, telling: Telling): Choice[] {
  const { text } = telling;
  const { key } = lookOf(microphone);
  const all: Choice[] = [];
  if (home.privacyMode.on && home.privacyMode.entityId !== null) {
    all.push(
      choice('end_privacy_mode', text('action.end_privacy_mode'), text('choice.whole_home'), {
        text,
        locked: home.privacyMode.refused,
        call: privacyModeCall(home, false),
      }),
    );
  }
  if (microphone.muteRefused === 'no_control') {
    return all;
  }
  const unmuteLocked = home.privacyMode.on ? 'privacy_mode' : microphone.unmuteRefused;
  if (key === 'problem' && microphone.decision === 'muted') {
    all.push(
      choice('retry', text('action.retry_now'), text('choice.reapply'), {
        text,
        locked: microphone.muteRefused,
        call: retryCall(microphone),
      }),
    );
  }
  const person = microphone.reasons.some(({ kind }) => kind === 'person');
  if (person || microphone.overrideUntil !== null) {
    // It unmutes nothing that a rule or the default would mute, so quiet time is no reason against it.
    const locked = person && home.privacyMode.on ? 'privacy_mode' : microphone.muteRefused;
    all.push(
      choice('resume_schedule', text('choice.resume_schedule'), resumeNote(microphone, telling), {
        text,
        locked,
        call: earshot(microphone, 'resume_schedule', {}),
      }),
    );
  }
  if (microphone.decision === 'muted') {
    all.push(listen(microphone, unmuteLocked, telling));
    all.push(...stay(microphone, telling));
    return all;
  }
  all.push(...muteFor(microphone, home, telling));
  return all;
}

/** “Drops your mute. Night keeps it paused until 07:00.” */
export function resumeNote(microphone: Microphone, { text, clock, now }: Telling): string {
  const mine = microphone.reasons.find(({ kind }) => kind === 'person');
  const left = lastingHold(microphone.reasons.filter(({ kind }) => kind !== 'person'));
  if (mine === undefined) {
    return text('drops.override');
  }
  const drops = text(mine.mine === true ? 'drops.mute' : 'drops.other_mute');
  return `${drops} ${stays(microphone, left, { text, clock, now })}`;
}

function stays({ status }: Microphone, left: Hold | null, { text, clock, now }: Telling): string {
  if (left === null) {
    return text('stays.live');
  }
  const { kind, name, until } = left;
  if (kind === 'privacy_mode') {
    return text('stays.privacy_mode');
  }
  if (name === undefined) {
    return text('stays.other');
  }
  const key = status === 'paused' ? 'stays.rule_paused' : 'stays.rule';
  return until === undefined ? text(key, { name }) : text(`${key}_until`, { name, time: clock.moment(until, now) });
}

function listen(microphone: Microphone, locked: Refusal | null, { text, clock, now }: Telling): Choice {
  const label = text(microphone.assurance === 'power_cut' ? 'choice.power_listen' : 'choice.listen');
  const note = text('choice.listen_ends', { time: clock.moment(now + QUARTER, now) });
  return choice('listen', label, note, { text, locked, call: earshot(microphone, 'unmute', forMinutes(15)) });
}

/** A mute that ends by itself may be made to stand. */
function stay(microphone: Microphone, { text, clock, now }: Telling): Choice[] {
  const { reasons } = microphone;
  if (reasons.some(({ kind, until }) => kind === 'person' && until === undefined)) {
    return [];
  }
  const last = Math.max(...reasons.map(({ until }) => until ?? 0));
  const note = last > now ? text('choice.past', { time: clock.moment(last, now) }) : text('choice.no_rule');
  const locked = microphone.muteRefused;
  return [choice('mute_until_resume', text('choice.stay'), note, { text, locked, call: muteCall(microphone) })];
}

function muteFor(microphone: Microphone, home: Home, { text, clock, now }: Telling): Choice[] {
  const locked = microphone.muteRefused;
  const until = (at: number) => text('choice.until', { time: clock.moment(at, now) });
  const one = (key: ChoiceKey, label: string, note: string, data: Record<string, unknown>) =>
    choice(key, label, note, { text, locked, group: 'mute', call: muteCall(microphone, data) });
  const morning = { until: new Date(home.morning).toISOString() };
  return [
    one('mute_15_minutes', text('choice.15_minutes'), until(now + QUARTER), forMinutes(15)),
    one('mute_1_hour', text('choice.1_hour'), until(now + HOUR), forMinutes(60)),
    one('mute_until_morning', text('choice.morning'), clock.moment(home.morning, now), morning),
    one('mute_until_resume', text('choice.resume'), text('choice.no_rule'), {}),
  ];
}

interface Given {
  text: Localizer['text'];
  locked: Refusal | null;
  call: Call | null;
  group?: Choice['group'];
}

function choice(key: ChoiceKey, label: string, note: string, { text, locked, call, group = 'main' }: Given): Choice {
  return { key, group, label, note: locked === null ? note : text(`refused.${locked}`), locked, call };
}

function earshot({ entities }: Microphone, service: string, data: Record<string, unknown>): Call | null {
  const { status } = entities;
  return status === undefined ? null : { kind: 'action', domain: 'earshot', service, data, entityId: status };
}

function forMinutes(minutes: number): Record<string, unknown> {
  return { duration: { minutes } };
}
