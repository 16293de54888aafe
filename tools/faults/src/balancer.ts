import { randomUUID } from 'node:crypto';
import { Application } from './application';

const LOOK_MS = 100;
const MOST_ATTEMPTS = 300;

/** Spreads commands over instances as a load balancer does: only to those that say they are ready, and elsewhere when nobody answers. */
export class Balancer {
  readonly instances: Application[] = [];
  /** Answers by status. */
  readonly answers = new Map<number, number>();
  /** Commands that were sent once more, under the same key, because a connection ended before the answer. */
  repeated = 0;
  private readonly ready = new Set<Application>();
  private turn = 0;
  private readonly timer = setInterval(() => void this.look(), LOOK_MS);

  add(instance: Application): void {
    this.instances.push(instance);
    this.ready.add(instance);
  }

  remove(instance: Application): void {
    this.instances.splice(this.instances.indexOf(instance), 1);
    this.ready.delete(instance);
  }

  close(): void {
    clearInterval(this.timer);
  }

  count(matches: (status: number) => boolean): number {
    return [...this.answers].reduce((sum, [status, count]) => sum + (matches(status) ? count : 0), 0);
  }

  async post(path: string, token: string, body: object): Promise<void> {
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'idempotency-key': randomUUID(),
    };
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const instance = this.next();
      if (!instance) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      else {
        const status = await statusOf(fetch(`${instance.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) }));
        if (status) return void this.answers.set(status, (this.answers.get(status) ?? 0) + 1);
        this.repeated++;
        this.ready.delete(instance);
      }
    }
    this.answers.set(0, (this.answers.get(0) ?? 0) + 1);
  }

  private next(): Application | undefined {
    const ready = [...this.ready];
    return ready[this.turn++ % (ready.length || 1)];
  }

  private async look(): Promise<void> {
    for (const instance of [...this.instances]) {
      const status = await statusOf(fetch(`${instance.url}/health/ready`, { signal: AbortSignal.timeout(2_000) }));
      if (status === 200 && this.instances.includes(instance)) this.ready.add(instance);
      else this.ready.delete(instance);
    }
  }
}

/** Undefined when the connection ended before there was an answer. */
const statusOf = (answer: Promise<Response>): Promise<number | undefined> =>
  answer.then(
    async (response) => {
      await response.arrayBuffer();
      return response.status;
    },
    () => undefined,
  );
