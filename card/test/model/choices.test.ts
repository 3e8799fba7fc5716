import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Hold, Home, Microphone } from '../../src/api/types';
import {
  choices,
  muteCall,
  privacyModeCall,
  resumeNote,
  retryCall,
  rowAction,
  type ChoiceKey,
} from '../../src/model/choices';
import {
  anyMicrophone,
  AUTUMN,
  HOUR,
  home,
  microphone,
  MINE,
  MINUTE,
  muted,
  NIGHT,
  NOW,
  paused,
  PRIVACY,
  SPRING,
  telling,
  withPrivacyMode,
} from './making';

const MUTES: readonly ChoiceKey[] = ['mute_15_minutes', 'mute_1_hour', 'mute_until_morning', 'mute_until_resume'];
const offered = (given: Microphone, at: Home = home()) => choices(given, at, telling());
const keys = (given: Microphone, at?: Home) => offered(given, at).map(({ key }) => key);
const one = (key: ChoiceKey, given: Microphone, at?: Home) => offered(given, at).find((each) => each.key === key);
const locks = (given: Microphone, at?: Home) =>
  Object.fromEntries(offered(given, at).map(({ key, locked }) => [key, locked]));
const action = (service: string, data: object = {}, entityId = 'sensor.a') => ({
  kind: 'action',
  domain: 'earshot',
  service,
  data,
  entityId,
});

describe('the button of a row', () => {
  it('mutes what can hear', () => {
    for (const status of ['armed', 'listening', 'streaming', 'recording'] as const) {
      expect(rowAction(microphone('a', { status }))).toBe('mute');
    }
  });

  it('is not there where nothing is to be done', () => {
    expect(rowAction(muted('a'))).toBeNull();
    expect(rowAction(paused('a'))).toBeNull();
    expect(rowAction(microphone('a', { status: null }))).toBeNull();
    expect(rowAction(microphone('a', { status: 'unobserved' }))).toBeNull();
    expect(rowAction(microphone('a', { status: 'muting', decision: 'muted' }))).toBeNull();
    expect(rowAction(microphone('a', { status: 'blocked', decision: 'muted', reasons: [NIGHT] }))).toBeNull();
  });

  it('tries again where a mute does not hold', () => {
    const problem = { kind: 'mute_fails', since: NOW } as const;
    expect(rowAction(microphone('a', { decision: 'muted', problem }))).toBe('retry');
    expect(rowAction(microphone('a', { status: 'listening', decision: 'muted', problem }))).toBe('retry');
    expect(rowAction(muted('a', { problem: { kind: 'heard', since: NOW } }))).toBe('retry');
  });

  it('does not try again what is wanted no more', () => {
    const problem = { kind: 'clash', since: NOW } as const;
    expect(rowAction(microphone('a', { problem }))).toBe('mute');
    expect(rowAction(microphone('a', { status: null, problem }))).toBeNull();
  });

  it.each(['no_control', 'no_right'] as const)('is not there for whom it is refused: %s', (muteRefused) => {
    expect(rowAction(microphone('a', { muteRefused }))).toBeNull();
    const problem = { kind: 'mute_fails', since: NOW } as const;
    expect(rowAction(microphone('a', { decision: 'muted', problem, muteRefused }))).toBeNull();
  });

  it('is not there without a connection', () => {
    fc.assert(
      fc.property(anyMicrophone, (each) => {
        expect(rowAction(each, false)).toBeNull();
      }),
    );
  });

  it('mutes at once, and until a person lifts it', () => {
    expect(muteCall(microphone('a'))).toEqual(action('mute'));
    expect(muteCall(microphone('a', { entities: {} }))).toBeNull();
  });

  it('adds nothing to what stands where it tries again', () => {
    expect(retryCall(microphone('a'))).toEqual({ kind: 'retry', microphoneId: 'a' });
  });
});

describe('the button for privacy mode', () => {
  it('turns the switch', () => {
    const call = { kind: 'action', domain: 'switch', data: {}, entityId: 'switch.privacy' };
    expect(privacyModeCall(home(), true)).toEqual({ ...call, service: 'turn_on' });
    expect(privacyModeCall(home(), false)).toEqual({ ...call, service: 'turn_off' });
  });

  it('does nothing for who may not see the switch', () => {
    expect(privacyModeCall(withPrivacyMode({ entityId: null }), false)).toBeNull();
  });
});

