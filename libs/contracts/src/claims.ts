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
  pageOf,
  phi,
  publicEvent,
  query,
  refusals,
} from '@orderly/kernel';
import { AccountId } from './billing';
import { OrganizationId } from './directory';
import { PatientId } from './patients';

export const ClaimId = Id;
export const RemittanceId = Id;

/** Our state machine of a claim; FHIR's Claim.status only knows draft and active. */
export const ClaimState = z.enum([
  'drafted',
  'submitted',
  'transmission-rejected',
  'acknowledged',
  'rejected',
  'adjudicated',
  'denied',
]);
/** X12 CLM05-3 (NUBC): 1 original, 7 replacement. */
export const ClaimFrequency = z.enum(['1', '7']);
/** CLM01, at most 20 characters, derived from the visit number. */
export const ClaimControlNumber = z.string().regex(/^[A-Z0-9]{1,20}$/, 'capital letters and digits, at most 20');

const ClaimLinePart = z.object({
  sequence: z.int(),
  productOrService: Coding.optional(),
  revenue: z.string(),
  quantity: z.int(),
  servicedDate: CalendarDate,
  net: Money,
});

/** One remittance's part for this claim. */
const PostingPart = z.object({
  remittanceId: RemittanceId,
  traceNumber: z.string(),
  /** `payment` or, CLP02 22, `reversal`. */
  kind: z.enum(['payment', 'reversal']),
  paid: Money,
  adjusted: Money,
  patient: Money,
  postedAt: Instant,
});

export const ClaimResource = z
  .object({
    id: ClaimId,
    version: z.int(),
    state: ClaimState,
    claimControlNumber: ClaimControlNumber,
    frequency: ClaimFrequency,
    accountId: AccountId,
    patientId: PatientId,
    payorId: OrganizationId,
    created: Instant,
    total: Money,
    paid: Money,
    adjusted: Money,
    patient: Money,
    /** Less than the payer has agreed to. */
    underpaid: z.boolean(),
    /** Of the last refusal, 999 or 277CA code; `no-payer-number`: the replacement waits for the payer's number of what it replaces. */
    stateReason: z.string().optional(),
    payerClaimControlNumber: z.string().optional(),
    replaces: ClaimId.optional(),
    replacedBy: ClaimId.optional(),
    items: z.array(ClaimLinePart),
    postings: z.array(PostingPart),
  })
  .meta({ title: 'Claim' });

const ClaimSummary = ClaimResource.omit({ items: true, postings: true }).meta({ title: 'ClaimSummary' });

const claim = { claimId: ClaimId, accountId: AccountId, patientId: PatientId, claimControlNumber: ClaimControlNumber };

/** Everything is known that the payer needs. */
export class ClaimDrafted extends publicEvent('billing.claim-drafted', 1, {
  ...claim,
  payorId: phi(OrganizationId),
  frequency: ClaimFrequency,
  total: phi(Money),
  replaces: ClaimId.optional(),
}) {}

/** The clearinghouse has taken the file with the claim (837, answered by a 999). */
export class ClaimSubmitted extends publicEvent('billing.claim-submitted', 1, { ...claim, submittedAt: Instant }) {}

/** The file was not understood (TA1 or 999 R): the same claim is sent again. */
export class ClaimTransmissionRejected extends publicEvent('billing.claim-transmission-rejected', 1, {
  ...claim,
  reason: z.string(),
  rejectedAt: Instant,
}) {}

/** The claim goes to adjudication (277CA A1, A2). */
export class ClaimAcknowledged extends publicEvent('billing.claim-acknowledged', 1, {
  ...claim,
  category: z.string(),
  payerClaimControlNumber: z.string().optional(),
  acknowledgedAt: Instant,
}) {}

/** The claim does not go to adjudication (277CA A3, A4, A6, A7, A8; `X12`: no file can say what it holds): correct it and send it as new. */
export class ClaimRejected extends publicEvent('billing.claim-rejected', 1, {
  ...claim,
  category: z.string(),
  status: z.string(),
  rejectedAt: Instant,
}) {}

/** The payer has decided: total = paid + adjusted + patient. */
export class ClaimAdjudicated extends publicEvent('billing.claim-adjudicated', 1, {
  ...claim,
  state: ClaimState,
  total: phi(Money),
  paid: phi(Money),
  adjusted: phi(Money),
  patient: phi(Money),
  underpaid: z.boolean(),
  adjudicatedAt: Instant,
}) {}

const posted = { ...claim, remittanceId: RemittanceId, traceNumber: z.string(), amount: phi(Money), postedAt: Instant };

/** The payer's money for this claim is in the books, once for each payment. */
export class PaymentPosted extends publicEvent('billing.payment-posted', 1, posted) {}

/** The payer took an earlier payment back (CLP02 22); `amount` is negative. */
export class PaymentReversed extends publicEvent('billing.payment-reversed', 1, posted) {}

/** Another claim stands for this one from now on. */
export class ClaimReplaced extends publicEvent('billing.claim-replaced', 1, {
  ...claim,
  replacedBy: ClaimId,
  replacedAt: Instant,
}) {}

export class GetClaim extends query('billing.get-claim', {
  summary: 'One claim with its lines and what was paid on it.',
  permission: 'billing:read',
  input: { claimId: ClaimId },
  output: ClaimResource,
  resource: 'Claim',
}) {}

export class ListClaims extends query('billing.list-claims', {
  summary: 'Claims, the oldest first: rejected, denied or underpaid ones are worklists.',
  permission: 'billing:read',
  input: {
    ...listInput,
    state: ClaimState.optional(),
    underpaid: z.stringbool().optional(),
    claimControlNumber: ClaimControlNumber.optional(),
    accountId: AccountId.optional(),
  },
  output: pageOf(ClaimSummary),
}) {}

export class ResubmitClaim extends command('billing.resubmit-claim', {
  summary:
    'Builds a rejected claim anew from what is known now and sends it as a new one; a replacement with `no-payer-number` goes out under the number given here.',
  permission: 'claims:resubmit',
  input: {
    claimId: ClaimId,
    /** REF*F8: the payer's own number of the claim that is replaced, as the payer said it on paper or the telephone. */
    payerClaimControlNumber: Line(50).optional(),
  },
  output: ClaimResource,
  resource: 'Claim',
}) {}

export const claimsRefuses = refusals('billing', {
  'not-rejected': [
    409,
    'Only a rejected claim is built anew.',
    'Read the claim; a paid one is replaced by capturing what was missing, one with `no-payer-number` needs that number.',
  ],
  'not-billable': [422, 'The claim cannot be built from what is known.', 'Read the account: `waitingFor` says what is missing.'],
});
