import { z } from 'zod';
import { Injectable } from '@nestjs/common';
import { DomainEvent, event, Id, Line, phi, Received } from '@orderly/kernel';
import { ContextDefinition, on, Reaction } from '@orderly/platform/messaging';
import { Tx } from '@orderly/platform/persistence';
import { AmountPosted, FollowOnAmountPosted, ledger, mirror } from '@orderly/platform/testing';
import { remindingLedger } from './timers';

const note = phi(Line(100).optional());
const amount = z.number().int();
const currency = z.literal('USD');

/** The next minor version: a field that nobody of the version before knows. */
class AmountPostedWithCurrency extends event('ledger.amount-posted', 1, { accountId: Id, amount, note, currency }) {}

/** The next major version, which the version before cannot read. */
class AmountPostedInCents extends event('ledger.amount-posted', 2, { accountId: Id, cents: amount, note, currency }) {}

/** A posting as the next version of the ledger writes it: half of them in the next minor, half in the next major version. */
export function inNextWords({ data: { accountId, amount } }: AmountPosted): DomainEvent {
  if (Math.random() < 0.5) return new AmountPostedWithCurrency({ accountId, amount, currency: 'USD' });
  return new AmountPostedInCents({ accountId, cents: amount * 100, currency: 'USD' });
}

/** The next version of the mirror lifts nothing and follows both majors side by side. */
@Injectable()
class FollowOnAmountPostedInCents implements Reaction<AmountPostedInCents> {
  private readonly follow = new FollowOnAmountPosted();

  react({ data: { cents, ...data }, ...event }: Received<AmountPostedInCents>, tx: Tx): Promise<void> {
    return this.follow.react({ ...event, data: { accountId: data.accountId, amount: cents / 100 } }, tx);
  }
}

/** Nobody follows the mirror: its journal is the record of effects. */
const quiet: ContextDefinition = { ...ledger, views: [] };

/** Sets of contexts that a worker may host, by name. */
export const DEFINITIONS: Readonly<Record<string, readonly ContextDefinition[]>> = {
  bank: [quiet, mirror],
  timers: [remindingLedger, mirror],
  'bank-next': [quiet, { ...mirror, reactions: [...mirror.reactions, on(AmountPostedInCents, FollowOnAmountPostedInCents)] }],
};
