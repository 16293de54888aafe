import { Counter, Gauge, Histogram, Registry } from 'prom-client';

const registers = [new Registry()];
const seconds = [
  0.002, 0.005, 0.01, 0.02, 0.035, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 20, 40, 60, 120,
];

/** Seconds since something happened to each of `label`; they grow until it happens again. */
export class SecondsSince {
  private readonly last = new Map<string, number>();

  constructor({ name, help, label }: { name: string; help: string; label: string }) {
    const { last } = this;
    new Gauge({
      ...{ name, help, labelNames: [label], registers },
      collect() {
        for (const [value, at] of last) this.set({ [label]: value }, (Date.now() - at) / 1000);
      },
    });
  }

  happened(value: string): void {
    this.last.set(value, Date.now());
  }

  /** Counts from now unless it counts already: what never happens must show as well. */
  begin(value: string): void {
    if (!this.last.has(value)) this.happened(value);
  }
}

/** Everything that /metrics shows. Labels name parts of the system, never patients, users or tenants. */
export const metrics = {
  registry: registers[0] as Registry,
  http: new Histogram({
    name: 'orderly_http_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: seconds,
    registers,
  }),
  published: new Counter({
    name: 'orderly_events_published_total',
    help: 'Events confirmed by the broker',
    labelNames: ['context'],
    registers,
  }),
  effects: new Counter({
    name: 'orderly_effects_total',
    help: 'Events that took effect',
    labelNames: ['subscription'],
    registers,
  }),
  duplicates: new Counter({
    name: 'orderly_duplicates_total',
    help: 'Events that had taken effect before and were ignored',
    labelNames: ['subscription'],
    registers,
  }),
  failures: new Counter({
    name: 'orderly_effect_failures_total',
    help: 'Attempts that failed and will be repeated or are dead',
    labelNames: ['subscription', 'state'],
    registers,
  }),
  quarantined: new Counter({
    name: 'orderly_quarantined_total',
    help: 'Messages that are not events of ours',
    labelNames: ['subscription', 'reason'],
    registers,
  }),
  refetched: new Counter({
    name: 'orderly_refetched_total',
    help: 'Events that had to be fetched from a journal',
    labelNames: ['subscription'],
    registers,
  }),
  commitToEffect: new Histogram({
    name: 'orderly_commit_to_effect_seconds',
    help: 'From the event to its effect',
    labelNames: ['subscription'],
    buckets: seconds,
    registers,
  }),
  batch: new Histogram({
    name: 'orderly_batch_events',
    help: 'Events that shared a transaction',
    labelNames: ['subscription'],
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500],
    registers,
  }),
  breaker: new Gauge({
    name: 'orderly_breaker_state',
    help: 'Circuit of an outside system: 0 closed, 1 half-open, 2 open',
    labelNames: ['dependency'],
    registers,
  }),
  mllp: new Counter({
    name: 'orderly_mllp_messages_total',
    help: 'HL7 messages over MLLP by what became of them: answered, failed, oversize, unfinished; refused: a connection too many',
    labelNames: ['outcome'],
    registers,
  }),
  mllpConnections: new Gauge({ name: 'orderly_mllp_connections', help: 'Open MLLP connections', registers }),
  waiting: new Gauge({ name: 'orderly_waiting', help: 'Rows in a work list', labelNames: ['context', 'list'], registers }),
  waitingAge: new Gauge({
    name: 'orderly_waiting_age_seconds',
    help: 'Age of the oldest row in a work list, 0 when it is empty',
    labelNames: ['context', 'list'],
    registers,
  }),
  queueMessages: new Gauge({
    name: 'orderly_queue_messages',
    help: 'Messages in a queue that are not with its consumer yet; absent while the broker is away',
    labelNames: ['subscription'],
    registers,
  }),
  queueConsumers: new Gauge({
    name: 'orderly_queue_consumers',
    help: 'Consumers of a queue, 0 also when there is no queue; absent while the broker is away',
    labelNames: ['subscription'],
    registers,
  }),
  behind: new Gauge({
    name: 'orderly_behind_events',
    help: 'Events in the journal that have neither taken effect in a subscription nor wait in its inbox',
    labelNames: ['subscription'],
    registers,
  }),
  behindAge: new Gauge({
    name: 'orderly_behind_age_seconds',
    help: 'Age of the oldest of them, 0 when there is none',
    labelNames: ['subscription'],
    registers,
  }),
  worklist: new Gauge({
    name: 'orderly_worklist',
    help: 'What people have to do or to wait for, over all hospitals',
    labelNames: ['context', 'list'],
    registers,
  }),
  worklistAge: new Gauge({
    name: 'orderly_worklist_age_seconds',
    help: 'Age of the oldest of it, 0 when there is none',
    labelNames: ['context', 'list'],
    registers,
  }),
  poolWaiting: new Gauge({
    name: 'orderly_pool_waiting',
    help: 'Transactions that wait for a connection because the pool of the context is used up',
    labelNames: ['context'],
    registers,
  }),
  streams: new Gauge({ name: 'orderly_streams', help: 'Open event streams', registers }),
  hints: new Counter({ name: 'orderly_stream_hints_total', help: 'Hints written to streams', registers }),
  hintsDropped: new Counter({
    name: 'orderly_stream_hints_dropped_total',
    help: 'Hints that a client was too slow for; it is told to read anew',
    registers,
  }),
  streamResets: new Counter({
    name: 'orderly_stream_resets_total',
    help: 'Clients told to read anew: gap (broker away or overflow), resume (too far back), slow',
    labelNames: ['reason'],
    registers,
  }),
  tended: new SecondsSince({
    name: 'orderly_tended_age_seconds',
    help: 'Since retries, gaps and the sweep of a subscription were last looked after without a failure',
    label: 'subscription',
  }),
  measured: new SecondsSince({
    name: 'orderly_measured_age_seconds',
    help: 'Since the database of a context last answered with its work lists; its other figures are as old',
    label: 'context',
  }),
};

// For Prometheus a counter that begins with 1 has never risen.
for (const outcome of ['answered', 'failed', 'oversize', 'unfinished', 'refused']) metrics.mllp.inc({ outcome }, 0);
for (const reason of ['gap', 'resume', 'slow']) metrics.streamResets.inc({ reason }, 0);
