import { Tx } from '@orderly/platform/persistence';
import { ClaimAcknowledgment } from '@orderly/standards/x12';
import { Claim } from '../claim';
import { SUBMIT_CLAIM } from './errand-kinds';

/** So often a claim is sent again by itself when its file was not understood; then it stays on the worklist. */
const MOST_TRANSMISSIONS = 10;
const AGAIN_MS = 1_000;

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

/** Nobody has looked at the claim (TA1 or 999 R): it goes out again, ever later, and alone: one of its file may be what nobody understands. */
export function sendAgain(tx: Tx, claim: Claim): void {
  const { id, transmissions } = claim;
  if (transmissions >= MOST_TRANSMISSIONS) return;
  asOf(tx, claim).errand(SUBMIT_CLAIM, id, { group: id, afterMs: AGAIN_MS * 2 ** Math.max(transmissions - 1, 0) });
}

/** Notes what a 277CA says of a locked claim; a replacement that waited for the payer's number goes out now. */
export async function acknowledge(tx: Tx, claim: Claim, said: ClaimAcknowledgment, now: string): Promise<void> {
  asOf(tx, claim).save(claim, ...claim.acknowledged(said, now));
  await releaseReplacement(tx, claim);
}

/** Once the payer has numbered a claim, what replaces it can be sent; when all before it were rejected, it is an original. */
export async function releaseReplacement(tx: Tx, claim: Claim): Promise<void> {
  if (!claim.replacedBy) return;
  const taken = await takenOf(tx, claim);
  if (taken && !taken.payerClaimControlNumber) return;
  let replacement = await tx.get(Claim, claim.replacedBy);
  while (replacement.state === 'rejected' && replacement.replacedBy) replacement = await tx.get(Claim, replacement.replacedBy);
  if (!replacement.lacksNumber) return;
  if (taken) replacement.replaceOf(taken.payerClaimControlNumber as string);
  else replacement.becomeOriginal();
  asOf(tx, replacement).save(replacement);
  asOf(tx, replacement).errand(SUBMIT_CLAIM, replacement.id, { group: replacement.payorId });
}

/** This claim, or the last one before it that was not rejected: what the payer has, or gets, and a further claim replaces. */
export async function takenOf(tx: Tx, claim: Claim): Promise<Claim | undefined> {
  let taken: Claim | undefined = claim;
  while (taken?.state === 'rejected') taken = taken.replaces ? await tx.get(Claim, taken.replaces) : undefined;
  return taken;
}
