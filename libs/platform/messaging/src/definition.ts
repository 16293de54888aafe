import { Provider, Type } from '@nestjs/common';
import { DomainEvent, EventClass, EventDeclaration, Received } from '@orderly/kernel';
import { SchemaDescription, Tx, View } from '@orderly/platform/persistence';
import { ErrandDuty } from './errands';
import { Kin } from './kin';
import { Worklists } from './worklists';

/** What a context does because something happened elsewhere. Runs under the event's tenant, in the transaction that notes the event as taken. */
export interface Reaction<E extends DomainEvent = DomainEvent> {
  react(event: Received<E>, tx: Tx): Promise<void>;
}

export interface Trigger {
  readonly event: EventDeclaration;
  readonly Reaction: Type<Reaction<never>>;
}

/** One line of a context's table of contents: this event triggers that reaction. */
export const on = <E extends DomainEvent>(event: EventClass<E>, Reaction: Type<Reaction<E>>): Trigger => ({
  event: event,
  Reaction: Reaction,
});

/** The table of contents of a context. */
export interface ContextDefinition extends SchemaDescription {
  /** Command and query handlers. */
  readonly handlers: readonly Type[];
  readonly reactions: readonly Trigger[];
  readonly views: readonly View[];
  readonly errands: readonly ErrandDuty[];
  /** What the metrics count of the work of its people. */
  readonly worklists: Worklists;
  /** What it knows of journeys. */
  readonly kin: Kin;
  /** Further providers that the handlers need. */
  readonly providers: readonly Provider[];
}

type Given = Pick<ContextDefinition, 'context' | 'entities' | 'migrations' | 'handlers'> & Partial<ContextDefinition>;

export const defineContext = (given: Given): ContextDefinition => ({
  reactions: [],
  views: [],
  errands: [],
  worklists: { names: [], sql: '' },
  kin: {},
  providers: [],
  ...given,
});

/** The contexts whose events a context listens to; each is a subscription with a queue of its own. */
export function sourcesOf({ reactions, views }: ContextDefinition): string[] {
  const events = [...reactions.map(({ event }) => event), ...views.flatMap(({ whens }) => whens.map(({ event }) => event))];
  return [...new Set(events.map(({ context }) => context))].sort();
}

/** `chart-on-orders` */
export const subscriptionName = (consumer: string, source: string): string => `${consumer}-on-${source}`;
