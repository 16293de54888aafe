import { Kin, kinRows } from '@orderly/platform/messaging';

/** Who acts is shown by role. */
export const kin: Kin = { roles: `select u.id, u.roles from ${kinRows('"user" u', 'u.id')}` };
