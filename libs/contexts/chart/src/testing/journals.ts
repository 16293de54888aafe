import { Client } from 'pg';
import {
  EncounterFinished,
  EncounterStarted,
  OrderAccepted,
  OrderCompleted,
  OrderPlaced,
  PatientRegistered,
  ResultCorrected,
  ResultEntered,
  ResultVerified,
  SpecimenCollected,
  SpecimenReceived,
} from '@orderly/contracts';
import { DomainEvent, newId } from '@orderly/kernel';
import { ContextDefinition, decode, defineContext, Effects, sourcesOf, subscriptionName } from '@orderly/platform/messaging';
import { Keyring } from '@orderly/platform/security';
import { chart } from '../chart.module';

const AT = '2026-03-02T08:00:00.000Z';
const panel = { system: 'http://loinc.org', code: '24321-2', display: 'Basic metabolic panel' };
const tests = ['2345-7', '3094-0', '2160-0', '2951-2'].map((code) => ({
  system: 'http://loinc.org',
  code,
  display: `Test ${code}`,
}));

/** The contexts that the chart listens to, with nothing but their journals. */
export const sources: ContextDefinition[] = sourcesOf(chart).map((context) =>
  defineContext({ context, entities: [], migrations: [], handlers: [] }),
);

type Said = readonly [subject: string, event: DomainEvent];

/** A day of one patient: an encounter, an order with four results, one of them corrected. 19 events of four contexts. */
export function dayOf(patientId: string): Said[] {
  const [encounterId, orderId, taskId, specimenId] = [newId(), newId(), newId(), newId()];
  const name = { family: 'Testwood', given: ['Ada'] };
  const [task, order] = [
    { taskId, orderId, patientId },
    { orderId, patientId, encounterId },
  ];
  const results = tests.map((code, index) => ({
    ...{ ...task, resultId: newId(), code, effectiveDateTime: AT },
    ...{ value: { valueQuantity: { value: `${index + 4}.20`, unit: 'mmol/L' } }, interpretation: 'N' },
    referenceRange: { low: { value: '3.5', unit: 'mmol/L' }, high: { value: '9.1', unit: 'mmol/L' } },
  }));
  const said = [
    [`Patient/${patientId}`, PatientRegistered, { patientId, mrn: 'A-1000', name, gender: 'female', birthDate: '1984-02-29', identifier: [] }],
    [`Encounter/${encounterId}`, EncounterStarted, { encounterId, patientId, class: 'AMB', start: AT }],
    [`Order/${orderId}`, OrderPlaced, { ...order, code: panel, tests, priority: 'routine', authoredOn: AT }],
    [`LabTask/${taskId}`, OrderAccepted, { ...task, acceptedAt: AT }],
    [`LabTask/${taskId}`, SpecimenCollected, { ...task, specimenId, collectedDateTime: AT, collectedBy: newId() }],
    [`LabTask/${taskId}`, SpecimenReceived, { ...task, specimenId, accessionNumber: 'L26-000001', receivedTime: AT }],
    ...results.map((one) => [`LabTask/${taskId}`, ResultEntered, { ...one, status: 'preliminary', enteredBy: 'tess', enteredAt: AT }] as const),
    ...results.map((one, index) => {
      const taskStatus = index === tests.length - 1 ? 'completed' : 'in-progress';
      return [`LabTask/${taskId}`, ResultVerified, { ...one, status: 'final', verifiedBy: 'pia', verifiedAt: AT, taskStatus }] as const;
    }),
    [`Order/${orderId}`, OrderCompleted, { ...order, completedAt: AT }],
    [`LabTask/${taskId}`, ResultCorrected, { ...results[0], interpretation: undefined, status: 'corrected', correctedBy: 'pia', correctedAt: AT, reason: 'wrong tube' }],
    [`Encounter/${encounterId}`, EncounterFinished, { encounterId, patientId, end: AT }],
  ] as const; // prettier-ignore
  return said.map(([subject, Event, data]) => [subject, new Event(data as never)]);
}

/** Writes the journals of the chart's sources as their contexts would, and lets the chart take effect. */
export class Journals {
  private readonly versions = new Map<string, number>();

  constructor(
    /** Of the administrator. */
    private readonly admin: Client,
    private readonly keyring: Keyring,
    private readonly effectsOf: (subscription: string) => Effects,
  ) {}

  /** One page; the events are of one hospital and in order per subject. */
  async write(tenant: string, said: readonly Said[]): Promise<void> {
    const entries = said.map(([subject, event]) => this.entry(tenant, subject, event));
    for (const { context } of sources) {
      const own = entries.filter((entry) => entry.context === context);
      if (own.length === 0) continue;
      await this.admin.query(
        `insert into "${context}".event_log (event_id, tenant, aggregate_type, aggregate_id, version, type, schema_version, lane, occurred_at, event)
         select event_id, tenant, aggregate_type, aggregate_id, version, type, schema_version, lane, occurred_at, event
         from json_populate_recordset(null::"${context}".event_log, $1::json)`,
        [JSON.stringify(own)],
      );
      await this.effectsOf(subscriptionName('chart', context)).takeTogether(own.map(({ event }) => decode(event, context)));
    }
  }

  private entry(tenant: string, subject: string, { declaration, data }: DomainEvent) {
    const { type, version: major, context, sealedFields } = declaration;
    const [event_id, version] = [newId(), (this.versions.get(subject) ?? 0) + 1];
    this.versions.set(subject, version);
    const open: Record<string, unknown> = { ...(data as object) };
    const hidden = Object.fromEntries(sealedFields.map((field) => [field, open[field]]));
    for (const field of sealedFields) delete open[field];
    const [aggregate_type = '', aggregate_id = ''] = subject.split('/');
    const partitionkey = (data as { patientId?: string }).patientId ?? aggregate_id;
    const envelope = {
      ...{ specversion: '1.0', id: event_id, type: `orderly.${type}.v${major}`, source: `/${context}`, subject, time: AT },
      ...{ datacontenttype: 'application/json', tenantid: tenant, partitionkey, sequence: String(version) },
      ...{ correlationid: newId(), causationid: newId(), actorid: newId() },
      data: sealedFields.length > 0 ? { ...open, sealed: this.keyring.seal(tenant, event_id, hidden) } : open,
    };
    return {
      ...{ context, event_id, tenant, aggregate_type, aggregate_id, version, type, schema_version: major, lane: 0 },
      ...{ occurred_at: AT, event: JSON.stringify(envelope) },
    };
  }
}
