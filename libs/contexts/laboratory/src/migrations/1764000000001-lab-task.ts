import { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTable } from '@orderly/platform/persistence';

export class LabTask1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table lab_task (
        tenant uuid not null,
        id uuid not null,
        version int not null,
        status text not null,
        patient_id uuid not null,
        code json not null,
        tests json not null,
        priority text not null,
        accepted_at timestamptz not null,
        accession_number text,
        specimens json not null,
        results json not null,
        unverified int not null,
        primary key (tenant, id)
      );
      create unique index "laboratory.accession-number-taken" on lab_task (tenant, accession_number);
      create index on lab_task (tenant, accepted_at, id);
      ${protectTable('lab_task')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table lab_task');
  }
}
