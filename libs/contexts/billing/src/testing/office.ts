import { ModuleRef } from '@nestjs/core';
import {
  AgreePayerContract,
  CaptureCharges,
  CompleteCoding,
  Coverage,
  EncounterFinished,
  EncounterStarted,
  EnrolBillingProvider,
  GetAccount,
  ImportInterchange,
  ListClaims,
  ListInvoices,
  ListRemittances,
  OrderCompleted,
  OrderPlaced,
  OrganizationRegistered,
  PatientRegistered,
} from '@orderly/contracts';
import { DomainEvent, FixedClock, moneyOf, newId } from '@orderly/kernel';
import { ContextDefinition, Contexts, decode, Effects, Errands, RunningContext } from '@orderly/platform/messaging';
import { Dependency } from '@orderly/platform/resilience';
import { freshTenant, person, TestHost } from '@orderly/platform/testing';
import { billingWith } from '../billing.module';
import { Clearinghouse } from '../clearinghouse';
import { BillingOptions } from '../options';
import { TestClearinghouse } from './clearinghouse';

export const AT = '2026-03-02T08:00:00.000Z';
export const service = { system: 'http://snomed.info/sct', code: '252275004' };
export const flu = { system: 'http://snomed.info/sct', code: '6142004' };
const HOSPITAL = {
  ...{ name: 'ST ANNE HOSPITAL', npi: '1234567893', taxId: '123456789', telephone: '6175550100' },
  address: { line: '1 MAIN ST', city: 'BOSTON', state: 'MA', postalCode: '02108' },
};

/** Billing with a clearinghouse, on a clock that stands still. Specs say when errands are run, so nothing happens by chance. */
export class Office {
  private constructor(
    readonly host: TestHost,
    readonly definition: ContextDefinition,
    readonly clearinghouse: TestClearinghouse,
    readonly clock: FixedClock,
  ) {}

  static async start(given: Partial<BillingOptions> = {}): Promise<Office> {
    const clearinghouse = await TestClearinghouse.start();
    const clock = new FixedClock(AT);
    const billing = billingWith({ clearinghouseUrl: clearinghouse.url, collectMs: 60_000, ...given });
    // Whether errands travel together must not depend on how quick a spec is.
    const definition = { ...billing, errands: billing.errands.map((duty) => ({ ...duty, gatherMs: 0 })) };
    const host = await TestHost.start([definition], { transport: false, clock });
    return new Office(host, definition, clearinghouse, clock);
  }

  async stop(): Promise<void> {
    await this.host.stop();
    await this.clearinghouse.stop();
  }

  /** A hospital, when nothing is left of the spec before. */
  async hospital(): Promise<Hospital> {
    await this.host.rows('delete from billing.errand');
    this.clearinghouse.reset();
    this.clock.set(AT);
    this.guard();
    return Hospital.enrolled(this);
  }

  /** A new circuit breaker, closed. Whoever looks at a timeout says so: a machine that stands still for a while must not open it. */
  guard(given: { timeoutMs?: number; resetMs?: number } = {}): void {
    const door = this.host.get(Clearinghouse) as unknown as { dependency: Dependency };
    door.dependency.close();
    door.dependency = new Dependency('clearinghouse', { timeoutMs: 10_000, resetMs: 200, ...given });
  }

  get running(): RunningContext {
    return this.host.get(Contexts).running[0] as RunningContext;
  }

  worker(kind: string): Errands {
    return this.running.errands.find(({ duty }) => duty.kind === kind) as Errands;
  }

  /** Runs errands until none is due. */
  async work(): Promise<void> {
    for (let ran = true; ran;) {
      ran = false;
      for (const worker of this.running.errands) ran = (await worker.round()) || ran;
    }
  }

  /** So much later, with what is due by then. */
  async after(seconds: number): Promise<void> {
    this.clock.set(new Date(Date.parse(this.clock.now()) + seconds * 1000).toISOString());
    await this.work();
  }

