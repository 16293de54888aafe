import { ConsumeMessage } from 'amqplib';
import { Envelope } from '@orderly/kernel';

/** What an event says on its outside: something has a new version. Nothing of what happened, and nothing sealed. */
export interface Hint {
  readonly tenant: string;
  readonly context: string;
  /** Of the aggregate: `Order`. */
  readonly type: string;
  readonly id: string;
  readonly version: number;
  /** The patient's id, or the aggregate's where there is no patient. */
  readonly partition: string;
}

const Outside = Envelope.pick({ source: true, subject: true, tenantid: true, partitionkey: true, sequence: true });

/** undefined for what is not an event of ours, or not of the hospital that it was addressed for; subscriptions put such messages aside. */
export function hintOf({ content, fields }: ConsumeMessage): Hint | undefined {
  const { success, data } = Outside.safeParse(jsonOf(content));
  if (!success || !fields.routingKey.startsWith(`${data.tenantid}.`)) return undefined;
  const [type = '', id = ''] = data.subject.split('/');
  const { tenantid: tenant, partitionkey: partition, sequence } = data;
  return { tenant, context: data.source.slice(1), type, id, version: Number(sequence), partition };
}

function jsonOf(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'));
  } catch {
    return undefined;
  }
}
