import { z } from 'zod';
import { Id } from './values';

/** An event on its way: CloudEvents 1.0, structured JSON mode, with our extension attributes in lower case. */
export const Envelope = z.object({
  specversion: z.literal('1.0'),
  id: Id,
  /** `orderly.laboratory.result-verified.v1` */
  type: z.string().regex(/^orderly\.[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*\.v[1-9]\d*$/),
  source: z.string(),
  /** `LabTask/0193...`: aggregate type and id. */
  subject: z.string().regex(/^[A-Z][A-Za-z]*\/[0-9a-f-]{36}$/),
  time: z.string(),
  datacontenttype: z.literal('application/json').optional(),
  tenantid: Id,
  /** The patient, or the aggregate where there is no patient: what keeps its order. */
  partitionkey: Id,
  /** The aggregate's version, contiguous from 1. */
  sequence: z.string().regex(/^[1-9]\d{0,8}$/),
  correlationid: z.string().max(100),
  causationid: z.string().max(100),
  actorid: z.string().max(100),
  traceparent: z.string().max(100).optional(),
  data: z.looseObject({}),
});
export type Envelope = z.output<typeof Envelope>;

/** An event that has arrived, opened and checked: `Received<ResultVerified>`. */
export interface Received<E extends { data: unknown } = { data: Record<string, unknown> }> {
  readonly id: string;
  readonly tenant: string;
  readonly type: string;
  readonly aggregate: { readonly type: string; readonly id: string; readonly version: number };
  readonly time: string;
  readonly actor: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly traceparent?: string;
  readonly data: E['data'];
}
