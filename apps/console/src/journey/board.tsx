import { Group, Paper, Text } from '@mantine/core';
import { useElementSize, useMediaQuery } from '@mantine/hooks';
import { type ReactElement } from 'react';
import { Icon } from '../icons';
import { contextIcon, contextName, timeOf } from '../words';
import classes from './board.module.css';
import { GUTTER, PITCH } from './geometry';
import type { Board as Drawn, Cell } from './layout';
import { Links } from './links';
import { StepCard } from './step-card';

/** Characters; below that, cards would say nothing. */
const roomFor = (lanes: number) => Math.max(48, lanes * 10 + 8);

/** Lanes side by side where there is room for them, one list otherwise. */
export function Board({ board, onOpen }: { board: Drawn; onOpen: (cell: Cell) => void }): ReactElement {
  const wide = useMediaQuery(`(min-width: ${roomFor(board.lanes.length)}em)`, true, { getInitialValueInEffect: false });
  return (
    <Paper component="section" className={`surface ${classes.frame}`} radius="lg" aria-labelledby="steps">
      <h2 id="steps" className="caption">
        Steps, in the order in which they happened
      </h2>
      {wide ? <Lanes board={board} onOpen={onOpen} /> : <Column board={board} onOpen={onOpen} />}
    </Paper>
  );
}

function Lanes({ board, onOpen }: { board: Drawn; onOpen: (cell: Cell) => void }): ReactElement {
  const { ref, width } = useElementSize();
  const { lanes, cells, times } = board;
  const gridTemplateColumns = `${GUTTER}px repeat(${lanes.length}, minmax(0, 1fr))`;
  return (
    <>
      <div className={classes.heads} style={{ gridTemplateColumns }} aria-hidden>
        {lanes.map((lane, place) => (
          <Group key={lane} gap={8} wrap="nowrap" className={classes.head} style={{ gridColumn: place + 2 }}>
            <Icon of={contextIcon(lane)} size={17} />
            <Text size="sm" fw={650} truncate>
              {contextName(lane)}
            </Text>
          </Group>
        ))}
      </div>
      <div ref={ref} className={classes.field}>
        <Links board={board} width={width} />
        <div className={classes.times} aria-hidden>
          {times.map((time, row) => (
            <Text key={row} component="span" size="xs" className={`figures ${classes.time}`} style={{ top: row * PITCH }}>
              {time ? timeOf(time) : 'to come'}
            </Text>
          ))}
        </div>
        <ol className={classes.grid} style={{ gridTemplateColumns }}>
          {cells.map((cell) => (
            <li key={cell.key} data-cell={cell.key} style={{ gridColumn: cell.lane + 2, gridRow: cell.row + 1 }}>
              <StepCard cell={cell} onOpen={onOpen} />
            </li>
          ))}
        </ol>
      </div>
    </>
  );
}

const Column = ({ board, onOpen }: { board: Drawn; onOpen: (cell: Cell) => void }) => (
  <ol className={classes.column}>
    {board.cells.map((cell) => (
      <li key={cell.key} data-cell={cell.key}>
        <StepCard cell={cell} onOpen={onOpen} narrow />
      </li>
    ))}
  </ol>
);
