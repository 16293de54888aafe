import { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTable } from '@orderly/platform/persistence';

export class Directory1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table organization (
        tenant uuid not null,
        id uuid not null,
        version int not null,
        active boolean not null,
        name text not null,
        identifier json not null,
        npi text,
        primary key (tenant, id)
      );
      create index on organization (tenant, name, id);
      create index on organization (tenant, npi);

      create table practitioner (
        tenant uuid not null,
        id uuid not null,
        version int not null,
        active boolean not null,
        name json not null,
        family text not null,
        identifier json not null,
        npi text,
        primary key (tenant, id)
      );
      create index on practitioner (tenant, family, id);
      create index on practitioner (tenant, npi);
      ${['organization', 'practitioner'].map(protectTable).join('\n')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table organization, practitioner');
  }
}
