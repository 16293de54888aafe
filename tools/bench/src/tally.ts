import { Column, Entity, MigrationInterface, QueryRunner } from 'typeorm';
import { defineContext } from '@orderly/platform/messaging';
import { protectTable, TenantRow, view, when } from '@orderly/platform/persistence';
import { AmountPosted } from '@orderly/platform/testing';

/** The last amount of each account. */
@Entity('tallied')
export class Tallied extends TenantRow {
  @Column('int') amount!: number;
}

class Tally1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table tallied (tenant uuid not null, id uuid not null, amount int not null, primary key (tenant, id));
      ${protectTable('tallied')}`);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table tallied');
  }
}

/** The smallest consumer: each event advances a position and writes one row of a view. */
export const tally = defineContext({
  context: 'tally',
  entities: [Tallied],
  migrations: [Tally1764000000001],
  handlers: [],
  views: [
    view(
      Tallied,
      when(AmountPosted, ({ data }) => ({ id: data.accountId, amount: data.amount })),
    ),
  ],
});
