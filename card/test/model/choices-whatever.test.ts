import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Home, Microphone, Refusal } from '../../src/api/types';
import { choices, type Choice } from '../../src/model/choices';
import { anyMicrophone, home, telling } from './making';

describe('whatever is known of a microphone', () => {
  const anyHome = fc
    .record({
      on: fc.boolean(),
      entityId: fc.option(fc.constant('switch.privacy')),
      refused: fc.option(fc.constant<Refusal>('no_right')),
    })
    .map((privacyMode) => home({ privacyMode }));
  const always = (check: (all: readonly Choice[], given: Microphone, at: Home) => void) => {
    fc.assert(
      fc.property(anyMicrophone, anyHome, (given, at) => {
        check(choices(given, at, telling()), given, at);
      }),
    );
  };

  it('nothing is offered twice', () => {
    always((all) => {
      expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
    });
  });

  it('nothing locked is offered without its reason', () => {
    always((all) => {
      for (const { locked, note } of all) {
        if (locked !== null) {
          expect(note).toBe(telling().text(`refused.${locked}`));
        }
      }
    });
  });

  it('nobody unmutes who may not', () => {
    always((all, { unmuteRefused }, { privacyMode }) => {
      const free = all.some(({ key, locked }) => key === 'listen' && locked === null);
      expect(free && (unmuteRefused !== null || privacyMode.on)).toBe(false);
    });
  });

  it('whoever may mute can, and nobody else', () => {
    always((all, { muteRefused }) => {
      for (const { key, locked } of all) {
        if (key === 'retry' || key.startsWith('mute_')) {
          expect(locked).toBe(muteRefused);
        }
      }
    });
  });

  it('to try again asks for nothing but that', () => {
    always((all, { id, decision }) => {
      const retry = all.find(({ key }) => key === 'retry');
      if (retry !== undefined) {
        expect(retry.call).toEqual({ kind: 'retry', microphoneId: id });
        expect(decision).toBe('muted');
      }
    });
  });
});
