import { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTable } from '@orderly/platform/persistence';

export class Analyser1764000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table analyser (
        tenant uuid not null,
        id uuid not null,
        version int not null,
        name text not null,
        sending_application text not null,
        sending_facility text,
        certificate_subject text,
        primary key (tenant, id)
      );
      create unique index "laboratory.analyser-name-taken" on analyser (tenant, name);

      create table analyser_sender (
        application text not null,
        facility text not null,
        tenant uuid not null,
        analyser_id uuid not null,
        certificate_subject text not null default '',
        primary key (application, facility, certificate_subject)
      );
      alter table analyser_sender enable row level security;
      alter table analyser_sender force row level security;
      create policy everybody_reads on analyser_sender for select using (true);
      create policy tenant_adds_itself on analyser_sender for insert
        with check (tenant = any ((select string_to_array(current_setting('app.tenants', true), ','))::uuid[]));

      create table lab_message (
        tenant uuid not null,
        id uuid not null,
        version int not null,
        analyser_id uuid not null,
        device text not null,
        control_id text not null,
        fingerprint text not null,
        received_at timestamptz not null,
        status text not null check (status in ('entered', 'waiting', 'refused', 'discarded')),
        reason text,
        faults json not null,
        acknowledgment json not null,
        task_ids uuid[] not null,
        resolved_by text,
        remark text,
        sealed text not null,
        primary key (tenant, id),
        unique (tenant, analyser_id, control_id, fingerprint)
      );
      create index on lab_message (tenant, status, received_at, id);
      create index on lab_message (tenant, received_at, id);
      -- Sealed text does not compress.
      alter table lab_message alter column sealed set storage external;

      create table lab_message_number (
        tenant uuid not null,
        number text not null,
        message_id uuid not null,
        primary key (tenant, number, message_id)
      );
      ${['analyser', 'lab_message', 'lab_message_number'].map(protectTable).join('\n')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table analyser, analyser_sender, lab_message, lab_message_number');
  }
}