  /** Kinds of errands that are left, and why they failed last. */
  errands(): Promise<{ kind: string; reason: string | null }[]> {
    return this.host.rows('select kind, reason from billing.errand order by kind, id');
  }

  /** An event of another context takes effect here, as its message would. */
  async receive(tenant: string, event: DomainEvent, subject: { type: string; id: string; version: number }): Promise<void> {
    const { declaration, data } = event;
    const id = newId();
    const open: Record<string, unknown> = { ...(data as object) };
    const hidden = Object.fromEntries(declaration.sealedFields.map((field) => [field, open[field]]));
    for (const field of declaration.sealedFields) delete open[field];
    const sealed = declaration.sealedFields.length > 0 && { sealed: this.running.db.shop.keyring.seal(tenant, id, hidden) };
    const text = JSON.stringify({
      ...{ specversion: '1.0', id, type: `orderly.${declaration.type}.v${declaration.version}` },
      ...{ source: `/${declaration.context}`, subject: `${subject.type}/${subject.id}`, time: this.clock.now() },
      ...{ datacontenttype: 'application/json', tenantid: tenant, partitionkey: subject.id },
      ...{ sequence: String(subject.version), correlationid: newId(), causationid: newId(), actorid: newId() },
      data: { ...open, ...sealed },
    });
    const modules = this.host.app.get(ModuleRef, { strict: false });
    const effects = new Effects(this.running.db, this.definition, modules, `billing-on-${declaration.context}`);
    await effects.takeTogether([decode(text, declaration.context)]);
  }
}

/** A tenant with a payer, and what its people do. */
export class Hospital {
  readonly tenant = freshTenant();
  readonly payorId = newId();
  private trace = 0;

  private constructor(readonly office: Office) {}

  static async enrolled(office: Office): Promise<Hospital> {
    const hospital = await Hospital.without(office);
    await hospital.enrol();
    return hospital;
  }

  /** One that has no numbers to bill under yet. */
  static async without(office: Office): Promise<Hospital> {
    const hospital = new Hospital(office);
    await hospital.payer(hospital.payorId);
    return hospital;
  }

  get biller() {
    return person(this.tenant);
  }

  send<A>(operation: Parameters<TestHost['send']>[0] & { readonly answer: A }): Promise<A> {
    return this.office.host.send(operation);
  }

  enrol() {
    return this.send(new EnrolBillingProvider(HOSPITAL, this.biller));
  }

  payer(organizationId: string, number: string | undefined = 'TP01'): Promise<void> {
    const type = { system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'NIIP' };
    const identifier = number ? [{ system: 'urn:payers', value: number, type }] : [];
    return this.fact(
      'Organization',
      organizationId,
      new OrganizationRegistered({ organizationId, name: 'TEST PAYER', identifier }),
    );
  }

  fact(type: string, id: string, event: DomainEvent, version = 1): Promise<void> {
    return this.office.receive(this.tenant, event, { type, id, version });
  }

  contract(percentOfCharges: number) {
    return this.send(new AgreePayerContract({ payorId: this.payorId, percentOfCharges }, this.biller));
  }

  /** An encounter has started, of a patient who is registered unless told otherwise. */
  async visit(given: { registered?: boolean; start?: string; class?: string } = {}): Promise<Visit> {
    const visit = new Visit(this);
    if (given.registered !== false) await visit.register();
    const { id: encounterId, patientId } = visit;
    const started = { encounterId, patientId, class: given.class ?? 'AMB', start: given.start ?? AT };
    await this.fact('Encounter', encounterId, new EncounterStarted(started));
    return visit;
  }

  /** An encounter whose claim has gone out and was acknowledged, for this many cents. */
  async billed(cents = 10_000): Promise<Visit> {
    const visit = await this.visit();
    await visit.ready(cents);
    await this.office.work();
    return visit;
  }

  /** A file comes in by hand and is worked through. */
  async import(text: string, name = `file-${newId()}`) {
    const file = await this.send(new ImportInterchange({ name, text }, this.biller));
    await this.office.work();
    return file;
  }

