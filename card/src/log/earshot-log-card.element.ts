import { LazyCard } from '../dom/lazy-card';
import { logForm } from '../editor/forms';
import { logSize, parseLogConfig } from './config';

/** `custom:earshot-log-card`: what was heard, by day, and what was likely not meant. */
export class EarshotLogCard extends LazyCard {
  static getConfigForm = logForm;
  static getStubConfig = (): Record<string, unknown> => ({});

  protected override readonly tag = 'earshot-log';
  #size = 12;

  getCardSize(): number {
    return this.#size;
  }

  protected override check(config: unknown): void {
    this.#size = logSize(parseLogConfig(config));
  }

  protected override async load(): Promise<void> {
    await import('./log-elements');
  }
}
