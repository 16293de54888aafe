import { Kin, kinRows } from '@orderly/platform/messaging';

/** What is still to come of a task that is accepted, collected, received; the last is said with the results. */
const TO_VERIFY = `'laboratory.result-verified'`;
const TO_ENTER = `'laboratory.result-entered', ${TO_VERIFY}`;
const TO_RECEIVE = `'laboratory.specimen-received', ${TO_ENTER}`;
const TO_COLLECT = `'laboratory.specimen-collected', ${TO_RECEIVE}`;

/** A task has the id of its order (ADR 0008). An order without a task is one that the laboratory has not heard of yet. */
export const kin: Kin = {
  relatives: `select t.id as of, 'LabTask' as type, t.id, true as leaf from ${kinRows('lab_task t', 't.id')}`,
  stands: `
    select k.id as of,
      case when t.unverified > 0 then 'task-unverified' else 'task-' || t.status end as what, null as reason, null::timestamptz as since,
      case when t.id is null then array['laboratory.order-accepted', ${TO_COLLECT}]
        when t.status = 'accepted' then array[${TO_COLLECT}]
        when t.accession_number is null then array[${TO_RECEIVE}]
        when t.unverified = 0 then array[${TO_ENTER}]
        else array[${TO_VERIFY}] end as expects
    from unnest($2::uuid[], $3::text[]) k(id, type) left join lateral (
      select * from lab_task where tenant = $1 and id = k.id offset 0) t on true
    where k.type = 'Order' and (t.id is null or t.status in ('accepted', 'in-progress'))`,
};
