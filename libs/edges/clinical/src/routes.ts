import * as c from '@orderly/contracts';
import { GetJourney, IssueStreamTicket, ListJourneys, OpenStream, ReadJournal } from '@orderly/platform/messaging';
import { Route, route } from '@orderly/platform/http';

/** The whole of the edge. A new use case is one line here. */
export const routes: readonly Route[] = [
  // identity
  route.open('/v1/login', c.Login),
  route.get('/v1/me', c.GetMe),
  route.post('/v1/tenants', c.ProvisionTenant),
  route.post('/v1/users', c.RegisterUser),

  // directory
  route.post('/v1/organizations', c.RegisterOrganization),
  route.get('/v1/organizations', c.ListOrganizations),
  route.get('/v1/organizations/:organizationId', c.GetOrganization),
  route.post('/v1/practitioners', c.RegisterPractitioner),
  route.get('/v1/practitioners', c.ListPractitioners),
  route.get('/v1/practitioners/:practitionerId', c.GetPractitioner),

  // patients
  route.post('/v1/patients', c.RegisterPatient),
  route.search('/v1/patients/search', c.SearchPatients),
  route.get('/v1/patients/:patientId', c.GetPatient),

  // encounters
  route.post('/v1/encounters', c.StartEncounter),
  route.get('/v1/encounters', c.ListEncounters),
  route.get('/v1/encounters/:encounterId', c.GetEncounter),
  route.act('/v1/encounters/:encounterId/finish', c.FinishEncounter),

  // orders
  route.post('/v1/orders', c.PlaceOrder),
  route.get('/v1/orders', c.ListOrders),
  route.get('/v1/orders/:orderId', c.GetOrder),
  route.act('/v1/orders/:orderId/revoke', c.RevokeOrder),

  // laboratory
  route.get('/v1/lab-tasks', c.ListLabTasks),
  route.get('/v1/lab-tasks/:taskId', c.GetLabTask),
  route.act('/v1/lab-tasks/:taskId/collect-specimen', c.CollectSpecimen),
  route.act('/v1/lab-tasks/:taskId/receive-specimen', c.ReceiveSpecimen),
  route.act('/v1/lab-tasks/:taskId/reject-specimen', c.RejectSpecimen),
  route.act('/v1/lab-tasks/:taskId/enter-results', c.EnterResults),
  route.act('/v1/lab-tasks/:taskId/verify-results', c.VerifyResults),
  route.act('/v1/lab-tasks/:taskId/correct-result', c.CorrectResult),
  route.post('/v1/analysers', c.RegisterAnalyser),
  route.get('/v1/analysers', c.ListAnalysers),
  route.get('/v1/lab-messages', c.ListLabMessages),
  route.get('/v1/lab-messages/:messageId', c.GetLabMessage),
  route.act('/v1/lab-messages/:messageId/retry', c.RetryLabMessage),
  route.act('/v1/lab-messages/:messageId/discard', c.DiscardLabMessage),

  // billing
  route.get('/v1/accounts', c.ListAccounts),
  route.get('/v1/accounts/:accountId', c.GetAccount),
  route.act('/v1/accounts/:accountId/capture-charges', c.CaptureCharges),
  route.act('/v1/accounts/:accountId/complete-coding', c.CompleteCoding),
  route.get('/v1/claims', c.ListClaims),
  route.get('/v1/claims/:claimId', c.GetClaim),
  route.act('/v1/claims/:claimId/resubmit', c.ResubmitClaim),
  route.get('/v1/invoices', c.ListInvoices),
  route.get('/v1/invoices/:invoiceId', c.GetInvoice),
  route.act('/v1/invoices/:invoiceId/record-payment', c.RecordPatientPayment),
  route.get('/v1/remittances', c.ListRemittances),
  route.get('/v1/remittances/:remittanceId', c.GetRemittance),
  route.act('/v1/remittances/:remittanceId/match-payment', c.MatchPayment),
  route.post('/v1/interchanges', c.ImportInterchange),
  route.get('/v1/interchanges', c.ListInterchanges),
  route.get('/v1/interchanges/:interchangeId', c.GetInterchange),
  route.act('/v1/interchanges/:interchangeId/retry', c.RetryInterchange),
  route.act('/v1/interchanges/:interchangeId/discard', c.DiscardInterchange),
  route.post('/v1/prices', c.SetPrice),
  route.get('/v1/prices', c.ListPrices),
  route.post('/v1/payer-contracts', c.AgreePayerContract),
  route.post('/v1/billing-providers', c.EnrolBillingProvider),

  // chart
  route.get('/v1/charts/:patientId', c.GetChart),
  route.get('/v1/charts/:patientId/timeline', c.ListTimeline),
  route.get('/v1/charts/:patientId/orders', c.ListChartOrders),
  route.get('/v1/charts/:patientId/results', c.ListChartResults),
  route.get('/v1/charts/:patientId/results/:resultId/history', c.ListResultHistory),

  // platform
  route.get('/v1/journals/:context', ReadJournal),
  route.get('/v1/journeys', ListJourneys),
  route.get('/v1/journeys/:journeyId', GetJourney),
  route.search('/v1/stream-tickets', IssueStreamTicket),
  route.stream('/v1/stream', OpenStream),
];
