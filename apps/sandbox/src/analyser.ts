import type { Clock } from '@orderly/kernel';
import type { AcknowledgmentCode } from '@orderly/standards/hl7v2';
import type { Faults } from './faults';
import type { Journal } from './journal';
import { type Address, Line, pause } from './line';
import { digest, type Message, messageOf, type Order } from './orders';

export type AnalyserEntry = ({ type: 'order' } & Message) | { type: 'acknowledged'; controlId: string; code: AcknowledgmentCode };

const CONNECTIONS = 2;
const ANSWER_MS = 5_000;

/** The instruments of a laboratory: each order becomes one message; an order always takes the same connection, so that its results stay in order. */
export class Analyser {
  private readonly ended = new AbortController();
  private readonly unsent = new Map<string, { message: Message; told: ((code: AcknowledgmentCode) => void)[] }>();
  private readonly lines: Line<Message>[];
  readonly counters = { sent: 0, AA: 0, AE: 0, AR: 0 };

  constructor(
    private readonly journal: Journal<AnalyserEntry>,
    private readonly clock: Clock,
    faults: Faults,
    address: Address,
  ) {
    const acknowledged = (message: Message, code: AcknowledgmentCode) => this.acknowledged(message, code);
    const line = () =>
      new Line<Message>(address, { faults, signal: this.ended.signal, sent: () => this.counters.sent++, acknowledged });
    this.lines = Array.from({ length: CONNECTIONS }, line);
  }

  get waiting(): number {
    return this.unsent.size;
  }

  /** Sends the orders and says after at most 5 s what each was answered; the sending of what is `unsent` goes on. */
  async submit(orders: Order[]): Promise<Record<string, AcknowledgmentCode | 'unsent'>> {
    const messages = orders.map((order) => messageOf(order, this.clock.now()));
    const codes = new Map<string, AcknowledgmentCode>();
    const answers = messages.map((message) => this.enqueue(message).then((code) => codes.set(message.placerOrderNumber, code)));
    const timeout = new AbortController();
    await Promise.race([Promise.all(answers), pause(ANSWER_MS, AbortSignal.any([timeout.signal, this.ended.signal]))]);
    timeout.abort();
    await this.journal.durable();
    return Object.fromEntries(messages.map(({ placerOrderNumber: number }) => [number, codes.get(number) ?? 'unsent']));
  }

  restore(entry: AnalyserEntry): void {
    if (entry.type === 'order') {
      this.unsent.set(entry.controlId, { message: entry, told: [] });
    } else {
      this.unsent.delete(entry.controlId);
      this.counters[entry.code]++;
    }
  }

  /** Goes on with what an earlier process has left. */
  resume(): void {
    for (const { message } of this.unsent.values()) this.lineOf(message).add(message);
  }

  close(): void {
    this.ended.abort();
    for (const line of this.lines) line.close();
  }

  private enqueue(message: Message): Promise<AcknowledgmentCode> {
    return new Promise((told) => {
      const waiting = this.unsent.get(message.controlId);
      if (waiting) return void waiting.told.push(told);
      this.journal.append({ type: 'order', ...message });
      this.unsent.set(message.controlId, { message, told: [told] });
      this.lineOf(message).add(message);
    });
  }

  private acknowledged({ controlId }: Message, code: AcknowledgmentCode): void {
    this.journal.append({ type: 'acknowledged', controlId, code });
    void this.journal.durable().catch(() => undefined);
    this.counters[code]++;
    for (const told of this.unsent.get(controlId)?.told ?? []) told(code);
    this.unsent.delete(controlId);
  }

  private lineOf({ placerOrderNumber }: Message): Line<Message> {
    return this.lines[digest(placerOrderNumber).readUInt8() % CONNECTIONS] as Line<Message>;
  }
}
