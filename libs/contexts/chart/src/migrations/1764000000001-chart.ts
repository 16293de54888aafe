import { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTable } from '@orderly/platform/persistence';

export class Chart1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table chart_patient (
        tenant uuid not null, id uuid not null, mrn text not null, name json not null, gender text not null, birth_date date not null,
        primary key (tenant, id)
      );
      create table person_name (tenant uuid not null, id uuid not null, display text not null, primary key (tenant, id));
      create table timeline_entry (
        tenant uuid not null, id uuid not null, patient_id uuid not null, at timestamptz not null, kind text not null,
        subject_id uuid not null, display text, status text,
        primary key (tenant, id)
      );
      create index on timeline_entry (tenant, patient_id, at, id);
      create table chart_order (
        tenant uuid not null, id uuid not null, patient_id uuid not null, status text, business_status text, code json, priority text,
        encounter_id uuid, requester_id uuid, authored_on timestamptz,
        primary key (tenant, id)
      );
      create index on chart_order (tenant, patient_id, authored_on, id);
      create table chart_result (
        tenant uuid not null, id uuid not null, patient_id uuid not null, order_id uuid not null, status text not null, code json not null,
        value json not null, interpretation text, reference_range json, effective_date_time timestamptz not null,
        issued timestamptz not null, verified_by text not null,
        primary key (tenant, id)
      );
      create index on chart_result (tenant, patient_id, effective_date_time, id);
      create table result_version (
        tenant uuid not null, id uuid not null, patient_id uuid not null, result_id uuid not null, sequence int not null, status text not null,
        value json not null, at timestamptz not null, by text not null, reason text,
        primary key (tenant, id)
      );
      create index on result_version (tenant, result_id, sequence);
      ${['chart_patient', 'person_name', 'timeline_entry', 'chart_order', 'chart_result', 'result_version'].map(protectTable).join('\n')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table chart_patient, person_name, timeline_entry, chart_order, chart_result, result_version');
  }
}
