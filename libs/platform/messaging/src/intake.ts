import { isAway, isLostRace, isTaken } from '@orderly/platform/persistence';
import { SealBroken } from '@orderly/platform/security';
import { Arrival } from './arrival';
import { Effects } from './effects';
import { Inbox } from './inbox';

/** Lets events have their effect together and, when one of them fails, one by one: the failing one is kept aside, the others go on. */
export class Intake {
  constructor(
    private readonly effects: Effects,
    private readonly inbox: Inbox,
  ) {}

  /** Answers whether the inbox has something to run now. Throws only when the database is away; then no attempt is counted. */
  async take(arrivals: readonly Arrival[], from: 'queue' | 'journal'): Promise<boolean> {
    if (arrivals.length === 0) return false;
    for (let races = 0; ; races++) {
      try {
        return (await this.effects.takeTogether(arrivals)).release;
      } catch (error) {
        if (isAway(error)) throw error;
        if ((isLostRace(error) || isTaken(error)) && races < 2) continue;
        if (arrivals.length > 1) return this.takeOneByOne(arrivals, from);
        await this.setAside(arrivals[0] as Arrival, error, from);
        return true;
      }
    }
  }

  private async takeOneByOne(arrivals: readonly Arrival[], from: 'queue' | 'journal'): Promise<boolean> {
    let release = false;
    for (const arrival of arrivals) release = (await this.take([arrival], from)) || release;
    return release;
  }

  /** What the queue brings may be forged and must not stand in the way of the true event, which then comes from the journal. */
  private async setAside(arrival: Arrival, error: unknown, from: 'queue' | 'journal'): Promise<void> {
    if (from === 'queue' && error instanceof SealBroken) await this.inbox.quarantine(Buffer.from(arrival.text), 'seal-broken');
    else await this.inbox.keep(arrival, error);
  }
}
