import { Tx } from '@orderly/platform/persistence';
import { ClaimAcknowledgment } from '@orderly/standards/x12';
import { Claim } from '../claim';
import { SUBMIT_CLAIM } from './errand-kinds';

/** Claims by their control numbers, locked. */
export async function claimsNumbered(tx: Tx, numbers: readonly string[]): Promise<Map<string, Claim>> {
  const rows = await tx.rowsOf(Claim, numbers, 'claimControlNumber');
  const claims = await tx.lockAll(
    Claim,
    rows.map(({ id }) => id),
  );
  return new Map(claims.map((claim) => [claim.claimControlNumber, claim]));
}

/** Everything that happens to a claim goes on in the claim's own trace and correlation. */
export const asOf = (tx: Tx, { cause }: Claim): Tx => tx.as({ ...tx.ctx, ...cause });

/** Notes what a 277CA says of a locked claim; a replacement that waited for the payer's number goes out now. */
export async function acknowledge(tx: Tx, claim: Claim, said: ClaimAcknowledgment, now: string): Promise<void> {
  asOf(tx, claim).save(claim, ...claim.acknowledged(said, now));
  await releaseReplacement(tx, claim);
}

/** Once the payer has numbered a claim, what replaces it can be sent; what replaces a rejected one is an original. */
export async function releaseReplacement(tx: Tx, { replacedBy, payerClaimControlNumber, state }: Claim): Promise<void> {
  if (!replacedBy || (!payerClaimControlNumber && state !== 'rejected')) return;
  const replacement = await tx.get(Claim, replacedBy);
  if (replacement.document.payerClaimControlNumber || replacement.frequency !== '7') return;
  if (state === 'rejected') replacement.becomeOriginal();
  else replacement.replaceOf(payerClaimControlNumber as string);
  asOf(tx, replacement).save(replacement);
  asOf(tx, replacement).errand(SUBMIT_CLAIM, replacement.id, { group: replacement.payorId });
}
