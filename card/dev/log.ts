import type { Scene } from './hass.ts';
import { NOW, SCENES } from './scenes.ts';

type Json = Record<string, unknown>;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const at = (time: string, day = 0) => Date.parse(`2026-11-24T${time}:00+01:00`) + day * DAY;

const ROOMS: readonly (readonly [string, string])[] = [
  ['living', 'Living room'],
  ['kitchen', 'Kitchen'],
  ['bedroom', 'Bedroom'],
  ['kids', 'Kids’ room'],
  ['office', 'Office Echo'],
];
const NAMES = new Map(ROOMS);

function entry(id: number, room: string, start: number, seconds: number, given: Json = {}): Json {
  return {
    id,
    microphone_id: room,
    microphone: NAMES.get(room) ?? null,
    start: new Date(start).toISOString(),
    end: new Date(start + seconds * 1000).toISOString(),
    kind: 'activation',
    outcome: 'intent',
    misfire: false,
    misfire_reason: null,
    corrected_from: null,
    unusual: [],
    while_muted: false,
    started_by: null,
    home_count: 2,
    decision: 'live',
    wake_phrase: null,
    transcript: null,
    reply: null,
    ...given,
  };
}

const MISFIRE = { misfire: true, misfire_reason: 'no_speech', outcome: 'no_speech', wake_phrase: 'Okay Nabu' };

/** The two days of the reference. */
function evening(): Json[] {
  return [
    entry(99, 'kids', at('22:58'), 6, { while_muted: true, outcome: 'no_speech', decision: 'muted' }),
    entry(98, 'bedroom', at('22:40'), 4, {
      transcript: 'Set an alarm for half past six',
      reply: 'Alarm set for 6:30.',
      unusual: ['asleep'],
    }),
    entry(97, 'living', at('21:44'), 15, {
      ...MISFIRE,
      transcript: 'And now the weather',
      unusual: ['nobody_home', 'tv_alone'],
    }),
    entry(96, 'living', at('21:30'), 4, { transcript: 'Turn off the lights', started_by: 'button' }),
    entry(95, 'kitchen', at('20:05'), 3, { started_by: 'question' }),
    entry(94, 'living', at('19:31'), 95, {
      ...MISFIRE,
      misfire: false,
      misfire_reason: 'person',
      corrected_from: 'no_speech',
    }),
    entry(93, 'office', at('16:02'), 30, { kind: 'capture', outcome: null }),
    entry(92, 'bedroom', at('21:12', -1), 4),
    entry(91, 'office', at('17:20', -1), 7, { outcome: 'not_understood', wake_phrase: 'Hey Jarvis' }),
    entry(90, 'living', at('12:00', -1), 8, { ...MISFIRE, misfire_reason: 'no_intent', outcome: 'not_understood' }),
    entry(89, 'gone', at('08:00', -2), 5, { microphone: null, outcome: 'error' }),
    entry(88, 'kitchen', at('07:00', -2), 5, { outcome: 'cut_off' }),
    entry(87, 'kitchen', at('06:00', -400), 5, { outcome: 'of another version', unusual: ['of another version'] }),
  ];
}

/** Few at any time, most in the evening. */
const scattered = (index: number) => (index * 7919) % 1009 < 4 || (index % 14 > 10 && (index * 104_729) % 211 < 9);

/** Ten thousand in thirty days. */
function many(): Json[] {
  const count = 10_000;
  return Array.from({ length: count }, (_, index) => {
    const [room = ''] = ROOMS[(index * 7) % ROOMS.length] ?? [];
    const start = NOW - 5 * MINUTE - Math.floor((index / count) * 30 * DAY);
    return entry(count - index, room, start, 3 + (index % 20), scattered(index) ? MISFIRE : {});
  }).sort((one, other) => String(other.start).localeCompare(String(one.start)));
}

const MARKUP = '<img src=x onerror="document.title=\'hacked\'"><script>alert(1)</script>{time}';
const TURNED = 'mp3.\u202Eexe.\u2066hidden\u2069 \u200F\u05D0\u05D1\u05D2 ok';

function hostile(): Json[] {
  return [
    entry(9, 'living', at('22:58'), 6, { microphone: MARKUP, wake_phrase: MARKUP, transcript: MARKUP, reply: TURNED }),
    entry(8, 'kitchen', at('22:40'), 4, { microphone: TURNED, ...MISFIRE, wake_phrase: TURNED, transcript: TURNED }),
    entry(7, 'kitchen', at('22:30'), 4, {
      microphone: 'Wohnzimmer'.repeat(30),
      wake_phrase: 'x'.repeat(300),
      transcript: `${'lorem '.repeat(300)}\n\n\n${'y'.repeat(500)}`,
    }),
    { id: 'six', start: 'yesterday' },
    entry(5, 'kitchen', at('22:10'), 4, {
      outcome: '__proto__',
      unusual: ['constructor', null, 4],
      started_by: 'toString',
    }),
  ];
}

