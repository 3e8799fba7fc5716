import type { Hours } from '../model/config';
import type { Binned, Column } from './bins';
import type { Drawn, Piece, Shape, Stretch } from './spans';

/** A strip as the data of few paths, whatever there is in it. Its height is 20 pixels. */
export interface Paths {
  readonly past: Readonly<Record<Shape, string>>;
  readonly coming: Readonly<Record<Shape, string>>;
  /** The edges of what can hear: a line above and one below. */
  readonly pastEdges: string;
  readonly comingEdges: string;
  readonly heard: string;
  readonly violations: string;
  readonly teeth: string;
  readonly rings: string;
  readonly whileMuted: string;
}

const TOOTH: Readonly<Record<Hours, number>> = { 24: 3, 168: 2 };
const RING: Readonly<Record<Hours, number>> = { 24: 3, 168: 2.25 };

/** Return the paths of what is drawn. */
export function pathsOf(
  { past, coming, heard, violations }: Drawn,
  { columns, whileMuted }: Binned,
  hours: Hours,
): Paths {
  return {
    past: byShape(past),
    coming: byShape(coming),
    pastEdges: edges(past),
    comingEdges: edges(coming),
    heard: heard.map(({ from, to }) => box(from, 0, to, 20)).join(''),
    violations: violations.map(({ from, to }) => box(from + 0.75, 0.75, to - 0.75, 19.25)).join(''),
    teeth: columns
      .filter(({ misfires }) => !misfires)
      .map(({ x }) => box(x - TOOTH[hours] / 2, 0, x + TOOTH[hours] / 2, 20))
      .join(''),
    rings: columns
      .filter(({ misfires }) => misfires)
      .map(({ x }) => circle(x, RING[hours]))
      .join(''),
    whileMuted: whileMuted.map(tick).join(''),
  };
}

function byShape(pieces: readonly Piece[]): Record<Shape, string> {
  const all = (shape: Shape, draw: (piece: Stretch) => string) =>
    pieces
      .filter((piece) => piece.shape === shape)
      .map(draw)
      .join('');
  return {
    muted: all('muted', ({ from, to }) => bar(from, 8, to, 12)),
    paused: all('paused', ({ from, to }) => bar(from + 0.75, 7.75, to - 0.75, 12.25)),
    may: all('may', ({ from, to }) => box(from + 0.75, 4.75, to - 0.75, 15.25)),
    can: all('can', ({ from, to }) => box(from, 4, to, 16)),
  };
}

function edges(pieces: readonly Piece[]): string {
  return pieces
    .filter(({ shape }) => shape === 'can')
    .map(({ from, to }) => `M${n(from)} 4.75H${n(to)}M${n(from)} 15.25H${n(to)}`)
    .join('');
}

function box(left: number, top: number, right: number, bottom: number): string {
  return `M${n(left)} ${n(top)}H${n(Math.max(left, right))}V${n(bottom)}H${n(left)}Z`;
}

/** A bar with round ends, as far as it is long enough for them. */
function bar(left: number, top: number, right: number, bottom: number): string {
  const end = Math.max(left, right);
  const r = Math.min(2, (bottom - top) / 2, (end - left) / 2);
  const corner = (x: number, y: number) => `a${n(r)} ${n(r)} 0 0 1 ${n(x)} ${n(y)}`;
  return (
    `M${n(left + r)} ${n(top)}H${n(end - r)}${corner(r, r)}V${n(bottom - r)}${corner(-r, r)}` +
    `H${n(left + r)}${corner(-r, -r)}V${n(top + r)}${corner(r, -r)}Z`
  );
}

function circle(x: number, r: number): string {
  return `M${n(x - r)} 10a${n(r)} ${n(r)} 0 1 1 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 1 ${n(-2 * r)} 0Z`;
}

/** A tick with a triangle on top, above the strip. */
function tick({ x }: Column): string {
  return `${box(x - 1.5, 0, x + 1.5, 20)}M${n(x - 4)} -6h8l-4 6z`;
}

function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}
