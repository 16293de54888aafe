import type { ReactElement } from 'react';
import classes from './board.module.css';
import { GUTTER, pathOf, PITCH } from './geometry';
import type { Board } from './layout';

/** What caused what. The cards say the same in words. */
export function Links({ board, width }: { board: Board; width: number }): ReactElement {
  const laneWidth = (width - GUTTER) / Math.max(1, board.lanes.length);
  return (
    <svg className={classes.links} width={width} height={board.times.length * PITCH} aria-hidden>
      <defs>
        <marker id="tip" viewBox="0 0 8 8" refX="6.5" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path d="M1 1l6 3-6 3z" className={classes.tip} />
        </marker>
      </defs>
      {board.lanes.map((lane, place) => (
        <line
          key={lane}
          x1={GUTTER + place * laneWidth + 0.5}
          x2={GUTTER + place * laneWidth + 0.5}
          y1={-20}
          y2={board.times.length * PITCH + 20}
          className={classes.lane}
        />
      ))}
      {width > 0 &&
        board.cells.map(
          (cell) =>
            cell.cause && (
              <path key={cell.key} d={pathOf(cell.cause, cell, laneWidth)} className={classes.link} markerEnd="url(#tip)" />
            ),
        )}
    </svg>
  );
}
