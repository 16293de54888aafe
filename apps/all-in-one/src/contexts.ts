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
export function contextsOf({ CLEARINGHOUSE_URL, CLEARINGHOUSE_TOKEN, BILLING_OVERDUE_DAYS }: Config): ContextDefinition[] {
  const billing = billingWith({
    clearinghouseUrl: CLEARINGHOUSE_URL,
    clearinghouseToken: CLEARINGHOUSE_TOKEN,
    overdueDays: BILLING_OVERDUE_DAYS,
  });
  return [identity, directory, patients, encounters, orders, laboratory, billing, chart];
}
