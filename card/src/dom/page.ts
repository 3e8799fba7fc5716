import type { HomeAssistant } from '../api/hass';
import { storeOf, type Store } from '../api/store';
import { loadLocalizer, localizer } from '../i18n/localize';
import { clockOf } from '../model/clock';
import { untilNextTick } from '../model/ticks';
import type { Telling } from '../model/words';

const SECOND = 1000;

/** What a card gives to be told when it has to render anew. */
export interface Host {
  /** Something that is shown may have changed: render, also where the words are made with the same as before. */
  told(): void;
}

/**
 * A card's tie to the page: the store that all cards share, the user's language and clock, and the passing of time.
 * `hass` is set on every change of the home; only what is shown of it counts here.
 */
export class Page {
  #hass: HomeAssistant | undefined;
  #store: Store | undefined;
  #unsubscribe: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #connected = false;
  #telling: Telling | undefined;
  #locale: HomeAssistant['locale'] | undefined;
  /** Whether a tap waits for its read-back: time is looked at more often. */
  waiting: () => boolean = () => false;

  constructor(private readonly host: Host) {}

  get hass(): HomeAssistant | undefined {
    return this.#hass;
  }

  get store(): Store | undefined {
    return this.#store;
  }

  /** Take Home Assistant's object. */
  take(hass: HomeAssistant): void {
    const before = this.#hass;
    this.#hass = hass;
    const store = storeOf(hass);
    if (store !== this.#store) {
      this.#leave();
      this.#store = store;
      this.#join();
    }
    if (before?.language !== hass.language) {
      void loadLocalizer(hass.language).then(() => {
        this.host.told();
      });
    }
    if (before?.language !== hass.language || before.locale !== hass.locale) {
      this.host.told();
    }
  }

  connect(): void {
    this.#connected = true;
    this.#join();
  }

  disconnect(): void {
    this.#connected = false;
    this.#leave();
  }

  /**
   * Return what words are made with now; undefined before there is a `hass`. Time is told by the second, and within it this is the
   * same object: what has not changed is not rendered anew for every change beside it.
   */
  telling(): Telling | undefined {
    const hass = this.#hass;
    if (hass === undefined) {
      return undefined;
    }
    const texts = localizer(hass.language);
    const now = Math.floor(Date.now() / SECOND) * SECOND;
    const before = this.#telling;
    if (before?.now !== now || before.text !== texts.text || this.#locale !== hass.locale) {
      this.#telling = { ...texts, clock: clockOf(hass), now };
      this.#locale = hass.locale;
    }
    return this.#telling;
  }

  get direction(): 'ltr' | 'rtl' {
    return localizer(this.#hass?.language ?? 'en').direction;
  }

  #join(): void {
    if (this.#connected && this.#store !== undefined && this.#unsubscribe === undefined) {
      this.#unsubscribe = this.#store.subscribe(this.#told);
      this.#told();
    }
  }

  #leave(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    clearTimeout(this.#timer);
  }

  readonly #told = (): void => {
    clearTimeout(this.#timer);
    const wait = untilNextTick(this.#store?.snapshot ?? null, Date.now(), this.waiting());
    this.#timer = setTimeout(this.#told, wait);
    this.host.told();
  };
}
