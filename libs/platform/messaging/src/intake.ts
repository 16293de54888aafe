import { isAway, isLostRace, isTaken } from '@orderly/platform/persistence';
import { SealBroken } from '@orderly/platform/security';
import { Arrival } from './arrival';
import { Effects, Taken } from './effects';
import { Inbox } from './inbox';
import { Slow, SomeFailed } from './run-all';

const SLOW_FOR_MS = 60_000;

/**
 * Lets events have their effect together. Those that fail or take long are put aside, so that they do not hold up the others; when the
 * database refuses a batch, halves of it are tried until the one that it refuses is alone.
 */
export class Intake {
  /** Keys of aggregates, and until when. */
  private readonly slow = new Map<string, number>();

  constructor(
    private readonly effects: Effects,
    private readonly inbox: Inbox,
  ) {}

  /** What can be done before an event's turn comes. */
  prepare(arrival: Arrival): void {
    this.effects.prepare(arrival);
  }

  /** Answers whether the inbox has something to run now. Throws only when the database is away; then no attempt is counted. */
  async take(arrivals: readonly Arrival[], from: 'queue' | 'journal'): Promise<boolean> {
    const slow = this.slowOf(arrivals);
    let together: readonly Arrival[] = arrivals.filter((arrival) => !slow.has(arrival));
    let release = slow.size > 0;
    for (let races = 0; together.length > 0;) {
      try {
        const taken = await this.attempt(together, slow);
        await this.putAside(taken.failures, from);
        release ||= taken.release || taken.failures.size > 0;
        together = taken.left;
      } catch (error) {
        if (isAway(error)) throw error;
        if ((isLostRace(error) || isTaken(error)) && races++ < 2) continue;
        release = (await this.takeApart(together, error, from)) || release;
        break;
      }
    }
    await this.inbox.takeOver([...slow]);
    return release;
  }

  /** What is slow goes to the inbox in the same transaction, if there is one. */
  private async attempt(arrivals: readonly Arrival[], slow: Set<Arrival>): Promise<Taken> {
    try {
      const taken = await this.effects.takeTogether(arrivals, [...slow]);
      slow.clear();
      return taken;
    } catch (error) {
      if (!(error instanceof SomeFailed)) throw error;
      const { failures } = error;
      return { release: false, failures, left: arrivals.filter((arrival) => !failures.has(arrival)) };
    }
  }

  private async takeApart(arrivals: readonly Arrival[], error: unknown, from: 'queue' | 'journal'): Promise<boolean> {
    if (arrivals.length === 1) {
      await this.putAside(new Map(arrivals.map((arrival) => [arrival, error])), from);
      return true;
    }
    const half = Math.ceil(arrivals.length / 2);
    const release = await this.take(arrivals.slice(0, half), from);
    return (await this.take(arrivals.slice(half), from)) || release;
  }

  /** What failed is tried again after a while; what takes long goes on in the inbox. */
  private async putAside(failures: ReadonlyMap<Arrival, unknown>, from: 'queue' | 'journal'): Promise<void> {
    const entries = [...failures];
    const slow = entries.filter(([, error]) => error instanceof Slow).map(([arrival]) => arrival);
    for (const { key } of slow) this.slow.set(key, performance.now() + SLOW_FOR_MS);
    await this.inbox.takeOver(slow);
    const failed = entries.filter(([, error]) => !(error instanceof Slow));
    for (const [{ text }] of failed.filter(([, error]) => isForged(error, from)))
      await this.inbox.quarantine(Buffer.from(text), 'seal-broken');
    await this.inbox.keep(new Map(failed.filter(([, error]) => !isForged(error, from))));
  }

  /** Aggregates whose events took long a moment ago, or take long just now, are not given a chance to hold up the others. */
  private slowOf(arrivals: readonly Arrival[]): Set<Arrival> {
    for (const [key, until] of this.slow) if (until < performance.now()) this.slow.delete(key);
    return new Set(arrivals.filter(({ key }) => this.slow.has(key) || this.inbox.holds(key)));
  }
}

/** What the queue brings may be forged and must not stand in the way of the true event, which then comes from the journal. */
const isForged = (error: unknown, from: 'queue' | 'journal'): boolean => from === 'queue' && error instanceof SealBroken;
