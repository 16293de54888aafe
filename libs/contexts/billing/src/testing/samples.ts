import { EncounterStarted } from '@orderly/contracts';
import { DomainEvent, newId, Received } from '@orderly/kernel';
import { make } from '@orderly/platform/persistence';
import { Account } from '../account';
import { ChargeItem } from '../charge-item';
import { Claim } from '../claim';
import { documentOf, Facts } from '../draft-claim';
import { BillingProvider } from '../fee-schedule';
import { KnownOrganization, KnownPatient } from '../known';

export const NOW = '2026-03-02T08:00:00.000Z';
export const LATER = '2026-03-20T08:00:00.000Z';
export const service = { system: 'http://snomed.info/sct', code: '252275004' };

/** Types of events without their context. */
export const types = (events: unknown): string[] =>
  (events as DomainEvent[]).map(({ declaration }) => declaration.type.replace('billing.', ''));

export const anAccount = (parts: Partial<Account> = {}): Account => {
  const data = { encounterId: newId(), patientId: newId(), class: 'AMB', start: NOW };
  return Object.assign(Account.open({ data } as Received<EncounterStarted>), parts);
};

export const aCharge = (sequence: number, net?: number, parts: Partial<ChargeItem> = {}): ChargeItem =>
  make(ChargeItem, { id: newId(), sequence, serviceReference: `S${sequence}`, code: service, quantity: 1, net, ...parts });

/** Everything that a claim of 150.00 needs. */
export function facts(parts: Partial<Facts> = {}): Facts {
  const payorId = newId();
  const coding = { orderIds: [], chargeCount: 2, coverage: { payorId, subscriberId: 'M1' }, diagnosis: [service] };
  const type = { system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'NIIP' };
  const enrolment = {
    ...{ name: 'ST ANNE', npi: '1234567893', taxId: '123456789', telephone: '6175550100' },
    address: { line: '1 MAIN ST', city: 'BOSTON', state: 'MA', postalCode: '02108' },
  };
  return {
    account: anAccount(coding),
    charges: [aCharge(1, 10_001), aCharge(2, 4_999)],
    finishedAt: '2026-03-03T10:00:00.000Z',
    openOrders: 0,
    payor: make(KnownOrganization, { id: payorId, name: 'PAYER', identifier: [{ system: 'urn:payers', value: 'TP01', type }] }),
    patient: make(KnownPatient, {
      name: { family: 'Testwood', given: ['Mira', 'B'] },
      birthDate: '1980-01-02',
      gender: 'female',
    }),
    provider: make(BillingProvider, { enrolment }),
    ...parts,
  };
}

/** A claim of 150.00, as drafted. */
export function aClaim(parts: Partial<Claim> = {}): Claim {
  const known = facts();
  const { id: accountId, patientId, coverage } = known.account;
  const of = { accountId, patientId, payorId: coverage?.payorId as string, cause: { correlationId: 'c', causationId: 'c' } };
  const [claim] = Claim.draft(of, documentOf(known, { frequency: '1' }), NOW);
  return Object.assign(claim, parts);
}
