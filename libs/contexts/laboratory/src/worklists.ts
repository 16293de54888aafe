import { Worklists } from '@orderly/platform/messaging';

/** What the laboratory has to do. `analyser-silent` counts the analysers; its age is that of the last message of the most silent one. */
export const worklists: Worklists = {
  names: ['task-accepted', 'task-in-progress', 'task-unverified', 'message-waiting', 'message-refused', 'analyser-silent'],
  sql: `
    select 'task-' || status as list, count(*) as waiting, min(accepted_at) as since from lab_task
    where status in ('accepted', 'in-progress') group by status
    union all select 'task-unverified', count(*), min(accepted_at) from lab_task
    where status in ('accepted', 'in-progress') and unverified > 0
    union all select 'message-' || status, count(*), min(received_at) from lab_message
    where status in ('waiting', 'refused') group by status
    union all select 'analyser-silent', count(*), min(m.last) from analyser a cross join lateral (
      select max(received_at) as last from lab_message l where l.tenant = a.tenant and l.analyser_id = a.id) m`,
};
