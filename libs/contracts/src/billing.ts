import { z } from 'zod';
import {
  CalendarDate,
  Coding,
  command,
  Id,
  Instant,
  Line,
  listInput,
  Money,
  OpenCode,
  pageOf,
  phi,
  publicEvent,
  query,
  refusals,
} from '@orderly/kernel';
import { OrganizationId } from './directory';
import { EncounterClass, EncounterId } from './encounters';
import { OrderId } from './orders';
import { PatientId } from './patients';

/** An account collects what one encounter costs and has its id (FHIR R4 Account, one per encounter). */
export const AccountId = EncounterId;
export const ChargeItemId = Id;
export const InvoiceId = Id;

/** FHIR R5 Account.billingStatus, as far as billing uses it. */
export const BillingStatus = z.enum(['open', 'carecomplete-notbilled', 'billing', 'closed-completed']);
/** Why an encounter has no claim yet; the first that applies, in this order. */
export const BillingReason = z.enum([
  'encounter-not-finished',
  'not-coded',
  'orders-open',
  'charges-missing',
  'no-price',
  'no-coverage',
  'no-payer-identifier',
  'no-patient',
  'no-npi',
  'not-expressible',
]);
/** FHIR R4 InvoiceStatus. */
export const InvoiceStatus = z.enum(['issued', 'balanced', 'cancelled']);
/** `self-pay`: nobody insures the encounter; `patient-responsibility`: what the payer left to the patient (CAS group PR). */
export const InvoiceReason = z.enum(['self-pay', 'patient-responsibility']);

/** Who pays: a payer of the directory under the patient's member number, or the patient. FHIR R4 Coverage. */
export const Coverage = z
  .object({ payorId: OrganizationId.optional(), subscriberId: Line(80).optional(), selfPay: z.literal(true).optional() })
  .refine(
    ({ payorId, subscriberId, selfPay }) => (selfPay ? !payorId && !subscriberId : Boolean(payorId && subscriberId)),
    'either payorId and subscriberId, or selfPay',
  );
export type Coverage = z.output<typeof Coverage>;

/** What was done and is to be paid: FHIR R4 ChargeItem. */
const charge = {
  /** The sender's own number of the service; twice the same one is one charge. */
  serviceReference: Line(100),
  code: Coding,
  /** NUBC revenue code, four digits; absent: `0001` is never sent, `0500` outpatient services or `0100` all-inclusive for a stay. */
  revenueCode: z
    .string()
    .regex(/^\d{4}$/, 'four digits')
    .optional(),
  quantity: z.int().min(1).max(9999).default(1),
  serviced: CalendarDate.optional(),
  /** The price of all of `quantity`; absent: the fee schedule says. */
  priceOverride: Money.optional(),
};
const ChargePart = z.object({ id: ChargeItemId, ...charge, quantity: z.int(), net: Money.optional() });

export const AccountResource = z
  .object({
    id: AccountId,
    version: z.int(),
    billingStatus: BillingStatus,
    waitingFor: BillingReason.optional(),
    patientId: PatientId,
    class: EncounterClass,
    start: Instant,
    orderIds: z.array(OrderId).optional(),
    chargeCount: z.int().optional(),
    coverage: Coverage.optional(),
    diagnosis: z.array(Coding).optional(),
    charges: z.array(ChargePart),
    claimIds: z.array(Id),
    invoiceIds: z.array(Id),
    /** Since when it should have been billed. */
    overdueSince: Instant.optional(),
  })
  .meta({ title: 'Account' });

const AccountSummary = AccountResource.pick({
  id: true,
  billingStatus: true,
  waitingFor: true,
  patientId: true,
  class: true,
  start: true,
  overdueSince: true,
}).meta({ title: 'AccountSummary' });

const Payment = z.object({ reference: z.string(), amount: Money, receivedAt: Instant, receivedBy: z.string() });

export const InvoiceResource = z
  .object({
    id: InvoiceId,
    version: z.int(),
    status: InvoiceStatus,
    reason: InvoiceReason,
    accountId: AccountId,
    claimId: Id.optional(),
    patientId: PatientId,
    totalNet: Money,
    paid: Money,
    /** Paid beyond what the payer has left to the patient in the end: to be given back. */
    credit: Money,
    issued: Instant,
    payments: z.array(Payment),
  })
  .meta({ title: 'Invoice' });

const of = { accountId: AccountId, patientId: PatientId };

/** Something was done that has to be paid. */
export class ChargeCaptured extends publicEvent('billing.charge-captured', 1, {
  ...of,
  chargeItemId: ChargeItemId,
  code: phi(Coding),
  quantity: z.int(),
  serviced: phi(CalendarDate.optional()),
  /** Absent: nobody has said the price yet. */
  net: phi(Money.optional()),
}) {}

/** The encounter's diagnoses, orders and payer are known; nothing further needs to be coded. */
export class EncounterCoded extends publicEvent('billing.encounter-coded', 1, {
  ...of,
  orderIds: z.array(OrderId),
  chargeCount: z.int(),
  coverage: phi(Coverage.optional()),
  diagnosis: phi(z.array(Coding)),
}) {}

