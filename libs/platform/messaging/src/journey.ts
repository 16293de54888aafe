import { z } from 'zod';
import { Id, Instant, listInput, Money, pageOf, query } from '@orderly/kernel';

const described = <S extends z.ZodType>(schema: S, description: string): S => schema.meta({ description });

export const JourneyState = z.enum(['moving', 'waiting', 'settled']).meta({
  description:
    'moving: goes on by itself; waiting: for people, for somebody outside, or it is held up; settled: nothing is to come and nothing waits. More may come.',
});
export type JourneyState = z.output<typeof JourneyState>;

const EffectState = z.enum(['waiting', 'done', 'held', 'dead']).meta({
  description:
    'waiting: on its way, or to be tried again; held: behind an earlier event of the same aggregate; dead: needs a person. More may come.',
});

/** What an event does in another context. */
export const JourneyEffect = z
  .object({
    subscription: described(z.string(), '`laboratory-on-orders`'),
    context: z.string(),
    state: EffectState,
    since: described(Instant.optional(), 'when it began to wait; absent when done'),
    attempts: z.int(),
    reason: described(z.string().optional(), 'kind of the failure; `discarded`: an operator has given it up'),
    caused: described(z.array(Id), 'ids of the steps that it caused'),
  })
  .meta({ title: 'JourneyEffect' });

const Actor = z.object({
  kind: described(z.enum(['person', 'system']), 'more may come'),
  role: described(z.string().optional(), 'roles of a person, or which part of the system; never a name'),
});

/** One event. */
export const JourneyStep = z
  .object({
    id: described(Id, 'of the event'),
    type: described(z.string(), '`orders.order-placed`'),
    context: z.string(),
    subject: z.object({ type: z.string(), id: Id }),
    version: described(z.int(), 'of the subject, by this event'),
    occurredAt: Instant,
    actor: Actor,
    correlationId: described(z.string(), 'the same for everything that one request set in motion'),
    causationId: described(z.string(), 'of the request, or of the event, that directly caused this one'),
    traceId: z.string().optional(),
    traceUrl: described(z.string().optional(), 'the trace in Jaeger, where one is configured'),
    label: described(z.string().optional(), 'what was ordered, for those who may read orders'),
    status: described(z.string().optional(), 'of what the event is about, as `final` of a result'),
    resultId: Id.optional(),
    published: described(z.boolean(), 'it has left the outbox'),
    effects: described(z.array(JourneyEffect), 'in the contexts that act on events of this type'),
  })
  .meta({ title: 'JourneyStep' });
export type JourneyStep = z.output<typeof JourneyStep>;

/** Once a payer has decided, billed = paid + adjusted + patientResponsibility; `patientPaid` is part of the last. */
export const JourneyMoney = z
  .object({ billed: Money, paid: Money, adjusted: Money, patientResponsibility: Money, patientPaid: Money })
  .meta({ title: 'JourneyMoney' });
export type JourneyMoney = z.output<typeof JourneyMoney>;

export const JourneyWait = z
  .object({
    context: z.string(),
    what: described(z.string(), 'a work list (`task-accepted`), an errand (`submit-claim`), a subscription or `outbox`'),
    reason: z.string().optional(),
    since: Instant,
    attempts: described(z.int(), 'of the machine so far; 0 for what people do'),
  })
  .meta({ title: 'JourneyWait' });
export type JourneyWait = z.output<typeof JourneyWait>;

/** For those who may read bills, once something is billed. */
const money = JourneyMoney.optional();

/** Everything that happened, happens and is to happen to one encounter. Nothing that is sealed is opened. */
export const Journey = z
  .object({
    id: described(z.string(), 'of the encounter or, where there is none, of what was asked for'),
    kind: described(z.enum(['encounter', 'order', 'claim', 'request']), 'what `id` names; more may come'),
    tenantId: Id,
    state: JourneyState,
    startedAt: Instant,
    lastAt: described(Instant, 'of the latest step'),
    references: z.object({
      encounterId: Id.optional(),
      orderIds: z.array(Id),
      claimIds: z.array(Id),
      invoiceIds: z.array(Id),
    }),
    money,
    steps: described(z.array(JourneyStep), 'in order of time'),
    more: described(z.literal(true).optional(), 'there is more than is shown'),
    expected: described(z.array(z.object({ type: z.string(), context: z.string() })), 'steps that are still to come'),
    waiting: z.array(JourneyWait),
  })
  .meta({ title: 'Journey' });
export type Journey = z.output<typeof Journey>;

export const JourneySummary = z
  .object({
    id: described(Id, 'of the encounter'),
    state: JourneyState,
    startedAt: described(Instant, 'first step'),
    lastAt: Instant,
    steps: z.int(),
    orders: z.int(),
    waiting: described(z.int(), 'for how many things it waits'),
    money,
  })
  .meta({ title: 'JourneySummary' });
export type JourneySummary = z.output<typeof JourneySummary>;

export class ListJourneys extends query('platform.list-journeys', {
  summary:
    'Journeys of your hospital, one per encounter, the newest first. With `state`, a page may be short or empty and have a next one.',
  permission: 'journeys:read',
  input: { ...listInput, state: JourneyState.optional() },
  output: pageOf(JourneySummary),
}) {}

export class GetJourney extends query('platform.get-journey', {
  summary: 'What an order, encounter, claim, event or request has led to so far, what is to come, and what it waits for.',
  permission: 'journeys:read',
  input: { journeyId: Id },
  output: Journey,
}) {}

/** The audit trail of that hospital names the operator. */
export class ShowJourney extends query('platform.show-journey', {
  summary: 'A journey of any hospital; without money and labels.',
  permission: 'journeys:operate',
  input: { journeyId: Id },
  output: Journey,
}) {}
