import { BillingReason } from '@orderly/contracts';
import { claimControlNumber, InstitutionalClaim, NotExpressible, writeClaims } from '@orderly/standards/x12';
import { z } from 'zod';
import { Account } from './account';
import { ChargeItem } from './charge-item';
import { BillingProvider } from './fee-schedule';
import { KnownOrganization, KnownPatient } from './known';

export type Reason = z.output<typeof BillingReason>;

/** Everything that decides whether an encounter can be billed. */
export interface Facts {
  readonly account: Account;
  readonly charges: readonly ChargeItem[];
  readonly finishedAt?: string;
  readonly openOrders: number;
  readonly payor?: KnownOrganization;
  readonly patient?: KnownPatient;
  readonly attendingNpi?: string;
  readonly provider?: BillingProvider;
}

/** v2-0203: National Insurance Payor Identifier (Payor). */
const PAYER_IDENTIFIER = 'NIIP';

/** The first reason why the encounter cannot be billed; undefined: it can. */
export function reasonToWait(facts: Facts): Reason | undefined {
  return RULES.find(([, applies]) => applies(facts))?.[0];
}

const insured = ({ account: { coverage } }: Facts) => !coverage?.selfPay;
const toBePaid = ({ charges }: Facts) => charges.length > 0;

const RULES: [Reason, (facts: Facts) => boolean][] = [
  ['encounter-not-finished', ({ finishedAt }) => !finishedAt],
  ['not-coded', ({ account }) => !account.isCoded],
  ['orders-open', ({ openOrders }) => openOrders > 0],
  ['charges-missing', ({ account, charges }) => charges.length < (account.chargeCount ?? 0)],
  ['no-price', ({ charges }) => charges.some(({ net }) => net === undefined)],
  ['no-coverage', (facts) => toBePaid(facts) && !facts.account.coverage],
  ['no-payer-identifier', (facts) => toBePaid(facts) && insured(facts) && !payerIdOf(facts.payor)],
  ['no-patient', (facts) => toBePaid(facts) && insured(facts) && !facts.patient],
  ['no-npi', (facts) => toBePaid(facts) && insured(facts) && !facts.provider],
  ['not-expressible', (facts) => toBePaid(facts) && insured(facts) && !isExpressible(documentOf(facts, { frequency: '1' }))],
];

const payerIdOf = (payor: KnownOrganization | undefined) =>
  payor?.identifier.find(({ type }) => type?.code === PAYER_IDENTIFIER)?.value;

/** The claim of an encounter for which nothing is missing (`reasonToWait` said so). */
export function documentOf(
  facts: Facts,
  how: Pick<InstitutionalClaim, 'frequency' | 'payerClaimControlNumber'>,
): InstitutionalClaim {
  const { account, charges, finishedAt, payor, patient, attendingNpi, provider } = facts as Required<Facts>;
  const { telephone: _, ...billingProvider } = provider.enrolment;
  const from = account.start.slice(0, 10);
  const period = { from, to: finishedAt.slice(0, 10) };
  return {
    claimControlNumber: claimControlNumber(account.id, account.claimIds.length + 1),
    ...how,
    facilityType: isInpatient(account) ? '11' : '13',
    totalCents: sumOf(charges),
    billingProvider,
    payer: { name: payor.name, id: payerIdOf(payor) as string },
    subscriber: {
      ...{ family: patient.name.family, given: patient.name.given[0], birthDate: patient.birthDate, gender: patient.gender },
      memberId: account.coverage?.subscriberId as string,
    },
    statementPeriod: period,
    ...(isInpatient(account) && { admittedAt: account.start }),
    diagnoses: (account.diagnosis ?? []).map(({ system, code }) => ({ system, code })),
    ...(attendingNpi && { attendingNpi }),
    lines: charges.map((charge, index) => ({
      number: index + 1,
      revenueCode: charge.revenueCode ?? (isInpatient(account) ? '0100' : '0500'),
      procedure: charge.code,
      cents: charge.net as number,
      quantity: charge.quantity,
      serviceDate: charge.serviced ?? from,
      reference: `${charge.sequence}`,
    })),
  };
}

/** NUBC type of bill: 11 hospital inpatient, 13 hospital outpatient. */
const isInpatient = (account: Account) => account.class === 'IMP' || account.class === 'ACUTE';

export const sumOf = (charges: readonly ChargeItem[]): number => charges.reduce((sum, { net = 0 }) => sum + net, 0);

const ANY_SENDER = {
  senderId: 'TRIAL',
  receiverId: 'TRIAL',
  controlNumber: 1,
  createdAt: '2026-01-01T00:00:00.000Z',
  usage: 'T' as const,
};
const ANY_SUBMITTER = { name: 'TRIAL', id: 'TRIAL', telephone: '0000000000' };

/** Whether X12 can carry the claim, tried by writing it: one that it cannot would hold up all others of its file. */
function isExpressible(claim: InstitutionalClaim): boolean {
  try {
    writeClaims({ envelope: ANY_SENDER, submitter: ANY_SUBMITTER, receiver: ANY_SUBMITTER, claims: [claim] });
    return true;
  } catch (error) {
    if (error instanceof NotExpressible) return false;
    throw error;
  }
}
