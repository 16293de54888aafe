import { Worklists } from '@orderly/platform/messaging';

/** Orders that nobody has finished yet. */
export const worklists: Worklists = {
  names: ['order-active'],
  sql: `select 'order-active' as list, count(*) as waiting, min(authored_on) as since from "order" where status = 'active'`,
};
