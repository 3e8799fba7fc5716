import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { changed, parseMessage, pictured } from '../../src/api/parse';
import { STATUSES } from '../../src/api/types';
import { full, snapshotOf, wireHome, wireMicrophone, wireRule } from './making';

describe('a picture', () => {
  it('has the microphones in their order', () => {
    const { order, microphones } = snapshotOf(full([wireMicrophone('b'), wireMicrophone('a')]));
    expect(order).toEqual(['b', 'a']);
    expect([...microphones.keys()]).toEqual(['b', 'a']);
  });

  it('has each once, as it is told last', () => {
    const { order, microphones } = snapshotOf(full([wireMicrophone('a'), wireMicrophone('a', { status: 'muted' })]));
    expect(order).toEqual(['a']);
    expect(microphones.get('a')?.status).toBe('muted');
  });

  it('is none without a home', () => {
    expect(pictured(parseMessage({ ...full(), home: null }))).toBeNull();
  });

  it('changes in what is told, and in nothing else', () => {
    const before = snapshotOf(
      full([wireMicrophone('a'), wireMicrophone('b')], { rules: [wireRule('x'), wireRule('y')] }),
    );
    const message = {
      microphones: [wireMicrophone('b', { status: 'muted' })],
      rules: [wireRule('y', { active: true })],
    };
    const after = changed(before, parseMessage(message));
    expect(after.microphones.get('b')?.status).toBe('muted');
    expect(after.microphones.get('a')).toBe(before.microphones.get('a'));
    expect(after.rules.map(({ active }) => active)).toEqual([false, true]);
    expect(after.rules[0]).toBe(before.rules[0]);
    expect(after.home).toBe(before.home);
    expect(after.order).toBe(before.order);
    expect(before.microphones.get('b')?.status).toBe('armed');
  });

  it('keeps its microphones where only the home is told', () => {
    const before = snapshotOf(full());
    const after = changed(before, parseMessage({ home: wireHome({ can_hear: 5 }) }));
    expect(after.home.canHear).toBe(5);
    expect(after.microphones).toBe(before.microphones);
  });

  it('gets no microphone and no rule from a change: only a whole message adds', () => {
    const before = snapshotOf(full());
    const after = changed(before, parseMessage({ microphones: [wireMicrophone('new')], rules: [wireRule('new')] }));
    expect([...after.microphones.keys()]).toEqual(['kitchen']);
    expect(after.rules.map(({ id }) => id)).toEqual(['night']);
  });

  it('comes to the same by changes as whole', () => {
    const ids = ['a', 'b', 'c'];
    const statuses = fc.array(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...STATUSES)), { maxLength: 12 });
    fc.assert(
      fc.property(statuses, (all) => {
        const last = new Map(ids.map((id) => [id, 'armed']));
        let snapshot = snapshotOf(full(ids.map((id) => wireMicrophone(id))));
        for (const [id, status] of all) {
          last.set(id, status);
          snapshot = changed(snapshot, parseMessage({ microphones: [wireMicrophone(id, { status })] }));
        }
        expect(snapshot).toEqual(snapshotOf(full([...last].map(([id, status]) => wireMicrophone(id, { status })))));
      }),
    );
  });
});