  nextTrace = () => `EFT${++this.trace}-${this.tenant.slice(0, 8)}`;

  async claims() {
    return (await this.send(new ListClaims({}, this.biller))).items;
  }

  async invoices() {
    return (await this.send(new ListInvoices({}, this.biller))).items;
  }

  async remittances() {
    return (await this.send(new ListRemittances({}, this.biller))).items;
  }

  /** Types of what was emitted about money, in order. */
  async events(aggregateId?: string): Promise<string[]> {
    const rows = await this.office.host.rows<{ type: string }>(
      `select type from billing.event_log where tenant = $1 and ($2::uuid is null or aggregate_id = $2) order by position`,
      [this.tenant, aggregateId ?? null],
    );
    return rows.map(({ type }) => type.replace('billing.', ''));
  }
}

/** One encounter, and the facts that its claim waits for. */
export class Visit {
  readonly id = newId();
  readonly patientId = newId();
  readonly orderId = newId();

  constructor(readonly hospital: Hospital) {}

  private get biller() {
    return this.hospital.biller;
  }

  register(): Promise<void> {
    const { patientId } = this;
    const name = { family: 'Testwood', given: ['Mira'] };
    const demographics = { mrn: 'MRN-4711', name, gender: 'female' as const, birthDate: '1980-01-02', identifier: [] };
    return this.hospital.fact('Patient', patientId, new PatientRegistered({ patientId, ...demographics }));
  }

  capture(cents?: number, given: Partial<CaptureCharges['data']['charges'][number]> = {}) {
    const price = cents === undefined ? {} : { priceOverride: moneyOf(cents) };
    const charge = { serviceReference: newId(), code: service, quantity: 1, ...price, ...given };
    return this.hospital.send(new CaptureCharges({ accountId: this.id, charges: [charge] }, this.biller));
  }

  code(given: Partial<CompleteCoding['data']> = {}) {
    const coverage: Coverage = { payorId: this.hospital.payorId, subscriberId: 'M1' };
    const said = { accountId: this.id, orderIds: [], chargeCount: 1, coverage, diagnosis: [flu], ...given };
    return this.hospital.send(new CompleteCoding(said, this.biller));
  }

  finish(end = '2026-03-02T09:00:00.000Z'): Promise<void> {
    const { id: encounterId, patientId } = this;
    return this.hospital.fact('Encounter', this.id, new EncounterFinished({ encounterId, patientId, end }), 2);
  }

  /** Another order of the encounter is completed, so that somebody looks at the account once more. */
  completeAnother(): Promise<void> {
    const { id: encounterId, patientId } = this;
    const other = newId();
    return this.hospital.fact('Order', other, new OrderCompleted({ orderId: other, patientId, encounterId, completedAt: AT }));
  }

  placeOrder(): Promise<void> {
    const { id: encounterId, patientId, orderId } = this;
    const request = { code: service, tests: [service], priority: 'routine' as const, authoredOn: AT };
    return this.hospital.fact('Order', orderId, new OrderPlaced({ orderId, patientId, encounterId, ...request }));
  }

  completeOrder(): Promise<void> {
    const { id: encounterId, patientId, orderId } = this;
    return this.hospital.fact('Order', orderId, new OrderCompleted({ orderId, patientId, encounterId, completedAt: AT }), 2);
  }

  /** Everything that a claim needs, with one charge of so many cents. */
  async ready(cents?: number, coding: Partial<CompleteCoding['data']> = {}): Promise<void> {
    await this.capture(cents);
    await this.code(coding);
    await this.finish();
  }

  read() {
    return this.hospital.send(new GetAccount({ accountId: this.id }, this.biller));
  }

  async claims() {
    return (await this.hospital.claims()).filter(({ accountId }) => accountId === this.id);
  }

  async claim() {
    const [claim, ...others] = await this.claims();
    expect(others).toEqual([]);
    return claim as NonNullable<typeof claim>;
  }

  async invoices() {
    return (await this.hospital.invoices()).filter(({ accountId }) => accountId === this.id);
  }
}
