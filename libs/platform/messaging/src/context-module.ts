import { DynamicModule, Inject, Injectable, Module, OnApplicationShutdown } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Clock } from '@orderly/kernel';
import { contextUrl, Database, openSource, RowShapes } from '@orderly/platform/persistence';
import { Cursors, Keyring } from '@orderly/platform/security';
import { Broker } from './broker';
import { ContextDefinition, sourcesOf, subscriptionName } from './definition';
import { Effects } from './effects';
import { Errands } from './errands';
import { Inbox } from './inbox';
import { Intake } from './intake';
import { LocalJournal } from './journal';
import { Relay } from './relay';
import { Retention } from './retention';
import { Subscription } from './subscription';
import { Sweep } from './sweep';

export const PLATFORM_OPTIONS = Symbol('platform options');

export interface PlatformOptions {
  /** Of the administrator; contexts work under roles of their own, derived from it and `secret`. */
  databaseUrl: string;
  amqpUrl: string;
  secret: string;
  /** Exchange and queues start with this. */
  namespace: string;
  poolSize: number;
  retryDelaysMs?: readonly number[];
  sweepEveryMs?: number;
  /** Definitions of contexts that may run in other processes: what operators see of them is read by these. */
  elsewhere?: readonly ContextDefinition[];
  /** Where people look at traces. */
  jaegerUrl?: string;
}

/** A context at work in this process. */
export interface RunningContext {
  readonly definition: ContextDefinition;
  readonly db: Database;
  readonly relay: Relay;
  readonly retention: Retention;
  readonly subscriptions: readonly Subscription[];
  readonly errands: readonly Errands[];
}

/** The contexts of this process, for health, metrics and the event transport. */
@Injectable()
export class Contexts {
  readonly running: RunningContext[] = [];
}

/** Brings a context into a host: its database, its handlers, its relay and its subscriptions. */
export function contextModule(definition: ContextDefinition): DynamicModule {
  const { context, handlers, reactions, errands, providers } = definition;

  @Module({})
  class ContextHost implements OnApplicationShutdown {
    constructor(
      @Inject(Database) private readonly db: Database,
      @Inject(PLATFORM_OPTIONS) options: PlatformOptions,
      broker: Broker,
      contexts: Contexts,
      journal: LocalJournal,
      modules: ModuleRef,
    ) {
      journal.add(db);
      const subscriptions = sourcesOf(definition).map((source) => {
        const subscription = subscriptionName(context, source);
        const effects = new Effects(db, definition, modules, subscription);
        const inbox = new Inbox(db, effects, source, options.retryDelaysMs);
        const intake = new Intake(effects, inbox);
        const sweep = new Sweep(db, intake, journal, { source, subscription, everyMs: options.sweepEveryMs });
        return new Subscription(subscription, source, broker, { intake, inbox, sweep });
      });
      contexts.running.push({
        ...{ definition, db, subscriptions },
        relay: new Relay(db, broker),
        retention: new Retention(db),
        errands: definition.errands.map((duty) => new Errands(db, modules, duty)),
      });
    }

    async onApplicationShutdown(): Promise<void> {
      await this.db.source.destroy();
    }
  }
  Object.defineProperty(ContextHost, 'name', { value: `${context}Context` });

  const database = {
    provide: Database,
    inject: [PLATFORM_OPTIONS, Keyring, Cursors, Clock],
    useFactory: async ({ databaseUrl, secret, poolSize }: PlatformOptions, keyring: Keyring, cursors: Cursors, clock: Clock) => {
      const source = await openSource(contextUrl(databaseUrl, secret, context), definition, poolSize);
      return new Database(source, { context, keyring, cursors, clock, shapes: new RowShapes(source) });
    },
  };
  const triggered = [...reactions.map(({ Reaction }) => Reaction), ...errands.map(({ Handler }) => Handler)];
  return { module: ContextHost, providers: [database, ...handlers, ...triggered, ...providers] };
}
