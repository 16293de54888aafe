import { z } from 'zod';
import {
  CalendarDate,
  command,
  Id,
  Instant,
  Line,
  listInput,
  Money,
  pageOf,
  publicEvent,
  query,
  refusals,
} from '@orderly/kernel';
import { ClaimId, RemittanceId } from './claims';

export const InterchangeId = Id;

/** Why a part of a remittance is not posted. */
export const UnmatchedReason = z.enum([
  'unknown-claim',
  'amount-differs',
  'out-of-balance',
  'not-primary',
  'reversal-without-payment',
  'paid-already',
  'other-payer',
]);

const RemittanceClaimPart = z.object({
  /** Position in the file, from 1. */
  sequence: z.int(),
  claimControlNumber: z.string(),
  /** CLP02. */
  status: z.string(),
  billed: Money,
  paid: Money,
  claimId: ClaimId.optional(),
  unmatched: UnmatchedReason.optional(),
});

/** What belongs to no claim (PLB): positive lowers the payment. */
const ProviderAdjustment = z.object({
  /** PLB03-1: `FB` forwarded balance, `WO` overpayment recovery, `L6` interest ... */
  reason: z.string(),
  reference: z.string().optional(),
  amount: Money,
});

/** FHIR R4 PaymentReconciliation.outcome: `queued` while it is posted, `partial` when something waits for an operator, `error` when nothing could be posted. */
export const RemittanceOutcome = z.enum(['queued', 'complete', 'partial', 'error']);

export const RemittanceResource = z
  .object({
    id: RemittanceId,
    version: z.int(),
    outcome: RemittanceOutcome,
    payer: z.string(),
    traceNumber: z.string(),
    paymentAmount: Money,
    paymentDate: CalendarDate,
    receivedAt: Instant,
    detail: z.array(RemittanceClaimPart),
    providerAdjustments: z.array(ProviderAdjustment),
  })
  .meta({ title: 'Remittance' });

const RemittanceSummary = RemittanceResource.omit({ detail: true, providerAdjustments: true })
  .extend({ unmatched: z.int() })
  .meta({ title: 'RemittanceSummary' });

/** A file that came in: kept as it came, before anybody looked inside. */
export const InterchangeResource = z
  .object({
    id: InterchangeId,
    version: z.int(),
    name: z.string(),
    status: z.enum(['received', 'processed', 'refused', 'discarded']),
    /** Transaction sets inside, `835`; `unknown` when none of ours. */
    content: z.string(),
    /** Why it is refused: nothing of it could be read, or a part of it; what could be read is taken. */
    reason: z.string().optional(),
    receivedAt: Instant,
  })
  .meta({ title: 'Interchange' });

/** The payer announced a payment, whatever it is for (835, one per BPR). */
export class RemittanceReceived extends publicEvent('billing.remittance-received', 1, {
  remittanceId: RemittanceId,
  payer: z.string(),
  traceNumber: z.string(),
  amount: Money,
  claims: z.int(),
  receivedAt: Instant,
}) {}

export class GetRemittance extends query('billing.get-remittance', {
  summary: 'One payment with the claims that it is for.',
  permission: 'billing:read',
  input: { remittanceId: RemittanceId },
  output: RemittanceResource,
  resource: 'Remittance',
}) {}

export class ListRemittances extends query('billing.list-remittances', {
  summary: 'Payments of payers, the oldest first; `partial` and `error` have parts that nobody could post.',
  permission: 'billing:read',
  input: { ...listInput, outcome: RemittanceOutcome.optional(), traceNumber: Line(50).optional() },
  output: pageOf(RemittanceSummary),
}) {}

export class MatchPayment extends command('billing.match-payment', {
  summary: 'Posts a part of a remittance that nobody could post to the claim that it is for.',
  permission: 'payments:record',
  input: { remittanceId: RemittanceId, sequence: z.int().min(1), claimId: ClaimId },
  output: RemittanceResource,
  resource: 'Remittance',
}) {}

export class ImportInterchange extends command('billing.import-interchange', {
  summary: 'Takes a file of a clearinghouse by hand (835, 277CA, 999), exactly as if it had been fetched.',
  permission: 'remittances:import',
  input: { name: Line(200), text: z.string().min(1).max(900_000) },
  output: InterchangeResource,
  resource: 'Interchange',
}) {}

export class ListInterchanges extends query('billing.list-interchanges', {
  summary: 'Files that came in, the oldest first; `refused` ones wait for an operator.',
  permission: 'billing:read',
  input: { ...listInput, status: InterchangeResource.shape.status.optional() },
  output: pageOf(InterchangeResource),
}) {}

export class GetInterchange extends query('billing.get-interchange', {
  summary: 'A file with its text.',
  permission: 'interchanges:read',
  input: { interchangeId: InterchangeId },
  output: InterchangeResource.extend({ text: z.string() }).meta({ title: 'InterchangeText' }),
  resource: 'Interchange',
}) {}

export class RetryInterchange extends command('billing.retry-interchange', {
  summary: 'Processes a refused file once more; what was taken of it is not taken twice.',
  permission: 'remittances:import',
  input: { interchangeId: InterchangeId },
  output: InterchangeResource,
  resource: 'Interchange',
}) {}

export class DiscardInterchange extends command('billing.discard-interchange', {
  summary: 'Takes a refused file off the worklist, with a reason.',
  permission: 'remittances:import',
  input: { interchangeId: InterchangeId, reason: Line(200) },
  output: InterchangeResource,
  resource: 'Interchange',
}) {}

export const remittancesRefuses = refusals('billing', {
  'nothing-unmatched': [409, 'This part of the remittance is posted, or was never there.', 'Read the remittance.'],
  'does-not-match': [
    422,
    'The amounts of the payment do not fit the claim.',
    'Compare the billed amounts; perhaps it is for another claim.',
  ],
  'interchange-not-refused': [409, 'The file is not refused, or not any more.', 'Read the file.'],
});
