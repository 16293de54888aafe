import { Envelope, EventDeclaration, Received } from '@orderly/kernel';
import { LARGEST_EVENT } from '@orderly/platform/persistence';
import { Keyring } from '@orderly/platform/security';

/** An event as it came in: its text, and what it says. */
export interface Arrival {
  readonly text: string;
  readonly event: Received;
  /** `laboratory.result-verified`; the major version stands beside it. */
  readonly name: string;
  readonly major: number;
  /** Tenant, type and id: what has contiguous versions. */
  readonly key: string;
  /** The patient, or the aggregate where there is none: what keeps its order. */
  readonly partition: string;
  /** What `openAhead` has left for `open`. */
  opened?: Received<never>;
}

/** Why a message is not one of ours; becomes the reason in quarantine. */
export class Undecodable extends Error {}

/** Reads a message without opening what is sealed. Throws Undecodable. */
export function decode(body: Buffer | string, source: string): Arrival {
  if (body.length > LARGEST_EVENT) throw new Undecodable('too-large');
  const text = typeof body === 'string' ? body : body.toString('utf8');
  const envelope = envelopeOf(text);
  const arrival = arrivalOf(text, envelope);
  if (envelope.source !== `/${source}` || !arrival.name.startsWith(`${source}.`)) throw new Undecodable('wrong-source');
  return arrival;
}

/** Reads an event from a journal of our own, which was checked when it was written. Throws when it is not JSON. */
export const recall = (text: string): Arrival => arrivalOf(text, JSON.parse(text) as Envelope);

function arrivalOf(text: string, envelope: Envelope): Arrival {
  const [aggregateType = '', aggregateId = ''] = envelope.subject.split('/');
  const [, context = '', verb = '', major = ''] = envelope.type.split('.');
  return {
    text,
    name: `${context}.${verb}`,
    major: Number(major.slice(1)),
    key: `${envelope.tenantid}/${envelope.subject}`,
    partition: `${envelope.tenantid}/${envelope.partitionkey}`,
    opened: undefined,
    event: {
      id: envelope.id,
      tenant: envelope.tenantid,
      type: `${context}.${verb}`,
      aggregate: { type: aggregateType, id: aggregateId, version: Number(envelope.sequence) },
      time: envelope.time,
      actor: envelope.actorid,
      correlationId: envelope.correlationid,
      causationId: envelope.causationid,
      traceparent: envelope.traceparent,
      data: envelope.data,
    },
  };
}

/** Opens an event ahead of its turn. Throws as `open` does. */
export function openAhead(arrival: Arrival, declaration: EventDeclaration, keyring: Keyring): void {
  arrival.opened = open(arrival, declaration, keyring);
}

/** The event as its declaration describes it, with what was sealed opened; each time anew. Throws SealBroken, ZodError. */
export function open(arrival: Arrival, declaration: EventDeclaration, keyring: Keyring): Received<never> {
  const { event, opened } = arrival;
  // Whoever reads it may change it, so it is nobody else's.
  arrival.opened = undefined;
  if (opened) return opened;
  const { sealed, ...data } = event.data;
  const hidden = typeof sealed === 'string' ? (keyring.open(event.tenant, event.id, sealed) as object) : {};
  return { ...event, data: declaration.read({ ...data, ...hidden }) as never };
}

function envelopeOf(text: string): Envelope {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Undecodable('not-json');
  }
  const { data, success } = Envelope.safeParse(json);
  if (!success) throw new Undecodable('not-an-event');
  return data;
}
