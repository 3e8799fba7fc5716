import { codeOf } from './errors';
import { GrowingTimeline } from './growing';
import type { HassConnection } from './hass';
import { parseTimeline } from './parse';
import type { Mark, Microphone, Snapshot, Timeline } from './types';

export type Hours = 24 | 168;

/** A timeline, or why there is none. `null` and no reason: it is being loaded. */
export interface Past {
  readonly timeline: Timeline | null;
  readonly refused: 'no_right' | 'failed' | null;
}

const HOUR = 3_600_000;
/** What was corrected or erased is looked at again this often; for so long what comes is known beyond what is shown. */
const STALE = 300_000;
const RETRY = 30_000;
const AHEAD: Readonly<Record<Hours, number>> = { 24: 8 * HOUR, 168: 24 * HOUR };

type Change = (timeline: GrowingTimeline) => void;

/** The timeline of one span: loaded, kept up to date with what is told, and loaded anew as time goes on. */
export class History {
  #timeline: GrowingTimeline | null = null;
  #refused: Past['refused'] = null;
  #loading = false;
  /** What was told since an answer was asked for: it may not know of it. */
  #missed: Change[] = [];
  /** Counts what an answer must not be older than. */
  #turn = 0;
  #due = 0;
  #foreseen = true;

  constructor(
    private readonly hours: Hours,
    private readonly socket: Pick<HassConnection, 'sendMessagePromise'>,
    private readonly told: () => void,
  ) {}

  get past(): Past {
    return { timeline: this.#timeline, refused: this.#refused };
  }

  /** Load what is due. */
  look(snapshot: Snapshot, now: number): void {
    if (this.#loading) {
      return;
    }
    if (now >= this.#due) {
      void this.#load(snapshot, now);
    } else if (!this.#foreseen && this.#timeline !== null) {
      void this.#foresee(this.#timeline, now);
    }
  }

  turn(microphones: readonly Microphone[], now: number): void {
    this.#change((timeline) => {
      for (const each of microphones) {
        timeline.turn(each, now);
      }
    });
  }

  add(marks: readonly Mark[]): void {
    this.#change((timeline) => {
      for (const each of marks) {
        timeline.add(each);
      }
    });
  }

  /** What comes is not what it was. */
  doubt(): void {
    this.#foreseen = false;
  }

  /** Take no answer any more to what was asked before; what is shown stays until the next. */
  renew(): void {
    this.#turn += 1;
    this.#loading = false;
    this.#due = 0;
  }

  /** Nothing is told any more: nobody knows how it goes on. */
  close(now: number): void {
    this.renew();
    this.#timeline?.close(now);
  }

  #change(change: Change): void {
    if (this.#timeline !== null) {
      change(this.#timeline);
    }
    if (this.#loading) {
      this.#missed.push(change);
    }
  }

  async #load(snapshot: Snapshot, now: number): Promise<void> {
    await this.#ask(now - this.hours * HOUR, now, {
      answered: (answer) => {
        const timeline = new GrowingTimeline(answer);
        for (const each of snapshot.microphones.values()) {
          timeline.turn(each, now);
        }
        for (const change of this.#missed) {
          change(timeline);
        }
        [this.#timeline, this.#refused, this.#due] = [timeline, null, now + STALE];
      },
      failed: (code) => {
        if (code === 'unauthorized') {
          [this.#timeline, this.#refused, this.#due] = [null, 'no_right', now + STALE];
        } else {
          // What is shown is kept up to date without it.
          this.#refused = this.#timeline === null ? 'failed' : null;
          this.#due = now + RETRY;
        }
      },
    });
  }

  /** Load only what comes: a span that has not begun costs nothing of the log. */
  async #foresee(timeline: GrowingTimeline, now: number): Promise<void> {
    await this.#ask(now, now, {
      answered: (answer) => {
        timeline.foresee(answer);
      },
      failed: () => {
        this.#due = Math.min(this.#due, now + RETRY);
      },
    });
  }

  async #ask(
    start: number,
    now: number,
    { answered, failed }: { answered: (answer: Timeline) => void; failed: (code: string) => void },
  ): Promise<void> {
    this.#loading = this.#foreseen = true;
    this.#missed = [];
    const turn = (this.#turn += 1);
    let then: () => void;
    try {
      const answer = await this.socket.sendMessagePromise<unknown>({
        type: 'earshot/timeline',
        start: new Date(start).toISOString(),
        end: new Date(now + AHEAD[this.hours] + STALE).toISOString(),
        marks: true,
      });
      then = () => {
        answered(parseTimeline(answer));
      };
    } catch (error) {
      then = () => {
        failed(codeOf(error));
      };
    }
    if (turn === this.#turn) {
      then();
      this.#loading = false;
      this.told();
    }
  }
}
