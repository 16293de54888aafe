import { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTable } from '@orderly/platform/persistence';

export class Encounter1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table encounter (
        tenant uuid not null,
        id uuid not null,
        version int not null,
        status text not null,
        class text not null,
        type json,
        patient_id uuid not null,
        practitioner_id uuid,
        service_provider_id uuid,
        reason_code json,
        period_start timestamptz not null,
        period_end timestamptz,
        primary key (tenant, id)
      );
      create index on encounter (tenant, patient_id, period_start, id);
      create index on encounter (tenant, period_start, id);
      ${protectTable('encounter')}
      ${['known_patient', 'known_practitioner', 'known_organization']
        .map(
          (table) => `
      create table ${table} (tenant uuid not null, id uuid not null, since timestamptz not null, primary key (tenant, id));
      ${protectTable(table)}`,
        )
        .join('\n')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table encounter, known_patient, known_practitioner, known_organization');
  }
}
