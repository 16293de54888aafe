import { MigrationInterface, QueryRunner } from 'typeorm';

/** Cast inside, once per statement: outside, all tenants of a batch would be cast again for every row. */
const TENANTS = `(select string_to_array(current_setting('app.tenants', true), ',')::uuid[])::uuid[]`;

/** Row-level security for a table with tenants' data: without a tenant there are no rows. To be called in the migration that creates the table. */
export const protectTable = (table: string): string => policy(table, `tenant = any (${TENANTS})`);

/** The same for the platform's work lists, which its workers read across tenants under `*`. They hold nothing readable about patients. */
const protectWorkList = (table: string): string => policy(table, WORK_LIST);

/** PostgreSQL may evaluate both sub-selects beforehand (when it checks a row again that somebody has changed), so neither may fail for `*`. */
const WORK_LIST = `case when (select current_setting('app.tenants', true) = '*') then true
  else tenant = any ((select case when current_setting('app.tenants', true) = '*' then null
    else string_to_array(current_setting('app.tenants', true), ',')::uuid[] end)::uuid[]) end`;

const policy = (table: string, condition: string) => `
  alter table "${table}" enable row level security;
  alter table "${table}" force row level security;
  create policy tenant on "${table}" using (${condition}) with check (${condition});`;

const FIRST_WORK_LISTS = ['event_log', 'outbox', 'consumer_position', 'inbox', 'command_answer'] as const;
export const WORK_LISTS = [...FIRST_WORK_LISTS, 'errand', 'discarded_event'] as const;

/** Tables without tenants: the lanes are 64 numbers to lock, quarantine holds sealed bodies of which not even the tenant is known. */
export const TENANTLESS = ['outbox_lane', 'quarantine', 'journal_cursor', 'migration'] as const;

/** The tables that every context has: journal, work lists, audit trail, answers. */
export class Platform1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table event_log (
        position bigint generated always as identity,
        xid xid8 not null default pg_current_xact_id(),
        event_id uuid primary key,
        tenant uuid not null,
        aggregate_type text not null,
        aggregate_id uuid not null,
        version int not null,
        type text not null,
        schema_version int not null,
        lane smallint not null,
        occurred_at timestamptz not null,
        event text not null,
        unique (tenant, aggregate_type, aggregate_id, version)
      );
      create index on event_log (xid, position);

      create table outbox (
        seq bigint generated always as identity primary key,
        lane smallint not null,
        event_id uuid not null,
        tenant uuid not null,
        written_at timestamptz not null default now()
      ) with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);
      create index on outbox (lane, seq);
      create table outbox_lane (lane smallint primary key);
      insert into outbox_lane select generate_series(0, 63);

      create table consumer_position (
        subscription text not null,
        tenant uuid not null,
        aggregate_type text not null,
        aggregate_id uuid not null,
        version int not null,
        primary key (tenant, aggregate_id, aggregate_type, subscription)
      ) with (fillfactor = 80);

      create table inbox (
        subscription text not null,
        tenant uuid not null,
        aggregate_type text not null,
        aggregate_id uuid not null,
        version int not null,
        event_id uuid not null,
        type text not null,
        state text not null check (state in ('parked', 'retry', 'running', 'dead')),
        attempts int not null default 0,
        next_at timestamptz,
        reason text,
        event text not null,
        first_at timestamptz not null default now(),
        last_at timestamptz not null default now(),
        primary key (subscription, tenant, aggregate_type, aggregate_id, version)
      );
      create index on inbox (subscription, state, next_at);

      create table quarantine (
        id uuid primary key,
        subscription text not null,
        reason text not null,
        sealed text not null,
        at timestamptz not null default now()
      );

      create table journal_cursor (
        subscription text primary key,
        xid text not null,
        position bigint not null
      );

      create table audit (
        id uuid not null,
        tenant uuid not null,
        at timestamptz not null default now(),
        actor text not null,
        operation text not null,
        action char(1) not null,
        entity_type text,
        entity_id uuid,
        patient_id uuid,
        correlation_id text not null,
        reason text,
        primary key (tenant, id)
      );

      create table command_answer (
        tenant uuid not null,
        key_hash char(64) not null,
        fingerprint text not null,
        answer text not null,
        at timestamptz not null default now(),
        constraint command_answer_pkey primary key (tenant, key_hash)
      );
      create index on command_answer (at);
      -- Sealed text does not compress.
      alter table command_answer alter column answer set storage external;
      ${FIRST_WORK_LISTS.map(protectWorkList).join('\n')}
      ${protectTable('audit')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table event_log, outbox, outbox_lane, consumer_position, inbox, quarantine, journal_cursor, audit, command_answer',
    );
  }
}

/** What a context has to do later or outside. */
export class Errand1764000000500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table errand (
        tenant uuid not null,
        kind text not null,
        id uuid not null,
        "group" text not null,
        token uuid not null,
        due_at timestamptz not null,
        asked_at timestamptz not null,
        attempts int not null default 0,
        takes int not null default 0,
        leased_until timestamptz,
        reason text,
        correlation_id text not null,
        causation_id text not null,
        traceparent text,
        primary key (tenant, kind, id)
      ) with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);
      create index on errand (kind, due_at);
      ${protectWorkList('errand')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table errand');
  }
}

/** Operators find what is dead among whatever else waits. */
export class DeadLetters1764000000700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index inbox_dead on inbox (last_at) where state = 'dead';
      create index errand_dead on errand (asked_at) where due_at = 'infinity';`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index inbox_dead, errand_dead');
  }
}

/** How an event runs: among others, or alone because it or one like it may have killed the process. */
export class InboxRuns1764000000800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table inbox add column runs text check (runs in ('together', 'alone'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table inbox drop column runs');
  }
}

/** Events that an operator has given up: positions have moved past them without an effect, and views that are rebuilt leave them out. */
export class DiscardedEvents1764000000900 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table discarded_event (
        subscription text not null,
        tenant uuid not null,
        aggregate_type text not null,
        aggregate_id uuid not null,
        version int not null,
        at timestamptz not null default now(),
        primary key (tenant, aggregate_id, aggregate_type, subscription, version)
      );
      ${protectWorkList('discarded_event')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table discarded_event');
  }
}

/** Policies of databases that were made when the tenants were still cast for every row. */
export class FasterPolicies1764000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const tables = (await runner.query(
      `select tablename as name from pg_policies where schemaname = current_schema() and policyname = 'tenant'`,
    )) as { name: string }[];
    for (const { name } of tables) {
      const condition = (WORK_LISTS as readonly string[]).includes(name) ? WORK_LIST : `tenant = any (${TENANTS})`;
      await runner.query(`alter policy tenant on "${name}" using (${condition}) with check (${condition})`);
    }
  }

  async down(): Promise<void> {
    // The conditions mean the same.
  }
}

/**
 * An index per state, which no statement can mistake for the way to a single row: plans are made once, mostly while the inbox is
 * empty and all ways look equally short, and with the one over all states thousands of waiting rows were read for each that was wanted.
 */
export class InboxIndexes1764000001100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index inbox_subscription_state_next_at_idx;
      create index inbox_parked on inbox (subscription, next_at) where state = 'parked';
      create index inbox_retry on inbox (subscription, next_at) where state = 'retry';
      create index inbox_running on inbox (subscription, next_at) where state = 'running';`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index on inbox (subscription, state, next_at);
      drop index inbox_parked, inbox_retry, inbox_running;`);
  }
}
