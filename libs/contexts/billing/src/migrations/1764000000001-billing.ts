import { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTable } from '@orderly/platform/persistence';

const OWN = 'tenant uuid not null, id uuid not null, version int not null';
const KNOWN = 'tenant uuid not null, id uuid not null';
const TABLES = [
  'account',
  'charge_item',
  'claim',
  'invoice',
  'remittance',
  'interchange',
  'price',
  'payer_contract',
  'billing_provider',
  'known_patient',
  'known_organization',
  'known_practitioner',
  'finished_encounter',
  'known_order',
];

export class Billing1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table account (
        ${OWN},
        billing_status text not null,
        waiting_for text,
        patient_id uuid not null,
        class text not null,
        practitioner_id uuid,
        start timestamptz not null,
        order_ids json,
        charge_count int,
        coded_at timestamptz,
        coverage json,
        diagnosis json,
        captured int not null,
        billed int not null,
        claim_ids json not null,
        invoice_ids json not null,
        overdue_since timestamptz,
        primary key (tenant, id)
      );
      create index on account (tenant, billing_status, start, id);
      create index on account (tenant, start, id);
      create index on account (tenant, waiting_for, start, id) where waiting_for is not null;

      create table charge_item (
        ${OWN},
        account_id uuid not null,
        patient_id uuid not null,
        sequence int not null,
        service_reference text not null,
        code json not null,
        revenue_code text,
        quantity int not null check (quantity > 0),
        serviced date,
        net bigint check (net > 0),
        primary key (tenant, id),
        unique (tenant, account_id, sequence)
      );
      create unique index "billing.charge-exists" on charge_item (tenant, service_reference);

      create table claim (
        ${OWN},
        state text not null,
        state_reason text,
        claim_control_number text not null check (length(claim_control_number) <= 20),
        frequency text not null,
        account_id uuid not null,
        patient_id uuid not null,
        payor_id uuid not null,
        created timestamptz not null,
        total bigint not null check (total > 0),
        paid bigint not null,
        adjusted bigint not null,
        patient_share bigint not null,
        underpaid boolean not null,
        payer_claim_control_number text,
        replaces uuid,
        replaced_by uuid,
        transmissions int not null,
        -- The last transmission that is in the audit trail.
        disclosed int not null default 0,
        group_control_number int,
        document json not null,
        postings json not null,
        patient_invoice_id uuid,
        awaited_by json not null,
        cause json not null,
        primary key (tenant, id),
        unique (tenant, claim_control_number),
        -- Billed is what was paid, adjusted and left to the patient; before that, nothing is.
        constraint claim_balances check (
          case when state in ('adjudicated', 'denied') then total = paid + adjusted + patient_share
               else paid = 0 and adjusted = 0 and patient_share = 0 end)
      );
      create index on claim (tenant, created, id);
      create index on claim (tenant, state, created, id);
      create index on claim (tenant, created, id) where underpaid;
      create index on claim (tenant, account_id);
      create index on claim (tenant, group_control_number);
      create sequence interchange_number maxvalue 999999999 cycle;

      create table invoice (
        ${OWN},
        status text not null,
        reason text not null,
        account_id uuid not null,
        claim_id uuid,
        patient_id uuid not null,
        total_net bigint not null check (total_net > 0),
        paid bigint not null check (paid between 0 and total_net),
        credit bigint not null check (credit between 0 and paid),
        issued timestamptz not null,
        payments json not null,
        primary key (tenant, id)
      );
      create index on invoice (tenant, issued, id);
      create index on invoice (tenant, patient_id, issued, id);

      create table remittance (
        ${OWN},
        outcome text not null,
        payer text not null,
        payer_id text,
        trace_number text not null,
        cents bigint not null,
        payment_date date not null,
        received_at timestamptz not null,
        parts json not null,
        provider_adjustments json not null,
        unmatched int not null,
        held boolean not null,
        primary key (tenant, id),
        unique (tenant, trace_number, payer, cents)
      );
      create index on remittance (tenant, received_at, id);
      create index on remittance (tenant, outcome, received_at, id);

      create table interchange (
        ${OWN},
        name text not null,
        status text not null,
        content text not null,
        reason text,
        received_at timestamptz not null,
        sealed text not null,
        primary key (tenant, id),
        unique (tenant, name)
      );
      alter table interchange alter column sealed set storage external;
      create index on interchange (tenant, status, received_at, id);
      create index on interchange (tenant, received_at, id);

      create table price (${OWN}, system text not null, code text not null, display text, cents bigint not null check (cents > 0),
        primary key (tenant, id), unique (tenant, code, system));
      create table payer_contract (${OWN}, percent_of_charges int not null check (percent_of_charges between 1 and 100),
        primary key (tenant, id));
      create table billing_provider (${OWN}, enrolment json not null, primary key (tenant, id));

      create table known_patient (${KNOWN}, name json not null, birth_date date not null, gender text not null, primary key (tenant, id));
      create table known_organization (${KNOWN}, name text not null, identifier json not null, primary key (tenant, id));
      create table known_practitioner (${KNOWN}, npi text, primary key (tenant, id));
      create table finished_encounter (${KNOWN}, "end" timestamptz not null, primary key (tenant, id));
      create table known_order (${KNOWN}, closed boolean not null, traceparent text, correlation_id text, primary key (tenant, id));
      ${TABLES.map(protectTable).join('\n')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table ${TABLES.join(', ')}; drop sequence interchange_number`);
  }
}
