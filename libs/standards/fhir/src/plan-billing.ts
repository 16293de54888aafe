import { LARGEST_CENTS } from './decimal';
import { mainCoding } from './elements';
import { type Entry, type OpenBundle, ofType, read, skip } from './open-bundle';
import type { Coding, PlannedBilling, PlannedCharge } from './plan';
import { readClinical } from './plan-clinical';
import { ClaimResource, ConditionResource, ExplainedClaim, ExplanationResource, isPharmacy, type ReadClaim } from './resources';

/** A bill with what its items name as their encounter: normally one, the same in all of them. */
export interface BillingInFile {
  billing: PlannedBilling;
  label: string;
  encounters: (Entry | undefined)[];
}

/** Synthea's word for nobody, in small or capital letters. */
const NO_PAYER = 'no_insurance';

/** Every Claim is the bill of one encounter, except those of pharmacies, which bill a prescription. */
export function planBilling(bundle: OpenBundle): BillingInFile[] {
  const explanations = explanationsByClaim(bundle);
  const codeOf = conditionReader(bundle);
  const claims = ofType(bundle, 'Claim').filter(({ resource }) => !isPharmacy(resource));
  return claims.flatMap((entry) => {
    const claim = readClinical(bundle, ClaimResource, entry);
    const bill = claim && billOf(bundle, entry, claim);
    if (!bill) return [];
    const payer = payerOf(claim);
    const pay = payer.payerName ? payOf(bundle, explanations.get(entry) ?? [], bill.billedCents) : {};
    const diagnoses = claim.diagnosis.flatMap((diagnosis, position) => {
      const code = codeOf(diagnosis);
      if (!code) skip(bundle, entry.label, `planned without diagnosis.${position}: it has no code that can be used`);
      return code ?? [];
    });
    const billing = { sourceId: entry.id, ...payer, ...bill, ...pay, diagnoses };
    const named = claim.item.flatMap(({ encounter }) => encounter).map((reference) => bundle.index.resolve(reference));
    return [{ billing, label: entry.label, encounters: [...new Set(named)] }];
  });
}

function payerOf({ insurance }: ReadClaim): { payerName?: string } {
  const { display } = insurance[0].coverage;
  return display.toLowerCase() === NO_PAYER ? {} : { payerName: display };
}

/** The charges and what they come to; amounts are rounded one by one, so that the charges are the amount to the cent. */
function billOf(bundle: OpenBundle, { id, label }: Entry, { item, total = 0 }: ReadClaim) {
  const netCents = item.reduce((sum, { net = 0 }) => sum + net, 0);
  const billedCents = Math.max(total, netCents);
  if (billedCents === 0) return skip(bundle, label, 'bills nothing: its amount is 0.00');
  if (billedCents > LARGEST_CENTS) return skip(bundle, label, 'its items come to more than a claim can say');
  const visits = item.filter(({ encounter }) => encounter.length > 0);
  const visit = visits.find(({ net }) => net === undefined) ?? visits[0];
  const charges = item.map((one): PlannedCharge => {
    const serviced = one.servicedDate ?? one.servicedPeriod?.start;
    const cents = (one.net ?? 0) + (one === visit ? billedCents - netCents : 0);
    return { sourceId: `${id}/${one.sequence}`, code: one.productOrService, cents, ...(serviced && { serviced }) };
  });
  return { charges: charges.filter(({ cents }) => cents > 0), billedCents };
}

function explanationsByClaim(bundle: OpenBundle): Map<Entry, Entry[]> {
  const explanations = new Map<Entry, Entry[]>();
  for (const entry of ofType(bundle, 'ExplanationOfBenefit')) {
    const resource = read(bundle, ExplainedClaim, entry);
    if (!resource) continue;
    const claim = bundle.index.resolve(resource.claim);
    const sameClaim = claim && explanations.get(claim);
    if (claim?.type !== 'Claim') skip(bundle, entry.label, 'claim is absent or points at no Claim in the file');
    else if (sameClaim) sameClaim.push(entry);
    else explanations.set(claim, [entry]);
  }
  return explanations;
}

/** What the first explanation that is in force says that the payer will pay. */
function payOf(bundle: OpenBundle, explanations: Entry[], billedCents: number): { payCents?: number } {
  const inForce = explanations.flatMap((entry) => {
    const resource = readClinical(bundle, ExplanationResource, entry);
    return resource ? [{ label: entry.label, cents: resource.payment?.amount }] : [];
  });
  const [first, ...others] = inForce;
  for (const { label } of others) skip(bundle, label, 'its Claim has an earlier ExplanationOfBenefit');
  return first?.cents === undefined ? {} : { payCents: Math.min(first.cents, billedCents) };
}

/** Answers the code of a diagnosis and reads each Condition once, however many claims name it. */
function conditionReader(bundle: OpenBundle): (diagnosis: ReadClaim['diagnosis'][number]) => Coding | undefined {
  const codes = new Map<Entry, Coding | undefined>();
  return ({ diagnosisReference, diagnosisCodeableConcept }) => {
    const condition = bundle.index.resolve(diagnosisReference);
    if (condition?.type !== 'Condition') return mainCoding(diagnosisCodeableConcept);
    if (!codes.has(condition)) codes.set(condition, readClinical(bundle, ConditionResource, condition)?.code);
    return codes.get(condition);
  };
}