/** Care is complete since days, and still nothing was billed. */
export class BillingOverdue extends publicEvent('billing.billing-overdue', 1, {
  ...of,
  /** A BillingReason; more will come. */
  waitingFor: OpenCode.optional(),
  overdueSince: Instant,
}) {}

const invoiced = { invoiceId: InvoiceId, ...of, claimId: Id.optional() };

/** The patient is asked for money. */
export class InvoiceIssued extends publicEvent('billing.invoice-issued', 1, {
  ...invoiced,
  reason: InvoiceReason,
  totalNet: phi(Money),
  issued: Instant,
}) {}

/** The payer took its decision back before the patient had paid. */
export class InvoiceCancelled extends publicEvent('billing.invoice-cancelled', 1, { ...invoiced, cancelledAt: Instant }) {}

/** The payer has corrected its decision after the patient had paid: the same invoice asks for another sum. */
export class InvoiceAdjusted extends publicEvent('billing.invoice-adjusted', 1, {
  ...invoiced,
  totalNet: phi(Money),
  /** To be given back to the patient. */
  credit: phi(Money),
  status: InvoiceStatus,
  adjustedAt: Instant,
}) {}

/** The patient has paid something. */
export class PatientPaymentReceived extends publicEvent('billing.patient-payment-received', 1, {
  ...invoiced,
  amount: phi(Money),
  status: InvoiceStatus,
  receivedAt: Instant,
}) {}

export class CaptureCharges extends command('billing.capture-charges', {
  summary: 'Adds charges to an encounter; one whose `serviceReference` is there already is not added again.',
  permission: 'charges:capture',
  input: { accountId: AccountId, charges: z.array(z.object(charge)).min(1).max(200) },
  output: AccountResource,
  resource: 'Account',
}) {}

export class CompleteCoding extends command('billing.complete-coding', {
  summary: 'Says what the claim needs beside the charges. Said again before the claim is built, it replaces what was said.',
  permission: 'coding:complete',
  input: {
    accountId: AccountId,
    orderIds: z.array(OrderId).max(500),
    chargeCount: z.int().min(0).max(999),
    coverage: Coverage.optional(),
    diagnosis: z.array(Coding).max(25).default([]),
  },
  output: AccountResource,
  resource: 'Account',
}) {}

export class GetAccount extends query('billing.get-account', {
  summary: 'The account of one encounter with its charges.',
  permission: 'billing:read',
  input: { accountId: AccountId },
  output: AccountResource,
  resource: 'Account',
}) {}

export class ListAccounts extends query('billing.list-accounts', {
  summary:
    'Accounts, the oldest encounter first; `carecomplete-notbilled` is the worklist of what should be billed, and why it is not.',
  permission: 'billing:read',
  input: { ...listInput, billingStatus: BillingStatus.optional(), waitingFor: BillingReason.optional() },
  output: pageOf(AccountSummary),
}) {}

export class GetInvoice extends query('billing.get-invoice', {
  summary: 'One invoice.',
  permission: 'billing:read',
  input: { invoiceId: InvoiceId },
  output: InvoiceResource,
  resource: 'Invoice',
}) {}

export class ListInvoices extends query('billing.list-invoices', {
  summary: 'Invoices, the oldest first.',
  permission: 'billing:read',
  input: { ...listInput, status: InvoiceStatus.optional(), reason: InvoiceReason.optional(), patientId: PatientId.optional() },
  output: pageOf(InvoiceResource),
}) {}

export class RecordPatientPayment extends command('billing.record-patient-payment', {
  summary: 'Notes what a patient has paid; `reference` (receipt, card transaction) is counted once.',
  permission: 'payments:record',
  input: { invoiceId: InvoiceId, reference: Line(60), amount: Money },
  output: InvoiceResource,
  resource: 'Invoice',
}) {}

export const billingRefuses = refusals('billing', {
  'charge-exists': [
    409,
    'This service reference was captured with other content, or in another encounter.',
    'Use a service reference of its own for each service.',
  ],
  'already-billed': [
    409,
    'The claim or invoice of this encounter has been built.',
    'Capture what is missing: a later charge replaces the claim.',
  ],
  'too-many-charges': [
    422,
    'An account has at most 999 charges, the lines of a claim.',
    'Capture several of the same service as one `quantity`.',
  ],
  'not-a-price': [
    422,
    'A price is more than nothing and at most 99999999.99.',
    'Leave out what costs nothing; split what costs more.',
  ],
  'payment-exists': [409, 'This reference was recorded with another amount.', 'Use a reference of its own for each payment.'],
  'invoice-not-open': [409, 'The invoice is balanced or cancelled.', 'Read the invoice.'],
  'pays-too-much': [
    422,
    'The payment is more than what is open, or nothing.',
    'Split the payment among the invoices that it is for.',
  ],
});
