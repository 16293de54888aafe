import { EncounterFinished, EncounterStarted, OrderCompleted, OrderRevoked } from '@orderly/contracts';
import { ContextDefinition, defineContext, errands, on } from '@orderly/platform/messaging';
import { Account } from './account';
import { ChargeItem } from './charge-item';
import { Claim } from './claim';
import { Clearinghouse } from './clearinghouse';
import { AgreePayerContractHandler } from './commands/agree-payer-contract';
import { CaptureChargesHandler } from './commands/capture-charges';
import { CompleteCodingHandler } from './commands/complete-coding';
import { DiscardInterchangeHandler } from './commands/discard-interchange';
import { EnrolBillingProviderHandler } from './commands/enrol-billing-provider';
import { ImportInterchangeHandler } from './commands/import-interchange';
import { MatchPaymentHandler } from './commands/match-payment';
import { RecordPatientPaymentHandler } from './commands/record-patient-payment';
import { ResubmitClaimHandler } from './commands/resubmit-claim';
import { RetryInterchangeHandler } from './commands/retry-interchange';
import { SetPriceHandler } from './commands/set-price';
import { BillingProvider, PayerContract, Price } from './fee-schedule';
import { Interchange } from './interchange';
import { Invoice } from './invoice';
import { kin } from './kin';
import { FinishedEncounter, known, KnownOrder, KnownOrganization, KnownPatient, KnownPractitioner } from './known';
import { Billing1764000000001 } from './migrations/1764000000001-billing';
import { BillingOptions } from './options';
import { BillAccounts } from './processes/bill-accounts';
import { CollectFiles } from './processes/collect-files';
import {
  BILL_ACCOUNT,
  COLLECT_FILES,
  POST_REMITTANCE,
  PROCESS_INTERCHANGE,
  SUBMIT_CLAIM,
  WATCH_OVERDUE,
} from './processes/errand-kinds';
import { PostRemittance } from './processes/post-remittance';
import { ProcessInterchange } from './processes/process-interchange';
import { SubmitClaims } from './processes/submit-claims';
import { WatchOverdue } from './processes/watch-overdue';
import { GetAccountHandler } from './queries/get-account';
import { GetClaimHandler } from './queries/get-claim';
import { GetInterchangeHandler } from './queries/get-interchange';
import { GetInvoiceHandler } from './queries/get-invoice';
import { GetRemittanceHandler } from './queries/get-remittance';
import { ListAccountsHandler } from './queries/list-accounts';
import { ListClaimsHandler } from './queries/list-claims';
import { ListInterchangesHandler } from './queries/list-interchanges';
import { ListInvoicesHandler } from './queries/list-invoices';
import { ListPricesHandler } from './queries/list-prices';
import { ListRemittancesHandler } from './queries/list-remittances';
import { Remittance } from './remittance';
import { BillAccountOnCare, OpenAccountOnEncounterStarted } from './reactions/follow-care';
import { worklists } from './worklists';

/** Billing, with the clearinghouse and the times of this installation. */
export function billingWith(given: Partial<BillingOptions>): ContextDefinition {
  const options = Object.assign(new BillingOptions(), given);
  return defineContext({
    context: 'billing',
    entities: [
      ...[Account, ChargeItem, Claim, Invoice, Remittance, Interchange, Price, PayerContract, BillingProvider],
      ...[KnownPatient, KnownOrganization, KnownPractitioner, FinishedEncounter, KnownOrder],
    ],
    migrations: [Billing1764000000001],
    handlers: [
      ...[CaptureChargesHandler, CompleteCodingHandler, RecordPatientPaymentHandler],
      ...[SetPriceHandler, AgreePayerContractHandler, EnrolBillingProviderHandler],
      ...[ResubmitClaimHandler, MatchPaymentHandler],
      ...[ImportInterchangeHandler, RetryInterchangeHandler, DiscardInterchangeHandler],
      ...[GetAccountHandler, ListAccountsHandler, GetInvoiceHandler, ListInvoicesHandler, ListPricesHandler],
      ...[GetClaimHandler, ListClaimsHandler, GetRemittanceHandler, ListRemittancesHandler],
      ...[GetInterchangeHandler, ListInterchangesHandler],
    ],
    reactions: [
      on(EncounterStarted, OpenAccountOnEncounterStarted),
      on(EncounterFinished, BillAccountOnCare),
      on(OrderCompleted, BillAccountOnCare),
      on(OrderRevoked, BillAccountOnCare),
    ],
    views: known,
    errands: [
      errands(BILL_ACCOUNT, BillAccounts, { most: 50, gatherMs: 100 }),
      errands(SUBMIT_CLAIM, SubmitClaims, { most: options.batchSize, gatherMs: options.gatherMs }),
      errands(COLLECT_FILES, CollectFiles),
      errands(PROCESS_INTERCHANGE, ProcessInterchange),
      errands(POST_REMITTANCE, PostRemittance),
      errands(WATCH_OVERDUE, WatchOverdue, { most: 50 }),
    ],
    worklists,
    kin,
    providers: [{ provide: BillingOptions, useValue: options }, Clearinghouse],
  });
}

export const billing = billingWith({});
