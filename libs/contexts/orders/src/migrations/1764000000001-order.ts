import { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTable } from '@orderly/platform/persistence';

export class Order1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table "order" (
        tenant uuid not null,
        id uuid not null,
        version int not null,
        status text not null,
        priority text not null,
        code json not null,
        tests json not null,
        patient_id uuid not null,
        encounter_id uuid not null,
        requester_id uuid,
        authored_on timestamptz not null,
        specimen_received boolean not null,
        status_reason text,
        primary key (tenant, id)
      );
      create index on "order" (tenant, authored_on, id);
      create index on "order" (tenant, patient_id, authored_on, id);
      create index on "order" (tenant, encounter_id);
      ${protectTable('order')}

      create table known_encounter (tenant uuid not null, id uuid not null, patient_id uuid not null, status text not null, primary key (tenant, id));
      ${protectTable('known_encounter')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "order", known_encounter');
  }
}
