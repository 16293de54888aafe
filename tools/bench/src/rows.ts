import { BenchRow } from './bench';
import { p1 } from './rows/p1-relay';
import { p2 } from './rows/p2-effects';
import { p3 } from './rows/p3-latency';
import { p4 } from './rows/p4-orders';
import { p8 } from './rows/p8-rebuild';
import { p9 } from './rows/p9-old-rows';

/** In the order in which they run; `tools/bench.mjs` names them too. */
export const ROWS: readonly BenchRow[] = [p1, p2, p3, p4, p8, p9];
