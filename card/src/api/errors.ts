import { record } from './parse';

/** Return the code of an error that Home Assistant answers; empty where there is none. */
export function codeOf(error: unknown): string {
  const { code } = record(error);
  return typeof code === 'string' || typeof code === 'number' ? String(code) : '';
}
