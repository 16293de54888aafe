import { Injectable } from '@nestjs/common';
import { Column, Entity, MigrationInterface, QueryRunner } from 'typeorm';
import { Received } from '@orderly/kernel';
import { defineContext, on, Reaction } from '@orderly/platform/messaging';
import { Aggregate, make, protectTable, TenantRow, Tx, view, when } from '@orderly/platform/persistence';
import { AccountOpened, AmountPosted } from './ledger';
import { AmountMirrored } from './mirror-events';

@Entity('mirror')
export class Mirror extends Aggregate {
  @Column('int') total!: number;
}

@Entity('shown_account')
export class ShownAccount extends TenantRow {
  @Column('text') owner?: string;
  @Column('int') lastAmount?: number;
  @Column('text') note?: string;
}

/** What a spec lets go wrong in the mirror, by account, or `<account> saved`: when something has been saved already. */
export const trouble = new Map<string, () => void | Promise<void>>();

/** Follows each posting with an event of its own, so that the mirror's journal is a ledger of effects. */
@Injectable()
export class FollowOnAmountPosted implements Reaction<AmountPosted> {
  async react({ aggregate, data }: Received<AmountPosted>, tx: Tx): Promise<void> {
    await trouble.get(aggregate.id)?.();
    const known = (await tx.find(ShownAccount, data.accountId)) !== undefined;
    const mirror = (await tx.find(Mirror, data.accountId)) ?? make(Mirror, { id: data.accountId, total: 0 });
    mirror.total += data.amount;
    const { total } = mirror;
    tx.save(mirror, new AmountMirrored({ accountId: data.accountId, follows: aggregate.version, total, known }));
    await trouble.get(`${aggregate.id} saved`)?.();
  }
}

class Mirror1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table mirror (tenant uuid not null, id uuid not null, version int not null, total int not null, primary key (tenant, id));
      create table shown_account (
        tenant uuid not null, id uuid not null, owner text, last_amount int, note text, primary key (tenant, id));
      ${protectTable('mirror')}
      ${protectTable('shown_account')}`);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table mirror, shown_account');
  }
}

export const mirror = defineContext({
  context: 'mirror',
  entities: [Mirror, ShownAccount],
  migrations: [Mirror1764000000001],
  handlers: [],
  reactions: [on(AmountPosted, FollowOnAmountPosted)],
  views: [
    view(
      ShownAccount,
      when(AccountOpened, ({ data }) => ({ id: data.accountId, owner: data.owner })),
      when(AmountPosted, ({ data }) => ({ id: data.accountId, lastAmount: data.amount, note: data.note })),
    ),
  ],
});
