import { isAway, isLostRace, isTaken } from '@orderly/platform/persistence';
import { SealBroken } from '@orderly/platform/security';
import { Arrival } from './arrival';
import { Effects, Slow, SomeFailed } from './effects';
import { Inbox } from './inbox';

/** A patient with many failing aggregates shows one of them at a time. */
const MOST_ROUNDS = 10;
const SLOW_FOR_MS = 60_000;

/**
 * Lets events have their effect together. Those that fail or take long go on in the inbox, so that they do not hold up the others; when the database refuses a batch, halves of it are tried until the one that it refuses is alone.
 */
export class Intake {
  /** Keys of aggregates, and until when. */
  private readonly slow = new Map<string, number>();

  constructor(
    private readonly effects: Effects,
    private readonly inbox: Inbox,
  ) {}

  /** Answers whether the inbox has something to run now. Throws only when the database is away; then no attempt is counted. */
  async take(arrivals: readonly Arrival[], from: 'queue' | 'journal'): Promise<boolean> {
    let together = await this.withoutSlow(arrivals);
    for (let round = 1, races = 0; together.length > 0;) {
      try {
        return (await this.effects.takeTogether(together)).release || together.length < arrivals.length;
      } catch (error) {
        if (isAway(error)) throw error;
        if ((isLostRace(error) || isTaken(error)) && races++ < 2) continue;
        if (!(error instanceof SomeFailed) || round++ > MOST_ROUNDS) return this.takeApart(together, error, from);
        const { failures } = error;
        await this.putAside(failures, from);
        together = together.filter((arrival) => !failures.has(arrival));
      }
    }
    return arrivals.length > 0;
  }

  private async takeApart(arrivals: readonly Arrival[], error: unknown, from: 'queue' | 'journal'): Promise<boolean> {
    const [first, ...more] = arrivals as [Arrival];
    if (more.length === 0) return this.setAside(first, error, from);
    const half = Math.ceil(arrivals.length / 2);
    const release = await this.take(arrivals.slice(0, half), from);
    return (await this.take(arrivals.slice(half), from)) || release;
  }

  private async putAside(failures: ReadonlyMap<Arrival, unknown>, from: 'queue' | 'journal'): Promise<void> {
    const broken = [...failures].filter(([, error]) => error instanceof SealBroken);
    for (const [arrival, error] of broken) await this.setAside(arrival, error, from);
    const others = [...failures.keys()].filter((arrival) => !(failures.get(arrival) instanceof SealBroken));
    for (const [{ key }, error] of failures) if (error instanceof Slow) this.slow.set(key, performance.now() + SLOW_FOR_MS);
    await this.inbox.takeOver(others);
  }

  /** Aggregates whose events took long a moment ago are not given another chance to hold up the others. */
  private async withoutSlow(arrivals: readonly Arrival[]): Promise<readonly Arrival[]> {
    for (const [key, until] of this.slow) if (until < performance.now()) this.slow.delete(key);
    if (this.slow.size === 0) return arrivals;
    await this.inbox.takeOver(arrivals.filter(({ key }) => this.slow.has(key)));
    return arrivals.filter(({ key }) => !this.slow.has(key));
  }

  /** What the queue brings may be forged and must not stand in the way of the true event, which then comes from the journal. */
  private async setAside(arrival: Arrival, error: unknown, from: 'queue' | 'journal'): Promise<true> {
    if (from === 'queue' && error instanceof SealBroken) await this.inbox.quarantine(Buffer.from(arrival.text), 'seal-broken');
    else await this.inbox.keep(arrival, error);
    return true;
  }
}
