import { Kin, kinRows } from '@orderly/platform/messaging';

const ORDERS = kinRows('"order" o', 'o.id');

/** Orders of an encounter, and the encounter of an order. Whom they wait for, the laboratory says. */
export const kin: Kin = {
  relatives: `
    select o.id as of, x.type, x.id, false as leaf
    from ${ORDERS} cross join lateral (values ('Order', o.id), ('Encounter', o.encounter_id)) x(type, id)
    union all select o.encounter_id, 'Order', o.id, false from ${kinRows('"order" o', 'o.encounter_id')}`,
  stands: `
    select o.id as of, null as what, null as reason, null::timestamptz as since, array['orders.order-completed'] as expects
    from ${ORDERS} where o.status = 'active' and $3::text[] is not null`,
  labels: {
    permission: 'orders:read',
    sql: `select o.id as of, o.code ->> 'display' as label from ${ORDERS} where $3::text[] is not null`,
  },
};
