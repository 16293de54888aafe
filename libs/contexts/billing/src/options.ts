/** How billing reaches the outside, and its times. */
export class BillingOptions {
  /** Of the clearinghouse; without one, claims wait. */
  clearinghouseUrl?: string;
  clearinghouseToken?: string;
  /** Claims of one payer that travel together at most, and how long they gather. */
  batchSize = 100;
  gatherMs = 1_000;
  /** How often files are fetched while claims are with payers, and otherwise. */
  collectMs = 60_000;
  idleCollectMs = 60_000;
  /** Care complete for so long and not billed is overdue. */
  overdueDays = 3;
}
