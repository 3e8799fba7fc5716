import type { Localizer } from '../i18n/localize';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** A duration where there is little room, in the units that the other texts have: “7 s”, “5 min”, “1 h 5 min”. */
export function shortly(length: number, text: Localizer['text']): string {
  const seconds = Math.max(0, Math.floor(length / 1000));
  if (seconds < MINUTE) {
    return text('unit.seconds', { number: seconds });
  }
  const [hours, minutes] = [Math.floor(seconds / HOUR), Math.floor((seconds % HOUR) / MINUTE)];
  const parts = [
    ...(hours > 0 ? [text('unit.hours', { number: hours })] : []),
    ...(minutes > 0 ? [text('unit.minutes', { number: minutes })] : []),
  ];
  return parts.join(' ');
}
