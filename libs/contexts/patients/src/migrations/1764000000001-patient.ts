import { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTable } from '@orderly/platform/persistence';

export class Patient1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table patient (
        tenant uuid not null,
        id uuid not null,
        version int not null,
        active boolean not null,
        mrn text not null,
        name json not null,
        family text not null,
        gender text not null,
        birth_date date not null,
        identifier json not null,
        telecom json not null,
        address json,
        deceased_date_time timestamptz,
        primary key (tenant, id)
      );
      create unique index "patients.mrn-taken" on patient (tenant, mrn);
      create index on patient (tenant, family text_pattern_ops);
      create index on patient (tenant, family, id);
      create index on patient using gin ((identifier::jsonb) jsonb_path_ops);
      ${protectTable('patient')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table patient');
  }
}
