import { Worklists } from '@orderly/platform/messaging';

/** What the billing office has to do and what it waits for. A claim's age counts from its building, an account's from the encounter's start. */
export const worklists: Worklists = {
  names: [
    ...['claim-drafted', 'claim-transmission-rejected', 'claim-submitted', 'claim-acknowledged', 'claim-rejected'],
    ...['account-not-billed', 'account-overdue', 'interchange-refused', 'remittance-open'],
  ],
  sql: `
    select 'claim-' || state as list, count(*) as waiting, min(created) as since from claim
    where state in ('drafted', 'transmission-rejected', 'submitted', 'acknowledged', 'rejected') and replaced_by is null group by state
    union all select 'account-not-billed', count(*), min(start) from account where billing_status = 'carecomplete-notbilled'
    union all select 'account-overdue', count(*), min(overdue_since) from account where waiting_for is not null and overdue_since is not null
    union all select 'interchange-refused', count(*), min(received_at) from interchange where status = 'refused'
    union all select 'remittance-open', count(*), min(received_at) from remittance where outcome in ('partial', 'error')`,
};
