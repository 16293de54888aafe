import { AddressInfo } from 'node:net';
import { CommandHandler, CqrsModule, ICommandHandler } from '@nestjs/cqrs';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clock, FixedClock, refuses } from '@orderly/kernel';
import {
  Hint,
  HintListener,
  HintQueue,
  IssueStreamTicket,
  IssueStreamTicketHandler,
  OpenStream,
  StreamTickets,
  UseStreamTicket,
} from '@orderly/platform/messaging';
import { DerivedKeyring, Keyring, Tokens } from '@orderly/platform/security';
import { EdgeModule } from '../edge-module';
import { createHttpApp, HttpOptions } from '../http-app';
import { route } from '../route';
import { STREAM_LIMITS, StreamLimits } from '../streams';
import { topic } from '../topics';
import { GetBed, ListBeds, tokens } from './ward';

/** A bus on which the test itself says what happens. */
export class FakeHints {
  readonly followed = new Set<string>();
  stopped = false;
  /** Whether RabbitMQ is there. */
  away = false;
  private listener?: HintListener;

  tell(listener: HintListener): void {
    this.listener = listener;
  }
  follow(tenant: string): Promise<void> {
    if (!this.away && !this.followed.has(tenant)) this.listener?.following(tenant);
    this.followed.add(tenant);
    return Promise.resolve();
  }
  leave(tenant: string): void {
    this.followed.delete(tenant);
  }
  stop(): Promise<void> {
    this.stopped = true;
    return Promise.resolve();
  }

  say(tenant: string, more: Partial<Hint> & { id: string; version: number }): void {
    this.listener?.hint({ tenant, context: 'ward', type: 'Bed', partition: more.id, ...more });
  }
  comeBack(): void {
    for (const tenant of this.followed) this.listener?.following(tenant);
  }
}

const used = new Set<string>();

@CommandHandler(UseStreamTicket)
class UseStreamTicketHandler implements ICommandHandler<UseStreamTicket> {
  execute({ data: { ticketId } }: UseStreamTicket) {
    if (used.has(ticketId)) throw refuses('unauthenticated');
    used.add(ticketId);
    return Promise.resolve({});
  }
}

export const ROUTES = [route.search('/v1/stream-tickets', IssueStreamTicket), route.stream('/v1/stream', OpenStream)];

export const TOPIC_RULES = [
  topic.everything('journeys', { ...GetBed, permission: 'journeys:read' }),
  topic.one('beds', GetBed),
  topic.patient('charts', { ...GetBed, permission: 'chart:read' }, ['ward']),
  topic.worklist('ward', ListBeds, ['Bed']),
];

interface Given extends HttpOptions {
  readonly limits?: Partial<StreamLimits>;
  readonly tokens?: Tokens;
  readonly clock?: Clock;
}

/** The streams of an edge behind a port, over a bus that the test speaks on. */
export class StreamWard {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly url: string,
    readonly hints: FakeHints,
  ) {}

  static async open({
    limits,
    tokens: given = tokens,
    clock = new FixedClock('2026-03-02T08:15:00.000Z'),
    ...options
  }: Given = {}) {
    const hints = new FakeHints();
    class Shared {}
    const provided = [
      { provide: Tokens, useValue: given },
      { provide: Keyring, useValue: new DerivedKeyring(Buffer.alloc(32, 1).toString('base64url')) },
      { provide: Clock, useValue: clock },
      { provide: HintQueue, useValue: hints },
      { provide: STREAM_LIMITS, useValue: limits ?? {} },
      StreamTickets,
    ];
    const shared = {
      module: Shared,
      global: true,
      imports: [CqrsModule.forRoot()],
      providers: [...provided, IssueStreamTicketHandler, UseStreamTicketHandler],
      exports: provided.map((one) => ('provide' in one ? one.provide : one)),
    };
    class Ward {}
    const edge = EdgeModule.forRoutes(ROUTES, { title: 'Ward', version: '1', topics: TOPIC_RULES });
    const app = await createHttpApp(
      { module: Ward, imports: [shared, edge] },
      { logger: false, requestLog: () => undefined, ...options },
    );
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    return new StreamWard(app, `http://127.0.0.1:${port}/v1/stream`, hints);
  }
}