/** A log that answers as Earshot's does. */
function log(entries: Json[]): NonNullable<Scene['answers']> {
  let kept = entries;
  return {
    ...SCENES.evening?.answers,
    'earshot/activations': (message) => {
      const {
        text,
        kinds,
        microphone_ids: ids,
        end,
        cursor,
        limit,
      } = message as {
        text?: string;
        kinds?: string[];
        microphone_ids?: string[];
        end?: string;
        cursor?: string;
        limit: number;
      };
      const found = kept.filter(
        (each) =>
          (text === undefined ||
            `${String(each.transcript)} ${String(each.reply)}`.toLowerCase().includes(text.toLowerCase())) &&
          (kinds?.some((kind) => each[kind] === true || each.kind === kind) ?? true) &&
          (ids?.includes(String(each.microphone_id)) ?? true) &&
          (end === undefined || String(each.start) < end),
      );
      const from = Number(cursor ?? 0);
      const next = from + limit;
      return { activations: found.slice(from, next), cursor: next < found.length ? String(next) : null };
    },
    'earshot/correct': ({ activation_id: id, misfire }) => {
      kept = kept.map((each) =>
        each.id === id
          ? { ...each, misfire, misfire_reason: 'person', corrected_from: each.corrected_from ?? each.misfire_reason }
          : each,
      );
      return { activation: kept.find((each) => each.id === id) };
    },
    'earshot/purge': ({ start }) => {
      const before = kept.length;
      kept = kept.filter((each) => typeof start === 'string' && String(each.start) < start);
      return { rows: before - kept.length, history: start === undefined };
    },
    'earshot/timeline': ({ start, end }) => ({
      start,
      end,
      since: start,
      microphones: ROOMS.map(([id, name]) => ({
        microphone_id: id,
        microphone: name,
        spans: [],
        violations: [],
        coming: [],
        marks: kept
          .filter((each) => each.microphone_id === id)
          .map((each) => [
            each.id,
            Date.parse(String(each.start)),
            Date.parse(String(each.end)),
            each.misfire === true ? 1 : 0,
          ]),
      })),
    }),
    'earshot.export_log': () => ({ url: '/api/earshot/export/once' }),
    'earshot/audit': () => ({ findings: FINDINGS }),
  };
}

const FINDINGS: Json[] = [
  finding(
    'risk',
    'Assist writes every voice command as a sound file to the folder /config/recordings.',
    'debug_recordings',
  ),
  finding(
    'risk',
    `The assistant “${MARKUP}” sends the voice of whoever speaks to a cloud service.`,
    'cloud_speech_to_text',
  ),
  finding(
    'to_do',
    'How long Amazon keeps recordings of Office Echo has not been looked up yet.',
    'recordings_kept_open',
    'recordings_kept',
  ),
  finding('notice', 'Kitchen does not confirm that it is muted: Home Assistant alone believes so.', 'mute_unconfirmed'),
  finding(
    'notice',
    'Whether earlier recordings of Den Echo are deleted at Amazon was settled on 2026-11-01.',
    'deletion_done',
    'deletion',
  ),
];

function finding(severity: string, text: string, key: string, check: string | null = null): Json {
  const advice =
    'Earshot shows it as paused, not as muted. Where that is not enough, use a switch on the device or a smart plug.';
  return { key, severity, text, advice, microphone_id: 'office', check, advice_key: key, placeholders: {} };
}

function home(given: Json): readonly Json[] {
  const [full = {}] = SCENES.evening?.events ?? [];
  return [{ ...full, home: { ...(full.home as Json), ...given } }];
}

const EVENTS = SCENES.evening?.events ?? [];
const refuse = (code: string) => () => {
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- as Home Assistant's own connection does
  throw { code, message: 'It did not work.' };
};

export const LOG_SCENES: Readonly<Record<string, Scene>> = {
  log: { events: EVENTS, answers: log(evening()) },
  log_many: { events: EVENTS, answers: log(many()) },
  log_empty: { events: SCENES.muted?.events ?? [], answers: log([]) },
  log_hostile: { events: SCENES.hostile?.events ?? [], answers: log(hostile()) },
  log_off: { events: home({ log: { kept: false, readable: true } }), answers: log([]) },
  log_forbidden: { events: home({ log: { kept: true, readable: false } }), answers: log([]) },
  log_failed: {
    events: EVENTS,
    answers: {
      'earshot/activations': refuse('home_assistant_error'),
      'earshot/timeline': refuse('home_assistant_error'),
    },
  },
  log_refused: {
    events: EVENTS,
    answers: {
      ...log(evening()),
      'earshot/correct': refuse('unauthorized'),
      'earshot/purge': refuse('unauthorized'),
      'earshot.export_log': refuse('unauthorized'),
    },
  },
};
