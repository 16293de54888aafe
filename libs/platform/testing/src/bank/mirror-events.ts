import { z } from 'zod';
import { event, Id } from '@orderly/kernel';

/** The mirror has followed one posting of the ledger. */
export class AmountMirrored extends event('mirror.amount-mirrored', 1, {
  accountId: Id,
  /** Version of the account that this follows. */
  follows: z.number().int(),
  total: z.number().int(),
  /** The view had shown the account by then. */
  known: z.boolean(),
}) {}
