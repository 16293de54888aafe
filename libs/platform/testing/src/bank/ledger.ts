import { z } from 'zod';
import { Column, Entity, MigrationInterface, QueryRunner } from 'typeorm';
import { event, Id, Line, newId, phi } from '@orderly/kernel';
import { defineContext } from '@orderly/platform/messaging';
import { Aggregate, make, protectTable, TenantRow, view, when } from '@orderly/platform/persistence';
import { AmountMirrored } from './mirror-events';

/** An account is there; its owner is nobody else's business. */
export class AccountOpened extends event('ledger.account-opened', 1, { accountId: Id, owner: phi(Line(100)) }) {}

/** An amount has been added to the account. */
export class AmountPosted extends event('ledger.amount-posted', 1, {
  accountId: Id,
  amount: z.number().int(),
  note: phi(Line(100).optional()),
}) {}

/** Somebody looked at the account. Nobody listens to this. */
export class AccountViewed extends event('ledger.account-viewed', 1, { accountId: Id }) {}

@Entity('account')
export class Account extends Aggregate {
  @Column('int') balance!: number;
  @Column('text') label!: string;

  static open(owner = 'Ada Testwood', label = 'current'): [Account, AccountOpened] {
    const id = newId();
    return [make(Account, { id, balance: 0, label }), new AccountOpened({ accountId: id, owner })];
  }

  post(amount: number, note?: string): AmountPosted {
    this.balance += amount;
    return new AmountPosted({ accountId: this.id, amount, note });
  }
}

/** What came back from the mirror. */
@Entity('echo')
export class Echo extends TenantRow {
  @Column('int') total!: number;
}

class Ledger1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table account (
        tenant uuid not null, id uuid not null, version int not null, balance int not null check (balance >= 0), label text not null,
        primary key (tenant, id));
      create table echo (tenant uuid not null, id uuid not null, total int not null, primary key (tenant, id));
      ${protectTable('account')}
      ${protectTable('echo')}`);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table account, echo');
  }
}

/** A context that exists for the platform's own specs: it emits, and sees what its consumer makes of that. */
export const ledger = defineContext({
  context: 'ledger',
  entities: [Account, Echo],
  migrations: [Ledger1764000000001],
  handlers: [],
  views: [
    view(
      Echo,
      when(AmountMirrored, ({ data }) => ({ id: data.accountId, total: data.total })),
    ),
  ],
});
