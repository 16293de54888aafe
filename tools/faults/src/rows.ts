import { Row } from './row';
import { killRelay } from './rows/f01-kill-relay';
import { killConsumer } from './rows/f02-kill-consumer';
import { killBroker } from './rows/f03-kill-broker';
import { cluster } from './rows/f04-cluster';
import { killPostgres } from './rows/f05-kill-postgres';
import { zombie } from './rows/f08-zombie';
import { duplicates } from './rows/f09-duplicates';
import { hotAggregates } from './rows/f10-hot-aggregates';
import { heldTransaction } from './rows/f11-held-transaction';
import { brokenPaths } from './rows/f12-broken-paths';
import { poorNetwork } from './rows/f13-poor-network';
import { brokerAlarms } from './rows/f14-broker-alarms';
import { fullQueue } from './rows/f15-full-queue';
import { deletedTopology } from './rows/f16-deleted-topology';
import { fullDisk } from './rows/f17-full-disk';
import { slowKey } from './rows/f18-slow-key';
import { clocks } from './rows/f19-clocks';
import { poison } from './rows/f20-poison';
import { crashPoison } from './rows/f21-crash-poison';
import { malformed } from './rows/f22-malformed';
import { backlog } from './rows/f23-backlog';
import { deadLetterReplay } from './rows/f24-dead-letter-replay';
import { rollingRestart } from './rows/f25-rolling-restart';
import { mixedVersions } from './rows/f26-mixed-versions';
import { rebuildView } from './rows/f27-rebuild';
import { retention } from './rows/f29-retention';
import { poolExhaustion } from './rows/f30-pool-exhaustion';
import { hangingDependency } from './rows/f31-hanging-dependency';
import { everything } from './rows/f07-everything';
import { timers } from './rows/f28-timers';
import { noisyTenant } from './rows/f33-noisy-tenant';

/** Every row of the matrix that is run, in its order. */
export const ROWS: readonly Row[] = [
  killRelay,
  killConsumer,
  killBroker,
  cluster,
  killPostgres,
  everything,
  zombie,
  duplicates,
  hotAggregates,
  heldTransaction,
  brokenPaths,
  poorNetwork,
  brokerAlarms,
  fullQueue,
  deletedTopology,
  fullDisk,
  slowKey,
  clocks,
  poison,
  crashPoison,
  malformed,
  backlog,
  deadLetterReplay,
  rollingRestart,
  mixedVersions,
  rebuildView,
  timers,
  retention,
  poolExhaustion,
  hangingDependency,
  noisyTenant,
];
