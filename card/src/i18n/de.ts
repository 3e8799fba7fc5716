import { en } from './en';
import type { Texts } from './localize';

export const de: Texts = { ...en };
