import { Kin, kinRows } from '@orderly/platform/messaging';

const DECIDED = `'billing.claim-adjudicated', 'billing.payment-posted'`;
const SENT = `'billing.claim-submitted', 'billing.claim-acknowledged', ${DECIDED}`;
const CLAIMED = `'billing.claim-drafted', ${SENT}`;

const ACCOUNTS = kinRows('account a', 'a.id');
const CLAIMS = kinRows('claim c', 'c.id');
const CLAIMS_OF = kinRows('claim c', 'c.account_id');
const INVOICES = kinRows('invoice i', 'i.id');

/** An encounter whose account is open; billing may not have heard of it yet. */
const OPEN_ACCOUNTS = `
  select k.id as of,
    case when a.billing_status = 'carecomplete-notbilled' then case when a.overdue_since is null then 'account-not-billed' else 'account-overdue' end end
      as what,
    a.waiting_for as reason, null::timestamptz as since,
    case when a.coded_at is null then array['billing.encounter-coded', ${CLAIMED}]
      when a.coverage ->> 'selfPay' = 'true' then array['billing.invoice-issued']
      else array[${CLAIMED}] end as expects
  from unnest($2::uuid[], $3::text[]) k(id, type) left join lateral (
    select * from account where tenant = $1 and id = k.id offset 0) a on true
  where k.type = 'Encounter' and (a.id is null or a.billing_status in ('open', 'carecomplete-notbilled'))`;

/** A claim that is to be sent is an errand; only one that lacks something waits for people. */
const OPEN_CLAIMS = `
  select c.id, case when c.state <> 'drafted' or c.state_reason is not null then 'claim-' || c.state end, c.state_reason, null::timestamptz,
    case c.state when 'rejected' then array[${CLAIMED}] when 'submitted' then array['billing.claim-acknowledged', ${DECIDED}]
      when 'acknowledged' then array[${DECIDED}] else array[${SENT}] end
  from ${CLAIMS} where c.replaced_by is null and c.state not in ('adjudicated', 'denied')`;

const OPEN_INVOICES = `
  select i.id, 'patient-payment', i.reason, i.issued, array['billing.patient-payment-received']
  from ${INVOICES} where i.status = 'issued'`;

/** Invoices are found by the account's patient, by whom they are sorted. */
const INVOICES_OF = `
  from ${ACCOUNTS} cross join lateral (
    select * from invoice where tenant = $1 and patient_id = a.patient_id and account_id = a.id offset 0) i`;

/**
 * An account has the id of its encounter. A remittance pays claims of many encounters, so it leads nowhere; so do charges. Of a claim that
 * another one replaces, no money is counted.
 */
export const kin: Kin = {
  relatives: `
    select a.id as of, 'Account' as type, a.id, false as leaf from ${ACCOUNTS}
    union all select c.account_id, 'Claim', c.id, false from ${CLAIMS_OF}
    union all select a.id, 'Invoice', i.id, false ${INVOICES_OF}
    union all select c.account_id, 'Remittance', (p ->> 'remittanceId')::uuid, true
      from ${CLAIMS_OF} cross join lateral json_array_elements(c.postings) p
    union all select i.account_id, 'ChargeItem', i.id, true from ${kinRows('charge_item i', 'i.account_id')}
    union all select c.id, x.type, x.id, false
      from ${CLAIMS} cross join lateral (values ('Encounter', c.account_id), ('Claim', c.id)) x(type, id)
    union all select i.id, x.type, x.id, false
      from ${INVOICES} cross join lateral (values ('Encounter', i.account_id), ('Invoice', i.id)) x(type, id)`,
  stands: `${OPEN_ACCOUNTS} union all ${OPEN_CLAIMS} union all ${OPEN_INVOICES}`,
  reasons: 'billing:read',
  money: {
    permission: 'billing:read',
    sql: `
      select of, sum(billed)::bigint as billed, sum(paid)::bigint as paid, sum(adjusted)::bigint as adjusted,
        sum(patient)::bigint as "patientResponsibility", sum(patient_paid)::bigint as "patientPaid"
      from (
        select account_id as of, total as billed, paid, adjusted, patient_share as patient, 0 as patient_paid
        from ${CLAIMS_OF} where $3::text[] is not null and replaced_by is null
        union all
        select a.id, case i.reason when 'self-pay' then i.total_net else 0 end, 0, 0,
          case i.reason when 'self-pay' then i.total_net else 0 end, i.paid - i.credit ${INVOICES_OF} where i.status <> 'cancelled') m
      group by of`,
  },
};
