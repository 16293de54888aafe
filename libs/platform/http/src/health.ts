import { BeforeApplicationShutdown, Controller, Get, Header, Inject, Optional, Res } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Server } from 'node:http';
import type { FastifyReply } from 'fastify';
import { collectDefaultMetrics } from 'prom-client';
import { Broker, Contexts, Lag, RunningContext } from '@orderly/platform/messaging';
import { metrics } from '@orderly/platform/telemetry';

const PATIENCE_MS = 1_000;
/** Requests under way have so long to be answered. */
const MOST_CLOSING_MS = 10_000;

/** How long a host goes on serving after it has said that it is leaving. */
export const LEAVE_MS = Symbol('leave ms');

/** For probes and dashboards; says nothing about patients, users or tenants. */
@Controller()
export class Health implements BeforeApplicationShutdown {
  private leaving = false;

  constructor(
    @Optional() @Inject(Contexts) private readonly contexts?: Contexts,
    @Optional() @Inject(Broker) private readonly broker?: Broker,
    @Optional() @Inject(Lag) private readonly lag?: Lag,
    @Optional() @Inject(HttpAdapterHost) private readonly host?: HttpAdapterHost,
    @Optional() @Inject(LEAVE_MS) private readonly leaveMs?: number,
  ) {
    if (!metrics.registry.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics({ register: metrics.registry });
  }

  /** Load balancers stop sending before the port closes. */
  async beforeApplicationShutdown(): Promise<void> {
    this.leaving = true;
    await new Promise((resolve) => setTimeout(resolve, this.leaveMs ?? 0));
    // A connection on which nothing was ever asked would keep the port open.
    const server = this.host?.httpAdapter.getHttpServer() as Server | undefined;
    setTimeout(() => server?.closeAllConnections(), MOST_CLOSING_MS).unref();
  }

  @Get('/health/live')
  live() {
    return { status: 'live' };
  }

  /** Ready as long as every database answers. A broker that is away must not stop clinicians: events wait in the outbox. */
  @Get('/health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const answers = await Promise.all(
      this.running.map(async (running) => [nameOf(running), await answersSoon(running)] as const),
    );
    const ready = !this.leaving && answers.every(([, up]) => up);
    reply.status(ready ? 200 : 503);
    return {
      status: ready ? 'ready' : this.leaving ? 'leaving' : 'not-ready',
      contexts: Object.fromEntries(answers.map(([name, up]) => [name, up ? 'up' : 'down'])),
      broker: this.brokerStatus(),
      subscriptions: this.running.flatMap(({ subscriptions }) => subscriptions.map(({ name, ready }) => ({ name, ready }))),
    };
  }

  @Get('/metrics')
  @Header('Content-Type', metrics.registry.contentType)
  async measured(): Promise<string> {
    await this.lag?.measure();
    return metrics.registry.metrics();
  }

  private get running(): readonly RunningContext[] {
    return this.contexts?.running ?? [];
  }

  private brokerStatus(): string {
    if (!this.broker) return 'none';
    if (!this.broker.connected) return 'away';
    return this.broker.blocked ? 'blocked' : 'connected';
  }
}

const nameOf = ({ definition }: RunningContext): string => definition.context;

const answersSoon = ({ db }: RunningContext): Promise<boolean> =>
  soon(db.work((session) => session.query({ name: 'alive', text: 'select 1', values: [] }))).then((rows) => rows !== undefined);

/** The value, or undefined when it fails or takes longer than a probe waits. */
function soon<T>(work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
  });
  return Promise.race([work.catch(() => undefined), late]).finally(() => clearTimeout(timer));
}