describe('what may be chosen of a microphone that can hear', () => {
  it('is for how long it is muted', () => {
    expect(offered(microphone('a'))).toEqual([
      {
        key: 'mute_15_minutes',
        group: 'mute',
        label: '15 min',
        note: 'until 23:27',
        locked: null,
        call: action('mute', { duration: { minutes: 15 } }),
      },
      {
        key: 'mute_1_hour',
        group: 'mute',
        label: '1 hour',
        note: 'until 00:12',
        locked: null,
        call: action('mute', { duration: { minutes: 60 } }),
      },
      {
        key: 'mute_until_morning',
        group: 'mute',
        label: 'Until morning',
        note: '07:00',
        locked: null,
        call: action('mute', { until: '2026-11-25T06:00:00.000Z' }),
      },
      {
        key: 'mute_until_resume',
        group: 'mute',
        label: 'Until I resume',
        note: 'no rule lifts it',
        locked: null,
        call: action('mute'),
      },
    ]);
  });

  it('is the same where it may hear, or is unknown', () => {
    expect(keys(microphone('a', { status: 'unobserved' }))).toEqual(MUTES);
    expect(keys(microphone('a', { status: null }))).toEqual(MUTES);
  });

  it('is to end a person’s time to listen, whoever may not unmute', () => {
    const given = microphone('a', { overrideUntil: NOW + HOUR, unmuteRefused: 'quiet_time' });
    expect(keys(given)).toEqual(['resume_schedule', ...MUTES]);
    expect(one('resume_schedule', given)).toMatchObject({ note: 'Ends the time to listen.', locked: null });
    expect(locks(given, withPrivacyMode()).resume_schedule).toBeNull();
  });

  it.each([
    [SPRING, 'until 03:05', 'until 03:50'],
    [AUTUMN, 'until 02:05', 'until 02:50'],
  ])('lasts as long as it says while the clocks change', (now, quarter, hour) => {
    const notes = choices(microphone('a'), home({ morning: now + 5 * HOUR }), telling({ now }));
    expect(notes.slice(0, 2).map(({ note }) => note)).toEqual([quarter, hour]);
  });

  it('is in the user’s format', () => {
    const [first] = choices(microphone('a'), home(), telling({ time: '12' }));
    expect(first?.note.replace(/\s/g, ' ')).toBe('until 11:27 PM');
  });
});

describe('what may be chosen of a microphone that is muted', () => {
  it('is to let it listen for a while, or to have it stay muted', () => {
    expect(offered(paused('a'))).toEqual([
      {
        key: 'listen',
        group: 'main',
        label: 'Listen 15 min',
        note: 'Ends 23:27, or when a mute rule begins or ends',
        locked: null,
        call: action('unmute', { duration: { minutes: 15 } }),
      },
      {
        key: 'mute_until_resume',
        group: 'main',
        label: 'Stay muted until I resume',
        note: 'also past 07:00',
        locked: null,
        call: action('mute'),
      },
    ]);
  });

  it('is to power it on where its power is cut', () => {
    expect(one('listen', muted('a', { assurance: 'power_cut' }))?.label).toBe('Power on and listen 15 min');
  });

  it('is to drop the mute of a person', () => {
    const given = muted('a', { reasons: [MINE] });
    expect(keys(given)).toEqual(['resume_schedule', 'listen']);
    expect(one('resume_schedule', given)).toMatchObject({
      label: 'Resume schedule',
      note: 'Drops your mute. It can hear then.',
      call: action('resume_schedule'),
    });
  });

  it('is to have it stay where a person’s mute ends by itself', () => {
    const given = muted('a', { reasons: [{ ...MINE, until: NOW + 38 * MINUTE }, NIGHT] });
    expect(keys(given)).toEqual(['resume_schedule', 'listen', 'mute_until_resume']);
    expect(one('mute_until_resume', given)?.note).toBe('also past 07:00');
  });

  it('stays as no rule ends it where nothing does', () => {
    expect(one('mute_until_resume', muted('a', { reasons: [{ kind: 'default' }] }))?.note).toBe('no rule lifts it');
    const over = muted('a', { reasons: [{ ...NIGHT, until: NOW }] });
    expect(one('mute_until_resume', over)?.note).toBe('no rule lifts it');
  });

  it('is the same where it was muted at the device, where its slider has the last word', () => {
    const given = muted('a', { assurance: 'hardware', reasons: [{ kind: 'person', origin: 'device' }] });
    expect(keys(given)).toEqual(['resume_schedule', 'listen']);
    expect(one('resume_schedule', given)?.note).toBe('Drops the mute. It can hear then.');
  });
});

