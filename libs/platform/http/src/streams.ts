import { Inject, Injectable, OnModuleInit, Optional } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { FastifyInstance, FastifyReply } from 'fastify';
import { refuses } from '@orderly/kernel';
import { Hint, HintListener, HintQueue } from '@orderly/platform/messaging';
import { metrics } from '@orderly/platform/telemetry';
import { Caller } from './caller';
import { HospitalHints } from './hospital-hints';
import { httpRefuses } from './refusals';
import { StreamClient } from './stream-client';
import { TopicRule, topicsOf } from './topics';

export const TOPICS = Symbol('topics');
export const STREAM_LIMITS = Symbol('stream limits');

/** How much memory and how many connections streams may take in one process. */
export interface StreamLimits {
  readonly heartbeatMs: number;
  readonly mostStreams: number;
  readonly mostPerUser: number;
  /** Bytes that wait for one client. */
  readonly mostBuffered: number;
  /** Hints kept for those who come back, of one hospital and of all. */
  readonly mostKept: number;
  readonly mostKeptTogether: number;
  /** So long a hospital's hints are still gathered when its last client has gone. */
  readonly lingerMs: number;
  /** After a gap clients read anew, and once more when what was on its way has taken effect. */
  readonly settleMs: number;
}

const LIMITS: StreamLimits = {
  heartbeatMs: 15_000,
  mostStreams: 2_000,
  mostPerUser: 10,
  mostBuffered: 65_536,
  mostKept: 1_000,
  mostKeptTogether: 50_000,
  lingerMs: 60_000,
  settleMs: 5_000,
};

/** Waits between two tries of a browser. */
const RETRY_MS = 2_000;
const LONGEST_TIMEOUT_MS = 2_147_483_647;

interface Asked {
  readonly caller: Caller;
  readonly topics: ReadonlySet<string>;
  /** Id of the last event that the client has seen. */
  readonly since?: string;
}

/** All open streams of this process. */
@Injectable()
export class Streams implements HintListener, OnModuleInit {
  private readonly limits: StreamLimits;
  private readonly hospitals = new Map<string, HospitalHints>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  /** Streams by user, open or opening. */
  private readonly places = new Map<string, number>();
  private taken = 0;
  private ending = false;

  constructor(
    @Inject(HintQueue) private readonly queue: HintQueue,
    @Inject(TOPICS) private readonly rules: readonly TopicRule[],
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Optional() @Inject(STREAM_LIMITS) limits: Partial<StreamLimits> = {},
  ) {
    this.limits = { ...LIMITS, ...limits };
    queue.tell(this);
  }

  onModuleInit(): void {
    const beat = setInterval(() => this.beat(), this.limits.heartbeatMs).unref();
    // A server that is closing waits for its answers, and these would never end.
    this.host.httpAdapter.getInstance<FastifyInstance>().addHook('preClose', async () => {
      clearInterval(beat);
      await this.end();
    });
  }

  /** Takes a place for one more stream and answers how to give it back. Refuses with 429 or 503 when there is none. */
  admit(user: string): () => void {
    const { mostStreams, mostPerUser } = this.limits;
    const mine = this.places.get(user) ?? 0;
    if (this.ending || this.taken >= mostStreams) throw refuses('unavailable', { retryAfterSeconds: 5 });
    if (mine >= mostPerUser) throw httpRefuses('too-many-streams', { retryAfterSeconds: 5 });
    this.taken++;
    this.places.set(user, mine + 1);
    let given = false;
    return () => {
      if (given) return;
      given = true;
      this.taken--;
      const left = (this.places.get(user) ?? 1) - 1;
      if (left > 0) this.places.set(user, left);
      else this.places.delete(user);
    };
  }

  /** Answers with a stream until the client goes, the token ends or the process does. */
  async open({ caller, topics, since }: Asked, reply: FastifyReply, leave: () => void): Promise<void> {
    const { tenant, until = 0 } = caller;
    const { raw } = reply.hijack();
    if (raw.destroyed) return leave();
    const hospital = this.enter(tenant);
    const client = new StreamClient(topics, raw, {
      mostBuffered: this.limits.mostBuffered,
      position: () => hospital.position,
    });
    const over = setTimeout(() => client.end(), Math.min(until - Date.now(), LONGEST_TIMEOUT_MS)).unref();
    raw.once('close', () => {
      clearTimeout(over);
      leave();
      this.exit(tenant, hospital, client);
    });
    await this.queue.follow(tenant);
    // Gone meanwhile, or the token has ended.
    if (raw.destroyed || raw.writableEnded) return;
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'Content-Type': 'text/event-stream; charset=utf-8',
      // nginx would gather what is written.
      'X-Accel-Buffering': 'no',
      Connection: 'close',
    });
    this.begin(hospital, client, since);
  }

  hint(hint: Hint): void {
    const hospital = this.hospitals.get(hint.tenant);
    if (!hospital) return;
    hospital.add(hint, topicsOf(this.rules, hint));
    const all = [...this.hospitals.values()];
    const together = all.reduce((sum, { size }) => sum + size, 0);
    if (together > this.limits.mostKeptTogether) all.reduce((a, b) => (b.size > a.size ? b : a)).forgetOldest();
  }

  following(tenant: string): void {
    const hospital = this.hospitals.get(tenant);
    if (!hospital) return;
    const missed = hospital.clients.size > 0;
    hospital.renew();
    if (missed) setTimeout(() => hospital.renew(), this.limits.settleMs).unref();
  }

  private begin(hospital: HospitalHints, client: StreamClient, since: string | undefined): void {
    const { mostBuffered } = this.limits;
    const missed = since === undefined ? '' : hospital.since(since, client.topics, mostBuffered / 2);
    hospital.clients.add(client);
    metrics.streams.inc();
    client.write(`retry: ${RETRY_MS}\n\n${missed ?? ''}id: ${hospital.position}\n\n`);
    if (missed === undefined) client.reset('resume');
    if (this.ending) client.end();
  }

  private enter(tenant: string): HospitalHints {
    clearTimeout(this.timers.get(tenant));
    let hospital = this.hospitals.get(tenant);
    if (!hospital) this.hospitals.set(tenant, (hospital = new HospitalHints(this.limits.mostKept)));
    hospital.present++;
    return hospital;
  }

  private exit(tenant: string, hospital: HospitalHints, client: StreamClient): void {
    if (hospital.clients.delete(client)) metrics.streams.dec();
    if (--hospital.present > 0) return;
    const forget = () => {
      this.timers.delete(tenant);
      this.hospitals.delete(tenant);
      this.queue.leave(tenant);
    };
    this.timers.set(tenant, setTimeout(forget, this.limits.lingerMs).unref());
  }

  private beat(): void {
    for (const { clients } of this.hospitals.values()) for (const client of clients) client.heartbeat();
  }

  private async end(): Promise<void> {
    this.ending = true;
    for (const { clients } of this.hospitals.values()) for (const client of clients) client.end();
    await this.queue.stop();
  }
}
