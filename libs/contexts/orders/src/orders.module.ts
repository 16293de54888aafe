import { ResultVerified, RevocationRefused, SpecimenReceived, SpecimenRejected } from '@orderly/contracts';
import { defineContext, on } from '@orderly/platform/messaging';
import { PlaceOrderHandler } from './commands/place-order';
import { RevokeOrderHandler } from './commands/revoke-order';
import { kin } from './kin';
import { KnownEncounter, knownEncounter } from './known-encounter';
import { Order1764000000001 } from './migrations/1764000000001-order';
import { ActiveOrders1764000000002 } from './migrations/1764000000002-active-orders';
import { Order } from './order';
import { GetOrderHandler } from './queries/get-order';
import { ListOrdersHandler } from './queries/list-orders';
import {
  CompleteOrderOnResultVerified,
  ForgetSpecimenOnSpecimenRejected,
  NoteSpecimenOnSpecimenReceived,
  ReinstateOrderOnRevocationRefused,
} from './reactions/follow-laboratory';
import { worklists } from './worklists';

export const orders = defineContext({
  context: 'orders',
  entities: [Order, KnownEncounter],
  migrations: [Order1764000000001, ActiveOrders1764000000002],
  handlers: [PlaceOrderHandler, RevokeOrderHandler, GetOrderHandler, ListOrdersHandler],
  reactions: [
    on(SpecimenReceived, NoteSpecimenOnSpecimenReceived),
    on(SpecimenRejected, ForgetSpecimenOnSpecimenRejected),
    on(RevocationRefused, ReinstateOrderOnRevocationRefused),
    on(ResultVerified, CompleteOrderOnResultVerified),
  ],
  views: [knownEncounter],
  worklists,
  kin,
});
