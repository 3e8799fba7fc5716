import type { Microphone, Snapshot } from '../api/types';

/** A read-back that takes longer is not waited for with a button that turns. */
const PATIENCE = 10_000;

interface Waiting {
  readonly since: number;
  readonly was: string;
}

/** Which microphones were asked for something that has not read back yet. Nothing else is shown of a tap before. */
export class Pending {
  readonly #waiting = new Map<string, Waiting>();

  /** Wait for a microphone. */
  begin(microphone: Microphone, now: number): void {
    this.#waiting.set(microphone.id, { since: now, was: shown(microphone) });
  }

  /** Wait no more: it failed. */
  end(microphoneId: string): void {
    this.#waiting.delete(microphoneId);
  }

  has(microphoneId: string): boolean {
    return this.#waiting.has(microphoneId);
  }

  get any(): boolean {
    return this.#waiting.size > 0;
  }

  /** Wait no more for those that read back, or are gone, or let one wait for too long. */
  settle(snapshot: Snapshot | null, now: number): void {
    for (const [id, { since, was }] of this.#waiting) {
      const microphone = snapshot?.microphones.get(id);
      const done = microphone === undefined || (!turns(microphone) && shown(microphone) !== was);
      if (done || now - since >= PATIENCE) {
        this.#waiting.delete(id);
      }
    }
  }
}

/** Whether what is decided has yet to read back, in either direction. */
function turns({ status, decision }: Microphone): boolean {
  return status === 'muting' || (decision === 'live' && (status === 'muted' || status === 'paused'));
}

function shown({ status, reasons, overrideUntil, problem }: Microphone): string {
  return JSON.stringify([status, reasons, overrideUntil, problem]);
}
