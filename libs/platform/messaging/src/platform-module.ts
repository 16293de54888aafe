import { DynamicModule, Global, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Clock, SystemClock } from '@orderly/kernel';
import { Cursors, deriveSecret, DerivedKeyring, Keyring, Tokens } from '@orderly/platform/security';
import { Broker } from './broker';
import { Contexts, PLATFORM_OPTIONS, PlatformOptions } from './context-module';
import { EventTransport } from './event-transport';
import { ContextDatabases } from './context-databases';
import {
  DiscardDeadLettersHandler,
  ListDeadLettersHandler,
  ReplayDeadLettersHandler,
  ShowDeadLetterHandler,
} from './dead-letter-operations';
import { DeadLetters } from './dead-letters';
import { GetJourneyHandler, Journeys, ListJourneysHandler, ShowJourneyHandler } from './journeys';
import { GetLagHandler, Lag } from './lag';
import { Queues } from './queues';
import { LocalJournal } from './journal';
import { HintQueue } from './hint-queue';
import { ReadJournalHandler } from './read-journal';
import { IssueStreamTicketHandler, StreamTickets } from './stream-tickets';

/** What operators ask for and do. */
const OPERATIONS = [
  ListDeadLettersHandler,
  ShowDeadLetterHandler,
  ReplayDeadLettersHandler,
  DiscardDeadLettersHandler,
  GetLagHandler,
  ShowJourneyHandler,
];

/** What every context and edge of a process shares. */
@Global()
@Module({})
export class PlatformModule {
  static forRoot(options: PlatformOptions, clock: Clock = new SystemClock()): DynamicModule {
    const providers = [
      { provide: PLATFORM_OPTIONS, useValue: options },
      { provide: Clock, useValue: clock },
      { provide: Keyring, useValue: new DerivedKeyring(options.secret) },
      { provide: Tokens, useValue: new Tokens(options.secret) },
      { provide: Cursors, useValue: new Cursors(deriveSecret(options.secret, 'cursors')) },
      { provide: Broker, useValue: new Broker(options.amqpUrl, options.namespace) },
      Contexts,
      LocalJournal,
      EventTransport,
      ReadJournalHandler,
      Journeys,
      GetJourneyHandler,
      ListJourneysHandler,
      HintQueue,
      StreamTickets,
      IssueStreamTicketHandler,
      ContextDatabases,
      DeadLetters,
      Queues,
      Lag,
      ...OPERATIONS,
    ];
    return { module: PlatformModule, imports: [CqrsModule.forRoot()], providers, exports: [...providers, CqrsModule] };
  }
}
