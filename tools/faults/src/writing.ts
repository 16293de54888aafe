import { DomainEvent, newId } from '@orderly/kernel';
import { Database, make } from '@orderly/platform/persistence';
import { Account as AccountRow, AccountOpened, person } from '@orderly/platform/testing';
import { inNextWords } from './definitions';
import { Account, Answered, Told, Writing } from './task';

const TELL_MS = 50;
/** After a command whose outcome is unknown: the database is probably away. */
const REST_MS = 100;

class Deliberate extends Error {}

/** Opens accounts, and writes to them at random until it has committed its share, telling what each command was answered. */
export class Writers {
  private answered: Answered[] = [];
  private refused: string[] = [];
  private unknown: string[] = [];
  private committed = 0;
  /** Committed or under way. */
  private begun = 0;
  private halted = false;

  constructor(
    private readonly db: Database,
    private readonly tell: (told: Told) => void,
  ) {}

  async open(accounts: readonly Account[]): Promise<void> {
    for (let at = 0; at < accounts.length; at += 50)
      await Promise.all(accounts.slice(at, at + 50).map(({ tenant, id }) => this.openOne(tenant, id)));
  }

  /** Settles when the share is written, or soon after `halt`. */
  async write(writing: Writing): Promise<void> {
    const timer = setInterval(() => this.flush(), TELL_MS);
    try {
      const began = Date.now();
      await Promise.all(Array.from({ length: writing.writers }, () => this.writeOn(writing, began)));
    } finally {
      clearInterval(timer);
      this.flush();
    }
  }

  halt(): void {
    this.halted = true;
  }

  private async openOne(tenant: string, id: string): Promise<void> {
    await this.db.write(person(tenant), (tx) => {
      const account = make(AccountRow, { id, balance: 0, label: 'current' });
      tx.save(account, new AccountOpened({ accountId: id, owner: 'Ada Testwood' }));
      return Promise.resolve();
    });
  }

  private async writeOn(writing: Writing, began: number): Promise<void> {
    while (!this.halted && this.committed < writing.events) {
      const { perSecond } = writing;
      // By what has begun: else all writers that wait for one moment would go on at once.
      const early = perSecond > 0 ? (this.begun / perSecond) * 1000 - (Date.now() - began) : 0;
      if (early > 0) await rest(Math.min(early, 250));
      else await this.command(writing);
    }
  }

  private async command(writing: Writing): Promise<void> {
    const index = Math.floor(Math.random() * writing.accounts.length);
    const { tenant, id } = writing.accounts[index] as Account;
    const count = 1 + Math.floor(Math.random() * writing.most);
    this.begun += count;
    const correlationId = newId();
    const began = performance.now();
    try {
      const last = await this.db.write(person(tenant, { correlationId, causationId: correlationId }), async (tx) => {
        const account = await tx.get(AccountRow, id);
        tx.save(account, ...Array.from({ length: count }, () => post(account, writing.next)));
        const fails = Math.random() < writing.rollbacks;
        const stalls = Math.random() < writing.stalls;
        // A query sends what was saved so far; without it a rollback would have nothing to roll back.
        if (fails || stalls) await tx.query('select 1');
        if (stalls) await rest(writing.stallMs ?? 2 + Math.random() * 3);
        if (fails) throw new Deliberate();
        return account.version;
      });
      this.committed += count;
      this.answered.push([index, last - count + 1, last, performance.now() - began]);
    } catch (error) {
      this.begun -= count;
      if (error instanceof Deliberate) return void this.refused.push(correlationId);
      this.unknown.push(correlationId);
      await rest(REST_MS);
    }
  }

  private flush(): void {
    if (this.answered.length + this.refused.length + this.unknown.length === 0) return;
    this.tell({
      answered: this.answered.splice(0),
      refused: this.refused.splice(0),
      unknown: this.unknown.splice(0),
    });
  }
}

/** In the words of this version, or with some luck in those of the next. */
function post(account: AccountRow, next = 0): DomainEvent {
  const posted = account.post(1);
  return Math.random() < next ? inNextWords(posted) : posted;
}

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
