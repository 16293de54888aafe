import { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTable } from '@orderly/platform/persistence';

export class Identity1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table tenant (
        tenant uuid not null,
        id uuid not null,
        version int not null,
        slug text not null,
        name text not null,
        primary key (tenant, id)
      );

      create table tenant_slug (slug text primary key, tenant uuid not null unique);
      alter table tenant_slug enable row level security;
      alter table tenant_slug force row level security;
      create policy everybody_reads on tenant_slug for select using (true);
      create policy tenant_adds_itself on tenant_slug for insert
        with check (tenant = any ((select string_to_array(current_setting('app.tenants', true), ','))::uuid[]));

      create table "user" (
        tenant uuid not null,
        id uuid not null,
        version int not null,
        username text not null,
        display_name text not null,
        password_hash text not null,
        roles text[] not null,
        active boolean not null,
        primary key (tenant, id)
      );
      create unique index "identity.username-taken" on "user" (tenant, username);

      create table login_attempt (
        tenant uuid not null,
        id uuid not null,
        wrong_at timestamptz[] not null,
        last_at timestamptz not null,
        primary key (tenant, id)
      );
      create index on login_attempt (tenant, last_at);
      ${['tenant', 'user', 'login_attempt'].map(protectTable).join('\n')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table tenant, tenant_slug, "user", login_attempt');
  }
}
