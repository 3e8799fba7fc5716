import { en } from './en';
import type { Texts } from './localize';

export const fr: Texts = { ...en };
