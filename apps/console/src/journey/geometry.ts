import type { Cell } from './layout';

/** Pixels, the same as in board.module.css. */
export const GUTTER = 72;
export const CARD = 54;
export const PITCH = 66;
const MARGIN = 6;
const ROUND = 9;

/** From a card to what it caused: down beside the cards of its own lane, then across to the other's edge. */
export function pathOf(from: Cell, to: Cell, laneWidth: number): string {
  const left = (cell: Cell) => GUTTER + cell.lane * laneWidth + MARGIN;
  const right = (cell: Cell) => left(cell) + laneWidth - 2 * MARGIN;
  const start = from.row * PITCH + CARD;
  const middle = to.row * PITCH + CARD / 2;
  if (from.lane === to.lane) return `M${left(from) + 19} ${start}V${to.row * PITCH - 2}`;
  const rightwards = to.lane > from.lane;
  const x = rightwards ? left(from) + 34 : right(from) - 34;
  const end = rightwards ? left(to) - 2 : right(to) + 2;
  const turn = rightwards ? ROUND : -ROUND;
  return `M${x} ${start}V${middle - ROUND}q0 ${ROUND} ${turn} ${ROUND}H${end}`;
}
