import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';

import { Feed } from '../../src/log/feed';
import { EVERYTHING } from '../../src/log/filters';
import { NOW, SECOND, wire } from './making';

interface Asked {
  readonly message: Readonly<Record<string, unknown>>;
  answer(value: unknown): Promise<void>;
  refuse(code?: string): Promise<void>;
}

/** A server whose answers wait until the test gives them. */
function server() {
  const asked: Asked[] = [];
  let told = 0;
  const feed = new Feed(
    (message) =>
      new Promise((resolve, reject) => {
        asked.push({
          message,
          answer: async (value) => {
            resolve(value);
            await settle();
          },
          refuse: async (code = 'home_assistant_error') => {
            // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as Home Assistant's connection does
            reject({ code });
            await settle();
          },
        });
      }),
    () => {
      told += 1;
    },
  );
  const last = (): Asked => {
    const [one] = asked.slice(-1);
    if (one === undefined) {
      throw new Error('Nothing was asked');
    }
    return one;
  };
  return { feed, asked, last, ids: () => feed.entries.map(({ id }) => id), told: () => told };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));
const answer = (ids: readonly number[], cursor: string | null = null) => ({
  activations: ids.map((id) => wire(id, NOW + id * SECOND)),
  cursor,
});

describe('the log as it is read', () => {
  let given: ReturnType<typeof server>;
  beforeEach(() => {
    given = server();
  });

  async function ready(ids: readonly number[], cursor: string | null = null) {
    void given.feed.pose(EVERYTHING);
    await given.last().answer(answer(ids, cursor));
    return given;
  }

  it('is asked for page by page', async () => {
    const { feed, last, ids } = given;
    expect(feed.state).toBe('idle');
    void feed.pose(EVERYTHING);
    expect(feed.state).toBe('loading');
    expect(last().message).toEqual({ type: 'earshot/activations', limit: 100 });
    await last().answer(answer([3, 2], 'more'));
    expect(feed.state).toBe('ready');
    expect(feed.more).toBe(true);
    void feed.older();
    expect(feed.below).toBe('loading');
    expect(last().message).toMatchObject({ limit: 100, cursor: 'more' });
    await last().answer(answer([1]));
    expect(ids()).toEqual([3, 2, 1]);
    expect(feed.below).toBe('idle');
    expect(feed.more).toBe(false);
  });

  it('tells of every change', async () => {
    const { feed, told } = await ready([2], 'more');
    expect(told()).toBe(2);
    void feed.older();
    expect(told()).toBe(3);
    await given.last().answer(answer([1]));
    expect(told()).toBe(4);
  });

  it('is not asked the same twice', async () => {
    const { feed, asked } = await ready([1]);
    await feed.pose({ ...EVERYTHING, text: ' ' });
    expect(asked).toHaveLength(1);
  });

  it('stays as it was until another question is answered', async () => {
    const { feed, last, ids } = await ready([2, 1]);
    void feed.pose({ ...EVERYTHING, text: 'lights' });
    expect(feed.question.text).toBe('lights');
    expect(ids()).toEqual([2, 1]);
    await last().answer(answer([2]));
    expect(ids()).toEqual([2]);
  });

  it('hears no answer to an earlier question', async () => {
    const { feed, asked, ids } = await ready([2, 1]);
    void feed.pose({ ...EVERYTHING, text: 'a' });
    void feed.pose({ ...EVERYTHING, text: 'b' });
    await asked[2]?.answer(answer([2]));
    await asked[1]?.answer(answer([1]));
    expect(ids()).toEqual([2]);
    expect(feed.state).toBe('ready');
  });

  it('says that it may not be read, or cannot be now', async () => {
    const { feed, last } = given;
    void feed.pose(EVERYTHING);
    await last().refuse('unauthorized');
    expect(feed.state).toBe('forbidden');
    void feed.pose({ ...EVERYTHING, text: 'a' });
    await last().refuse();
    expect(feed.state).toBe('failed');
    // The same question is asked again where it failed.
    void feed.pose({ ...EVERYTHING, text: 'a' });
    await last().answer(answer([1]));
    expect(feed.state).toBe('ready');
  });

  it('asks for one page below at a time, and for none where there is none', async () => {
    const { feed, asked, last } = await ready([2], 'more');
    void feed.older();
    void feed.older();
    expect(asked).toHaveLength(2);
    await last().answer(answer([1]));
    await feed.older();
    expect(asked).toHaveLength(2);
  });

  it('asks for nothing below while it is not there', async () => {
    const { feed, asked } = given;
    await feed.older();
    expect(asked).toHaveLength(0);
    await feed.refresh();
    expect(asked).toHaveLength(0);
  });

  it('says that what is below did not come, and tries again when it is asked', async () => {
    const { feed, last, ids } = await ready([2], 'more');
    void feed.older();
    await last().refuse();
    expect(feed.below).toBe('failed');
    void feed.older();
    await last().answer(answer([1]));
    expect(feed.below).toBe('idle');
    expect(ids()).toEqual([2, 1]);
  });

  it('drops a page below of a question that is not asked any more', async () => {
    const { feed, asked, ids } = await ready([2], 'more');
    void feed.older();
    void feed.pose({ ...EVERYTHING, text: 'a' });
    await asked[2]?.answer(answer([5], 'other'));
    await asked[1]?.answer(answer([1]));
    expect(ids()).toEqual([5]);
    expect(feed.below).toBe('idle');
    expect(feed.more).toBe(true);
    void feed.older();
    void feed.pose({ ...EVERYTHING, text: 'b' });
    await asked[4]?.answer(answer([7]));
    await asked[3]?.refuse();
    expect(feed.below).toBe('idle');
    expect(ids()).toEqual([7]);
  });

  it('goes on from the last instant where the server began anew and forgot its cursors', async () => {
    const { feed, last, ids } = await ready([3, 2], 'forgotten');
    void feed.older();
    await last().refuse('service_validation_error');
    expect(last().message).toEqual({
      type: 'earshot/activations',
      limit: 100,
      end: new Date(NOW + 2 * SECOND + 1).toISOString(),
    });
    await last().answer(answer([2, 1], 'new'));
    expect(ids()).toEqual([3, 2, 1]);
    void feed.older();
    expect(last().message).toMatchObject({ cursor: 'new', end: new Date(NOW + 2 * SECOND + 1).toISOString() });
    await last().answer(answer([0]));
    expect(ids()).toEqual([3, 2, 1, 0]);
    expect(feed.more).toBe(false);
  });

  it('does not go on for ever where the server refuses that as well', async () => {
    const { feed, asked, last } = await ready([3, 2], 'forgotten');
    void feed.older();
    await last().refuse('service_validation_error');
    await last().refuse('service_validation_error');
    expect(asked).toHaveLength(3);
    expect(feed.below).toBe('failed');
  });

  it('looks at its top again when something has ended', async () => {
    const { feed, last, ids } = await ready([2, 1]);
    void feed.refresh();
    await last().answer(answer([3, 2, 1]));
    expect(ids()).toEqual([3, 2, 1]);
  });

  it('looks once more, however much ends while it looks', async () => {
    const { feed, asked, last, ids } = await ready([1]);
    void feed.refresh();
    void feed.refresh();
    void feed.refresh();
    expect(asked).toHaveLength(2);
    await last().answer(answer([2, 1]));
    expect(asked).toHaveLength(3);
    await last().answer(answer([3, 2, 1]));
    expect(asked).toHaveLength(3);
    expect(ids()).toEqual([3, 2, 1]);
  });

  it('looks again after a question during which something ended', async () => {
    const { feed, asked, last } = given;
    void feed.pose(EVERYTHING);
    await feed.refresh();
    expect(asked).toHaveLength(1);
    await last().answer(answer([1]));
    expect(asked).toHaveLength(2);
  });

  it('does not look for what is new where only what was before is asked for', async () => {
    const { feed, asked, last } = given;
    void feed.pose({ ...EVERYTHING, before: NOW });
    await last().answer(answer([1]));
    await feed.refresh();
    expect(asked).toHaveLength(1);
  });

  it('keeps what it has where its top cannot be read, and looks again with the next', async () => {
    const { feed, last, ids } = await ready([1]);
    void feed.refresh();
    await last().refuse();
    expect(feed.state).toBe('ready');
    expect(ids()).toEqual([1]);
    void feed.refresh();
    await last().answer(answer([2, 1]));
    expect(ids()).toEqual([2, 1]);
  });

  it('drops a top of a question that is not asked any more', async () => {
    const { feed, asked, ids } = await ready([1]);
    void feed.refresh();
    void feed.pose({ ...EVERYTHING, text: 'a' });
    await asked[2]?.answer(answer([5]));
    await asked[1]?.answer(answer([2, 1]));
    expect(ids()).toEqual([5]);
  });

  it('drops a page below that does not follow any more', async () => {
    const { feed, asked, ids } = await ready([3, 2], 'more');
    void feed.older();
    void feed.refresh();
    await asked[2]?.answer(answer([9, 8], 'new'));
    await asked[1]?.answer(answer([1]));
    expect(ids()).toEqual([9, 8]);
    expect(feed.below).toBe('idle');
  });

  it('keeps what a person says of an entry', async () => {
    const { feed, last } = await ready([2, 1]);
    void feed.correct(1, true);
    expect(last().message).toEqual({ type: 'earshot/correct', activation_id: 1, misfire: true });
    await last().answer({ activation: wire(1, NOW + SECOND, { misfire: true, misfire_reason: 'person' }) });
    expect(feed.entries.map(({ misfire }) => misfire)).toEqual([false, true]);
  });

  it('rejects what could not be kept', async () => {
    const { feed, last } = await ready([1]);
    const done = expect(feed.correct(1, true)).rejects.toEqual({ code: 'unauthorized' });
    await last().refuse('unauthorized');
    await done;
  });

  it('does not put a picture from before a correction over it', async () => {
    const { feed, asked } = await ready([1]);
    void feed.refresh();
    void feed.correct(1, true);
    await asked[2]?.answer({ activation: wire(1, NOW + SECOND, { misfire: true }) });
    await asked[1]?.answer(answer([1]));
    expect(feed.entries[0]?.misfire).toBe(true);
    expect(asked).toHaveLength(4);
  });

  it('does not put a correction into another question', async () => {
    const { feed, asked, ids } = await ready([1]);
    void feed.correct(1, true);
    void feed.pose({ ...EVERYTHING, text: 'a' });
    await asked[2]?.answer(answer([1]));
    await asked[1]?.answer({ activation: wire(1, NOW + SECOND, { misfire: true }) });
    expect(ids()).toEqual([1]);
    expect(feed.entries[0]?.misfire).toBe(false);
  });

  it('stays as it is where an answer to a correction is not understood', async () => {
    const { feed, last, ids } = await ready([1]);
    void feed.correct(1, true);
    await last().answer({});
    expect(ids()).toEqual([1]);
  });

  it('shows the whole log in its order, whatever ends, is asked and is answered when', async () => {
    const steps = fc.array(fc.constantFrom('end', 'end', 'older', 'refresh', 'correct', 'forget'), { maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.nat(350), steps, async (schedule, count, all) => {
        let log = Array.from({ length: count }, (_, index) => count - index);
        let epoch = 0;
        const ask = async (message: Readonly<Record<string, unknown>>): Promise<unknown> => {
          if (message.type === 'earshot/correct') {
            return Promise.resolve({ activation: wire(Number(message.activation_id), 0) });
          }
          const [known = '', after = ''] = typeof message.cursor === 'string' ? message.cursor.split(':') : [];
          if (typeof message.cursor === 'string' && known !== String(epoch)) {
            // eslint-disable-next-line @typescript-eslint/only-throw-error -- as Home Assistant's connection does
            throw { code: 'service_validation_error' };
          }
          const end = typeof message.end === 'string' ? Date.parse(message.end) : Infinity;
          const rest = log.filter((id) => (after === '' || id < Number(after)) && NOW + id * SECOND < end);
          const some = rest.slice(0, 100);
          return Promise.resolve(answer(some, rest.length > 100 ? `${epoch}:${some.at(-1)}` : null));
        };
        const feed = new Feed(schedule.scheduleFunction(ask), () => undefined);
        const running: Promise<void>[] = [feed.pose(EVERYTHING)];
        const { task } = schedule.scheduleSequence(
          all.map((step) => () => {
            if (step === 'end') {
              log = [(log[0] ?? 0) + 1, ...log];
              running.push(feed.refresh());
            } else if (step === 'forget') {
              epoch += 1;
            } else if (step === 'correct') {
              running.push(feed.correct(log[0] ?? 0, true));
            } else {
              running.push(feed[step]());
            }
            const ids = feed.entries.map(({ id }) => id);
            expect(new Set(ids).size).toBe(ids.length);
            expect(ids).toEqual(log.slice(log.indexOf(ids[0] ?? -1)).slice(0, ids.length));
            return Promise.resolve();
          }),
        );
        await schedule.waitFor(task);
        await schedule.waitFor(Promise.all(running));
        for (let turns = 0; feed.more && turns < 20; turns += 1) {
          await schedule.waitFor(feed.older());
        }
        expect(feed.entries.map(({ id }) => id)).toEqual(log);
      }),
      { numRuns: 60 },
    );
  });
});
