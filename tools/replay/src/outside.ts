import { z } from 'zod';

/** An order that the analyser shall answer (apps/sandbox/README.md). */
export interface AnalyserOrder {
  sendingApplication: string;
  sendingFacility: string;
  placerOrderNumber: string;
  accessionNumber?: string;
  report: object;
}

const Results = z.object({ results: z.record(z.string(), z.enum(['AA', 'AE', 'AR', 'unsent'])) });
export type Acknowledged = z.output<typeof Results>['results'][string];

/** How long the outside may be away before the replay gives up. */
const PATIENCE_MS = 180_000;
const AGAIN_MS = 500;
const MOST_AT_ONCE = 100;

/** The sandbox: what an analyser and payers shall do with what they will see. Many small things are told in one request. */
export class Outside {
  private readonly payments = new Batched<[visit: string, amount: string], void>(async (told) => {
    await this.request('PUT', '/admin/payments', Object.fromEntries(told));
    return told.map(() => undefined);
  });
  private readonly orders = new Batched<AnalyserOrder, Acknowledged>(async (orders) => {
    const { results } = Results.parse(await this.request('POST', '/admin/analyser/orders', { orders }));
    return orders.map(({ placerOrderNumber }) => results[placerOrderNumber] ?? 'unsent');
  });

  constructor(private readonly url: string) {}

  /** The payer will pay this much for the visit, as decimal text. */
  pays(visitNumber: string, amount: string): Promise<void> {
    return this.payments.add([visitNumber, amount]);
  }

  /** The analyser sends these results and says how they were answered; `unsent` ones it goes on sending. */
  measures(order: AnalyserOrder): Promise<Acknowledged> {
    return this.orders.add(order);
  }

  private async request(method: string, path: string, body: object): Promise<unknown> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      try {
        const headers = { 'content-type': 'application/json' };
        const response = await fetch(this.url + path, { method, headers, body: JSON.stringify(body) });
        const text = await response.text();
        if (response.ok) return text ? (JSON.parse(text) as unknown) : undefined;
        if (response.status < 500) throw new Error(`the sandbox refused ${path} with ${response.status}`, { cause: 'refused' });
      } catch (error) {
        if ((error as Error).cause === 'refused' || Date.now() > deadline) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}

/** What comes while a request is under way travels together in the next one. */
class Batched<T, A> {
  private waiting: { item: T; resolve: (answer: A) => void; reject: (error: unknown) => void }[] = [];
  private sending = false;

  constructor(private readonly send: (items: T[]) => Promise<A[]>) {}

  add(item: T): Promise<A> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      void this.flush();
    });
  }

  private async flush(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, MOST_AT_ONCE);
      try {
        const answers = await this.send(batch.map(({ item }) => item));
        for (const [index, { resolve }] of batch.entries()) resolve(answers[index] as A);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.sending = false;
  }
}
