import { codeOf } from '../api/errors';
import { asMessage, EVERYTHING, sameQuestion, type Question } from './filters';
import { astray, begin, changed, goesOn, newer, older, type Run } from './pages';
import { parseCorrected, parsePage, type Entry, type Page } from './parse';

interface Message {
  type: string;
  [key: string]: unknown;
}
type Ask = (message: Message) => Promise<unknown>;
export type State = 'idle' | 'loading' | 'ready' | 'failed' | 'forbidden';

const PAGE = 100;
const NOTHING: Run = { entries: [], cursor: null, end: null };

/** The log as it is read on: one question at a time, page by page, and what is new at its top. */
export class Feed {
  #question: Question = EVERYTHING;
  #run: Run = NOTHING;
  #state: State = 'idle';
  #below: 'idle' | 'loading' | 'failed' = 'idle';
  /** Counts questions: an answer to an earlier one is not heard. */
  #turn = 0;
  /** Counts corrections: a picture of the top from before one is not put over it. */
  #corrections = 0;
  #stale = false;
  #refreshing = false;

  /** `told` is called after every change. */
  constructor(
    private readonly ask: Ask,
    private readonly told: () => void,
  ) {}

  get question(): Question {
    return this.#question;
  }

  get entries(): readonly Entry[] {
    return this.#run.entries;
  }

  get state(): State {
    return this.#state;
  }

  /** Whether a page further down is on its way, or did not come. */
  get below(): 'idle' | 'loading' | 'failed' {
    return this.#below;
  }

  /** Whether the server has more. */
  get more(): boolean {
    return goesOn(this.#run);
  }

  /** Ask something else; what was shown stays until the answer is there. */
  async pose(question: Question): Promise<void> {
    if (this.#state === 'idle' || this.#state === 'failed' || !sameQuestion(question, this.#question)) {
      this.#question = question;
      await this.reload();
    }
  }

  /** Ask the same from the start. */
  async reload(): Promise<void> {
    const turn = ++this.#turn;
    this.#state = 'loading';
    this.#below = 'idle';
    this.#stale = false;
    this.told();
    let [run, state]: [Run, State] = [NOTHING, 'ready'];
    try {
      run = begin(await this.#page(this.#question));
    } catch (error) {
      state = codeOf(error) === 'unauthorized' ? 'forbidden' : 'failed';
    }
    if (turn !== this.#turn) {
      return;
    }
    [this.#run, this.#state] = [run, state];
    this.told();
    await this.#catchUp();
  }

  /** Load the page below; nothing where there is none, or where it is on its way. */
  async older(): Promise<void> {
    if (this.#state !== 'ready' || this.#below === 'loading' || !this.more) {
      return;
    }
    const { cursor, end } = this.#run;
    const turn = this.#turn;
    this.#below = 'loading';
    this.told();
    try {
      const question = end === null ? this.#question : { ...this.#question, before: end };
      const page = await this.#page(question, cursor);
      if (turn !== this.#turn) {
        return;
      }
      this.#below = 'idle';
      // The run may have begun anew in the meantime: the page does not follow it then.
      if (this.#run.cursor === cursor && this.#run.end === end) {
        this.#run = older(this.#run, page);
      }
    } catch (error) {
      if (turn !== this.#turn) {
        return;
      }
      this.#below = 'failed';
      if (codeOf(error) === 'service_validation_error' && cursor !== null) {
        // Earshot began anew, and its cursors with it.
        this.#below = 'idle';
        this.#run = astray(this.#run);
        await this.older();
        return;
      }
    }
    this.told();
  }

  /** Look at the top again: something has ended. However many call while that is on its way, it is asked once more. */
  async refresh(): Promise<void> {
    if (this.#question.before !== null) {
      return;
    }
    this.#stale = true;
    await this.#catchUp();
  }

  async #catchUp(): Promise<void> {
    if (this.#state !== 'ready' || this.#refreshing) {
      return;
    }
    this.#refreshing = true;
    while (this.#stale) {
      this.#stale = false;
      await this.#top();
    }
    this.#refreshing = false;
  }

  /** Say whether an activation was a misfire. Rejects where that could not be kept. */
  async correct(id: number, misfire: boolean): Promise<void> {
    const turn = this.#turn;
    const entry = parseCorrected(await this.ask({ type: 'earshot/correct', activation_id: id, misfire }));
    this.#corrections += 1;
    if (entry !== null && turn === this.#turn) {
      this.#run = changed(this.#run, entry);
      this.told();
    }
  }

  async #top(): Promise<void> {
    const [turn, corrections] = [this.#turn, this.#corrections];
    try {
      const page = await this.#page(this.#question);
      if (turn !== this.#turn) {
        return;
      }
      if (corrections === this.#corrections) {
        this.#run = newer(this.#run, page);
        this.told();
      } else {
        this.#stale = true;
      }
    } catch {
      // What is shown is still true; the next that ends asks again.
    }
  }

  async #page(question: Question, cursor: string | null = null): Promise<Page> {
    const message = { ...asMessage(question), limit: PAGE, ...(cursor === null ? {} : { cursor }) };
    return parsePage(await this.ask(message));
  }
}
