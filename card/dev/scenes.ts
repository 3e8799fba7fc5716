import type { Scene } from './hass.ts';

type Json = Record<string, unknown>;

/** Tuesday, 24 November 2026, 23:12 in Berlin. */
export const NOW = Date.parse('2026-11-24T22:12:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const iso = (at: number) => new Date(at).toISOString();
/** The instant of a local time, days before or after. */
const at = (time: string, day = 0) => Date.parse(`2026-11-24T${time}:00+01:00`) + day * 24 * HOUR;

const NIGHT = { kind: 'rule', id: 'night', name: 'Night' };
const untilSeven = { ...NIGHT, until: iso(at('07:00', 1)) };

function microphone(id: string, name: string, area: string, given: Json = {}): Json {
  return {
    id,
    name,
    area,
    entities: { status: `sensor.${id}_status`, mute: `switch.${id}_mute` },
    status: 'armed',
    since: iso(at('22:30')),
    assurance: 'firmware',
    confirmed_at: null,
    decision: 'live',
    reasons: [],
    override_until: null,
    upcoming: null,
    problem: null,
    observations: {},
    mute_refused: null,
    unmute_refused: null,
    ...given,
  };
}

const LIVING = microphone('living', 'Living room', 'Living room', {
  status: 'listening',
  since: iso(NOW - 7_000),
  upcoming: { at: iso(at('00:30', 1)), decision: 'muted', reasons: [NIGHT] },
});
const KITCHEN = microphone('kitchen', 'Kitchen', 'Kitchen', {
  status: 'paused',
  since: iso(at('22:30')),
  assurance: 'software',
  decision: 'muted',
  reasons: [untilSeven],
  upcoming: { at: iso(at('07:00', 1)), decision: 'live', reasons: [] },
});
const BEDROOM = microphone('bedroom', 'Bedroom', 'Bedroom', {
  upcoming: { at: iso(at('23:45')), decision: 'muted', reasons: [{ kind: 'rule', id: 'bed', name: 'Bedtime' }] },
});
const KIDS = microphone('kids', 'Kids’ room', 'Kids’ room', {
  status: 'armed',
  decision: 'muted',
  reasons: [untilSeven],
  problem: { kind: 'live', since: iso(at('22:51')) },
});
const OFFICE = microphone('office', 'Office Echo', 'Office', {
  status: 'muted',
  since: iso(at('18:00')),
  assurance: 'power_cut',
  confirmed_at: iso(at('23:12')),
  decision: 'muted',
  reasons: [{ kind: 'rule', id: 'work', name: 'After work', until: iso(at('08:00', 1)) }],
});
const DEN = microphone('den', 'Den Echo', 'Den', {
  status: 'unobserved',
  assurance: 'response_only',
  observations: { do_not_disturb: true },
  mute_refused: 'no_control',
  unmute_refused: 'no_control',
});
const HALLWAY = microphone('hallway', 'Hallway', 'Hallway', { status: null, since: iso(at('21:05')) });

const RULES = [
  { id: 'night', name: 'Night', effect: 'mute', enabled: true, active: true, entities: {} },
  { id: 'bed', name: 'Bedtime', effect: 'mute', enabled: true, active: false, entities: {} },
];

function home(given: Json = {}): Json {
  return {
    can_hear: 3,
    may_hear: 2,
    uncovered: 0,
    privacy_mode: { entity_id: 'switch.privacy', on: false, refused: null },
    scheduler: { entity_id: 'switch.scheduler', on: true },
    morning: iso(at('07:00', 1)),
    log: { kept: true, readable: true },
    ...given,
  };
}

function full(microphones: readonly Json[], given: Json = {}): Json {
  return { loaded: true, full: true, home: home(given), microphones, rules: RULES };
}

// --- A day of each ------------------------------------------------------------------------------------------------------

type Day = readonly (readonly [string, number, string | null])[];
interface Line {
  readonly spans: Day;
  readonly marks: readonly (readonly [string, number, number])[];
  readonly violations?: readonly (readonly [string, number, string, number])[];
  readonly coming?: readonly (readonly [string, number, 'muted' | 'live'])[];
}

const LINES: Readonly<Record<string, Line>> = {
  living: {
    spans: [
      ['23:12', -1, 'armed'],
      ['00:30', 0, 'muted'],
      ['06:30', 0, 'armed'],
      ['19:30', 0, 'muted'],
      ['21:10', 0, 'armed'],
      ['23:11', 0, 'listening'],
    ],
    marks: [
      ['07:05', 0, 0],
      ['07:25', 0, 0],
      ['08:15', 0, 0],
      ['12:30', 0, 0],
      ['13:40', 0, 1],
      ['17:50', 0, 0],
      ['18:20', 0, 0],
      ['19:05', 0, 0],
      ['21:25', 0, 0],
      ['21:48', 0, 1],
    ],
    coming: [
      ['00:30', 1, 'muted'],
      ['06:30', 1, 'live'],
    ],
  },
  kitchen: {
    spans: [
      ['23:12', -1, 'paused'],
      ['07:00', 0, 'armed'],
      ['22:30', 0, 'paused'],
    ],
    marks: [
      ['07:05', 0, 0],
      ['07:30', 0, 0],
      ['07:55', 0, 0],
      ['12:05', 0, 0],
      ['15:15', 0, 1],
      ['17:50', 0, 0],
      ['18:15', 0, 0],
      ['18:40', 0, 0],
      ['20:15', 0, 0],
    ],
    coming: [['07:00', 1, 'live']],
  },
  bedroom: {
    spans: [
      ['23:12', -1, 'armed'],
      ['23:45', -1, 'muted'],
      ['06:30', 0, 'armed'],
      ['09:00', 0, 'muted'],
      ['16:30', 0, 'armed'],
    ],
    marks: [
      ['06:45', 0, 0],
      ['22:35', 0, 0],
    ],
    coming: [
      ['23:45', 0, 'muted'],
      ['06:30', 1, 'live'],
    ],
  },
  kids: {
    spans: [
      ['23:12', -1, 'muted'],
      ['07:00', 0, 'armed'],
      ['08:00', 0, 'muted'],
      ['13:00', 0, 'armed'],
      ['20:00', 0, 'muted'],
      ['22:51', 0, 'armed'],
    ],
    marks: [
      ['02:10', 0, 2],
      ['07:30', 0, 0],
      ['13:40', 0, 0],
      ['14:00', 0, 0],
      ['15:30', 0, 1],
      ['17:05', 0, 0],
      ['22:55', 0, 2],
    ],
    violations: [['22:51', 0, '23:12', 0]],
    coming: [['07:00', 1, 'live']],
  },
  office: {
    spans: [
      ['23:12', -1, 'muted'],
      ['08:00', 0, 'armed'],
      ['18:00', 0, 'muted'],
    ],
    marks: [
      ['08:35', 0, 0],
      ['09:45', 0, 0],
      ['10:35', 0, 1],
      ['11:20', 0, 0],
      ['14:25', 0, 0],
      ['16:45', 0, 0],
    ],
    coming: [['08:00', 1, 'live']],
  },
  den: { spans: [['23:12', -1, 'unobserved']], marks: [] },
  hallway: {
    spans: [
      ['23:12', -1, 'armed'],
      ['21:05', 0, null],
    ],
    marks: [
      ['03:15', 0, 1],
      ['07:50', 0, 0],
      ['17:30', 0, 0],
      ['19:05', 0, 0],
    ],
  },
};

/** A day of each, or seven of them that are much alike; only the last has what is new. */
function timeline(message: Json): Json {
  const [start, end] = [Date.parse(String(message.start)), Date.parse(String(message.end))];
  const days = Math.round((NOW - start) / (24 * HOUR));
  const each = <T>(of: (ago: number) => T[]) => Array.from({ length: days }, (_, day) => of(days - 1 - day)).flat();
  let number = 0;
  const microphones = Object.entries(LINES).map(([id, line]) => {
    const spans = each((ago) =>
      line.spans
        .filter(([, , status]) => ago === 0 || status !== 'listening')
        .map(([time, day, status]) => ({ from: at(time, day - ago), status })),
    );
    return {
      microphone_id: id,
      microphone: id,
      spans: spans.map(({ from, status }, index) => [Math.max(start, from), spans[index + 1]?.from ?? NOW, status]),
      marks: each((ago) =>
        line.marks
          .filter(([, , flags]) => ago === 0 || flags < 2)
          .map(([time, day, flags]) => [++number, at(time, day - ago), at(time, day - ago) + 4_000, flags]),
      ),
      violations: (line.violations ?? []).map(([from, day, to, last]) => [at(from, day), at(to, last)]),
      coming: coming(line, end),
    };
  });
  return { start: iso(start), end: iso(end), since: iso(start), microphones };
}

function coming({ coming: changes = [] }: Line, end: number): Json[] {
  const first = changes[0]?.[2] === 'live' ? 'muted' : 'live';
  const all: [number, string][] = [
    [NOW, first],
    ...changes.map(([time, day, decision]): [number, string] => [at(time, day), decision]),
  ];
  return all.map(([from, decision], index) => ({
    start: iso(from),
    end: iso(all[index + 1]?.[0] ?? end),
    decision,
    reasons: [],
  }));
}

/** Seven days, thousands of activations. */
function dense(message: Json): Json {
  const [start, end] = [Date.parse(String(message.start)), Date.parse(String(message.end))];
  const ids = Array.from({ length: 50 }, (_, index) => `room${index}`);
  const each = Math.floor(10_000 / ids.length);
  const step = (NOW - start) / each;
  return {
    start: iso(start),
    end: iso(end),
    since: iso(start),
    microphones: ids.map((id, line) => ({
      microphone_id: id,
      microphone: id,
      spans: Array.from({ length: 28 }, (_, index) => {
        const length = (NOW - start) / 28;
        return [start + index * length, start + (index + 1) * length, index % 2 === 0 ? 'armed' : 'muted'];
      }),
      marks: Array.from({ length: each }, (_, index) => {
        const when = Math.round(start + index * step + ((index * 7919 + line * 104729) % 1000) * (step / 1000));
        return [line * each + index + 1, when, when + 4_000, index % 5 === 0 ? 1 : 0];
      }),
      violations: [],
      coming: [],
    })),
  };
}

const ROOMS = Array.from({ length: 50 }, (_, index) =>
  microphone(`room${index}`, `Room ${index + 1}`, `Floor ${Math.floor(index / 10) + 1}`, {
    status: ['armed', 'muted', 'paused', 'armed', 'muted'][index % 5],
    confirmed_at: [1, 4].includes(index % 5) ? iso(NOW) : null,
    decision: [1, 2, 4].includes(index % 5) ? 'muted' : 'live',
    reasons: [1, 2, 4].includes(index % 5) ? [untilSeven] : [],
  }),
);
/** As many, of which one listens and one does not obey. */
const BUSY = ROOMS.map((room, index) =>
  index === 3
    ? { ...room, status: 'listening', since: iso(NOW - 7_000), upcoming: LIVING.upcoming }
    : index === 11
      ? { ...room, status: 'armed', problem: KIDS.problem }
      : room,
);

const HOSTILE = '<img src=x onerror="document.title=\'hacked\'"><script>alert(1)</script>{name}';

// --- Scenes -------------------------------------------------------------------------------------------------------------

const MICROPHONES = [LIVING, KITCHEN, BEDROOM, KIDS, OFFICE, DEN, HALLWAY];
const answers = { 'earshot/timeline': timeline };
const privacy = { kind: 'privacy_mode' };
const ALL_MUTED = MICROPHONES.slice(0, 5).map((each) => ({
  ...each,
  status: each === KITCHEN ? 'paused' : 'muted',
  decision: 'muted',
  problem: null,
  reasons: [privacy, untilSeven],
  unmute_refused: 'privacy_mode',
  confirmed_at: iso(NOW),
}));
const STATES = [
  OFFICE,
  KITCHEN,
  microphone('blocked', 'Porch camera', 'Porch', {
    status: 'blocked',
    assurance: 'upload_blocked',
    decision: 'muted',
    reasons: [untilSeven],
  }),
  BEDROOM,
  microphone('muting', 'Study', 'Study', {
    status: 'muting',
    since: iso(NOW - 3_000),
    decision: 'muted',
    reasons: [untilSeven],
  }),
  LIVING,
  microphone('streaming', 'Bath', 'Bath', { status: 'streaming', since: iso(NOW - 65_000) }),
  microphone('recording', 'Studio', 'Studio', { status: 'recording', since: iso(NOW - 12_000) }),
  DEN,
  HALLWAY,
  KIDS,
];

export const SCENES: Readonly<Record<string, Scene>> = {
  evening: { events: [full(MICROPHONES)], answers },
  states: { events: [full(STATES, { can_hear: 8, may_hear: 2 })], answers },
  privacy: {
    events: [
      full(ALL_MUTED, {
        can_hear: 0,
        may_hear: 0,
        privacy_mode: { entity_id: 'switch.privacy', on: true, refused: null },
      }),
    ],
    answers,
  },
  muted: { events: [full([OFFICE], { can_hear: 0, may_hear: 0 })], answers },
  one: { events: [full([LIVING], { can_hear: 1, may_hear: 0 })], answers },
  many: { events: [full(BUSY, { can_hear: 21, may_hear: 0 })], answers: { 'earshot/timeline': dense } },
  twelve: { events: [full(ROOMS.slice(0, 12), { can_hear: 6, may_hear: 0 })], answers: { 'earshot/timeline': dense } },
  hostile: {
    events: [
      full([
        { ...LIVING, name: HOSTILE },
        { ...BEDROOM, name: 'Zimmer '.repeat(20) },
      ]),
    ],
    answers,
  },
  empty: { events: [full([], { can_hear: 0, may_hear: 0, uncovered: 3 })], answers },
  missing: { error: 'unknown_command', events: [] },
  forbidden: { error: 'unauthorized', events: [] },
  not_set_up: { events: [{ loaded: false }] },
  loading: { events: [] },
};
