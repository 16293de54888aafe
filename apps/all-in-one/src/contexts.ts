import { billingWith } from '@orderly/contexts/billing';
import { chart } from '@orderly/contexts/chart';
import { directory } from '@orderly/contexts/directory';
import { encounters } from '@orderly/contexts/encounters';
import { identity } from '@orderly/contexts/identity';
import { laboratory } from '@orderly/contexts/laboratory';
import { orders } from '@orderly/contexts/orders';
import { patients } from '@orderly/contexts/patients';
import { ContextDefinition } from '@orderly/platform/messaging';
import { Config } from './config';

/** Every context of the hospital. */
export function contextsOf(config: Config): ContextDefinition[] {
  const billing = billingWith({
    clearinghouseUrl: config.CLEARINGHOUSE_URL,
    clearinghouseToken: config.CLEARINGHOUSE_TOKEN,
    batchSize: config.CLAIM_BATCH_SIZE,
    gatherMs: config.CLAIM_GATHER_MS,
    collectMs: config.COLLECT_MS,
    idleCollectMs: Math.max(60_000, config.COLLECT_MS),
    overdueDays: config.BILLING_OVERDUE_DAYS,
  });
  return [identity, directory, patients, encounters, orders, laboratory, billing, chart];
}