describe('what may be chosen while privacy mode is on', () => {
  const given = muted('a', { reasons: [PRIVACY, MINE, NIGHT], unmuteRefused: 'privacy_mode' });

  it('is first to end it', () => {
    expect(keys(given, withPrivacyMode())).toEqual(['end_privacy_mode', 'resume_schedule', 'listen']);
    expect(one('end_privacy_mode', given, withPrivacyMode())).toEqual({
      key: 'end_privacy_mode',
      group: 'main',
      label: 'End privacy mode',
      note: 'For the whole home.',
      locked: null,
      call: privacyModeCall(home(), false),
    });
  });

  it('is no way to unmute: each is there, locked, and says why', () => {
    for (const key of ['resume_schedule', 'listen'] as const) {
      expect(one(key, given, withPrivacyMode())).toMatchObject({ locked: 'privacy_mode', note: 'Privacy mode is on' });
      // The home tells of it, whatever a microphone still says.
      expect(one(key, { ...given, unmuteRefused: null }, withPrivacyMode())?.locked).toBe('privacy_mode');
    }
  });

  it('is to mute, which it does not hinder', () => {
    const ruled = muted('a', { reasons: [PRIVACY, NIGHT], unmuteRefused: 'privacy_mode' });
    expect(locks(ruled, withPrivacyMode())).toEqual({
      end_privacy_mode: null,
      listen: 'privacy_mode',
      mute_until_resume: null,
    });
  });

  it('is not to end it for whom that is refused, or who does not see it', () => {
    const refused = withPrivacyMode({ refused: 'no_right' });
    expect(one('end_privacy_mode', given, refused)).toMatchObject({
      locked: 'no_right',
      note: 'You have no right to control it',
    });
    expect(keys(given, withPrivacyMode({ entityId: null }))).toEqual(['resume_schedule', 'listen']);
  });

  it('is to end it, also of a microphone that nothing mutes', () => {
    const uncontrolled = microphone('a', { muteRefused: 'no_control', unmuteRefused: 'no_control' });
    expect(keys(uncontrolled, withPrivacyMode())).toEqual(['end_privacy_mode']);
    expect(keys(uncontrolled)).toEqual([]);
  });
});

describe('what may be chosen by whom little is allowed', () => {
  it('is nothing without the right to control it, and it says so', () => {
    const refused = { muteRefused: 'no_right', unmuteRefused: 'no_right' } as const;
    const all = [...offered(microphone('a', refused)), ...offered(muted('a', { ...refused, reasons: [MINE, NIGHT] }))];
    expect(all).toHaveLength(6);
    for (const { locked, note } of all) {
      expect([locked, note]).toEqual(['no_right', 'You have no right to control it']);
    }
  });

  it('is not to unmute in quiet time', () => {
    const given = muted('a', { unmuteRefused: 'quiet_time', reasons: [MINE, NIGHT] });
    expect(one('listen', given)).toMatchObject({
      locked: 'quiet_time',
      note: 'Not allowed while it is to be quiet',
    });
  });

  it('is to drop a mute of which quiet time leaves nothing unmuted', () => {
    const given = muted('a', { unmuteRefused: 'quiet_time', reasons: [MINE, NIGHT] });
    expect(one('resume_schedule', given)).toMatchObject({
      locked: null,
      note: 'Drops your mute. Night keeps it muted until 07:00.',
    });
  });

  it('cannot be done where Home Assistant has no entity for it', () => {
    expect(offered(microphone('a', { entities: {} })).map(({ call }) => call)).toEqual([null, null, null, null]);
  });
});

describe('what may be chosen where a mute does not hold', () => {
  const problem = { kind: 'mute_fails', since: NOW } as const;
  const failing = microphone('a', { decision: 'muted', reasons: [NIGHT], problem });

  it('is first to try again', () => {
    expect(keys(failing)).toEqual(['retry', 'listen', 'mute_until_resume']);
    expect(one('retry', failing)).toEqual({
      key: 'retry',
      group: 'main',
      label: 'Retry now',
      note: 'Applies the mute once more',
      locked: null,
      call: { kind: 'retry', microphoneId: 'a' },
    });
    expect(one('retry', { ...failing, muteRefused: 'no_right' })?.locked).toBe('no_right');
  });

  it('is not to try again what is wanted no more', () => {
    expect(keys({ ...failing, decision: 'live', reasons: [] })).toEqual(MUTES);
  });
});

describe('what still holds after the schedule is resumed', () => {
  const note = (...reasons: readonly Hold[]) => resumeNote(muted('a', { reasons }), telling());

  it('is a rule, until its end', () => {
    expect(note(MINE, NIGHT)).toBe('Drops your mute. Night keeps it muted until 07:00.');
    expect(note(MINE, { kind: 'rule', name: 'Away' })).toBe('Drops your mute. Away keeps it muted.');
  });

  it('is no mute where Home Assistant holds it back', () => {
    const of = (...reasons: readonly Hold[]) => resumeNote(paused('a', { reasons }), telling());
    expect(of(MINE, NIGHT)).toBe('Drops your mute. Night keeps it paused until 07:00.');
    expect(of(MINE, { kind: 'rule', name: 'Away' })).toBe('Drops your mute. Away keeps it paused.');
  });

  it('is what lasts longest', () => {
    const meeting: Hold = { kind: 'automation', name: 'Meeting', until: NOW + HOUR };
    expect(note(MINE, meeting, NIGHT)).toBe('Drops your mute. Night keeps it muted until 07:00.');
    expect(note(MINE, NIGHT, { kind: 'default' })).toBe('Drops your mute. It stays muted by default.');
    expect(note(PRIVACY, MINE, NIGHT)).toBe('Drops your mute. Privacy mode keeps it muted.');
  });

  it('is nothing where nobody else mutes it', () => {
    expect(note(MINE)).toBe('Drops your mute. It can hear then.');
    expect(note({ kind: 'person', origin: 'person' })).toBe('Drops the mute. It can hear then.');
  });
});
