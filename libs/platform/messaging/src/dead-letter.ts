import { z } from 'zod';
import { Envelope, Id, Instant, Line, refusals } from '@orderly/kernel';

export const DeadLetterKind = z.enum(['event', 'message', 'errand']).meta({
  description: 'event: its effect failed; message: no event of ours, kept sealed; errand: the process died each time it ran',
});
export type DeadLetterKind = z.output<typeof DeadLetterKind>;

/**
 * Names one dead letter for as long as it is there: `event~<subscription>~<tenant>~<aggregate type>~<aggregate id>~<version>`,
 * `message~<subscription>~<id>`, `errand~<context>~<kind>~<tenant>~<id>`.
 */
export const DeadLetterId = z
  .string()
  .max(300)
  .regex(/^(event~[a-z]+-on-[a-z]+|message~[a-z]+-on-[a-z]+|errand~[a-z]+)(~[A-Za-z0-9-]+)+$/, 'an id of the list')
  .meta({ examples: ['message~chart-on-orders~0193d5a8-7b1c-7c3e-9f6d-2f4b8a1c5e70'] });

const Reason = Line(200).meta({ description: 'kind of the failure, never its content', examples: ['TypeError'] });

/** What needs a person. Says nothing about a patient but ids. */
export const DeadLetter = z
  .object({
    id: DeadLetterId,
    kind: DeadLetterKind,
    consumer: z.string().meta({ description: 'the subscription, `chart-on-orders`; of an errand: the context' }),
    type: z.string().optional().meta({ description: 'of the event, or kind of the errand; a message has none' }),
    tenantId: Id.optional(),
    aggregateType: z.string().optional(),
    aggregateId: Id.optional().meta({ description: 'of an errand: its own id' }),
    version: z.int().optional(),
    reason: Reason,
    attempts: z.int(),
    firstAt: Instant,
    lastAt: Instant.meta({ description: 'of the last attempt' }),
  })
  .meta({ title: 'DeadLetter' });
export type DeadLetter = z.output<typeof DeadLetter>;

/** One of them with what else is known. What is sealed stays sealed. */
export const DeadLetterDetail = DeadLetter.extend({
  event: Envelope.optional().meta({ title: 'PublishedEvent' }),
  parkedBehind: z.int().optional().meta({ description: 'later versions of the same aggregate that wait for this one' }),
  correlationId: z.string().optional(),
  sealedBytes: z.int().optional().meta({ description: 'size of a message; it is not shown' }),
}).meta({ title: 'DeadLetterDetail' });
export type DeadLetterDetail = z.output<typeof DeadLetterDetail>;

/** Which ones; what is left out means any. */
export const deadLetterFilter = {
  kind: DeadLetterKind.optional(),
  consumer: z
    .string()
    .regex(/^[a-z]+(-on-[a-z]+)?$/)
    .max(90)
    .optional()
    .meta({ description: 'a subscription, or a context with all of its own' }),
  reason: Reason.optional(),
  type: Line(200).optional(),
  tenantId: Id.optional(),
  since: Instant.optional().meta({ description: 'last tried at or after' }),
  until: Instant.optional().meta({ description: 'last tried at or before' }),
};
const Filter = z.object({ ...deadLetterFilter, id: DeadLetterId.optional() });
export type DeadLetterFilter = z.output<typeof Filter>;

/** So many of the same kind, consumer, type and reason. */
export const DeadLetterGroup = z
  .object({ kind: DeadLetterKind, consumer: z.string(), type: z.string().optional(), reason: Reason, count: z.int() })
  .meta({ title: 'DeadLetterGroup' });
export type DeadLetterGroup = z.output<typeof DeadLetterGroup>;

/** What a replay or discard has done or, as a dry run, would try to do. */
export const DeadLetterOutcome = z
  .object({
    dryRun: z.boolean(),
    count: z.int(),
    groups: z.array(DeadLetterGroup),
    left: z.int().meta({ description: 'dead letters that match and are still there' }),
  })
  .meta({ title: 'DeadLetterOutcome' });
export type DeadLetterOutcome = z.output<typeof DeadLetterOutcome>;

export const deadLetterRefuses = refusals('platform', {
  'dead-letter-not-next': [
    409,
    'An earlier version of the same aggregate has not taken effect yet.',
    'Replay or discard the earlier one first; nothing is ever skipped by accident.',
  ],
  'dead-letter-not-replayable': [
    422,
    'A message that is no event of ours cannot take effect.',
    'Find out who sent it, then discard it; the true event, if there is one, comes from the journal.',
  ],
  'dead-letter-filter-required': [
    422,
    'Nothing says which dead letters to discard.',
    'Name an id, consumer, type, reason, tenant or time; list them first with the same filter.',
  ],
});

/** The context whose database holds it: `chart` of `chart-on-orders`. */
export const contextOfConsumer = (consumer: string): string => consumer.split('-on-')[0] as string;

/** The same of an id. */
export const contextOfId = (id: string): string => contextOfConsumer(id.split('~')[1] as string);
