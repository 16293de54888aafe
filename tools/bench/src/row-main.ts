import 'reflect-metadata';
import { Bench } from './bench';
import { ROWS } from './rows';

/** Told by the parent. */
export interface RowOrder {
  readonly id: string;
  readonly bench: Bench;
}

process.on('disconnect', () => process.exit(2));
process.once('message', ({ id, bench }: RowOrder) => {
  const row = ROWS.find((each) => each.id === id);
  if (!row) throw new Error(`there is no row ${id}`);
  row.run(bench).then(
    (results) => process.send?.(results, () => process.exit(0)),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
