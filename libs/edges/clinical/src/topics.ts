import * as c from '@orderly/contracts';
import { topic, TopicRule } from '@orderly/platform/http';
import { ListJourneys } from '@orderly/platform/messaging';

/** What a stream can be about. Each asks for the permission of the query that reads it. */
export const topics: readonly TopicRule[] = [
  topic.everything('journeys', ListJourneys),
  topic.one('patients', c.GetPatient),
  topic.one('encounters', c.GetEncounter),
  topic.one('orders', c.GetOrder),
  topic.one('lab-tasks', c.GetLabTask),
  topic.one('accounts', c.GetAccount),
  topic.one('claims', c.GetClaim),
  topic.one('invoices', c.GetInvoice),
  topic.one('remittances', c.GetRemittance),
  topic.patient('charts', c.GetChart, ['patients', 'encounters', 'orders', 'laboratory']),
  topic.worklist('encounters', c.ListEncounters, ['Encounter']),
  topic.worklist('orders', c.ListOrders, ['Order']),
  topic.worklist('laboratory', c.ListLabTasks, ['LabTask']),
  topic.worklist('billing', c.ListClaims, ['Account', 'Claim', 'Invoice', 'Remittance']),
];
