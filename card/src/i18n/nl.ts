import { en } from './en';
import type { Texts } from './localize';

export const nl: Texts = { ...en };
