import { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTable } from '@orderly/platform/persistence';

export class StreamTicket1764000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table used_stream_ticket (
        tenant uuid not null,
        id uuid not null,
        expires_at timestamptz not null,
        primary key (tenant, id)
      );
      create index on used_stream_ticket (tenant, expires_at);
      ${protectTable('used_stream_ticket')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table used_stream_ticket');
  }
}
