import type { Arena } from './arena';
import { between } from './chance';
import { Role, Task } from './task';
import { Worker } from './worker';

interface Terms {
  readonly role: Role;
  readonly count: number;
  readonly task?: Partial<Task>;
}

const MOST_STARTING_MS = 60_000;

/** Several processes of one role, of which one is killed at a time and replaced. */
export class Crew {
  private readonly arriving = new Set<Promise<unknown>>();

  private constructor(
    private readonly arena: Arena,
    private readonly terms: Terms,
    private readonly members: Worker[],
  ) {}

  static async hire(arena: Arena, terms: Terms): Promise<Crew> {
    return new Crew(arena, terms, await arena.workersOf(terms.role, terms.count, terms.task));
  }

  /** Those that live. */
  get living(): Worker[] {
    return this.members.filter(({ alive }) => alive);
  }

  /** Any of those that live. */
  any(): Worker {
    const { living } = this;
    return living[between(0, living.length - 1)] as Worker;
  }

  /** kill -9 for one of them, any unless told otherwise, once another one is at work. Its successor is on its way when this settles. */
  async killOne(choose: () => Worker | Promise<Worker> = () => this.any()): Promise<void> {
    while (this.living.length < 2 && this.arriving.size > 0) await inTime(Promise.race(this.arriving), this.terms.role);
    await (await choose()).kill();
    this.replace();
  }

  /** Brings one more. */
  replace(): void {
    const { role, task } = this.terms;
    const arrival = this.arena
      .worker(role, task)
      .then((successor) => this.members.push(successor))
      .finally(() => this.arriving.delete(arrival));
    this.arriving.add(arrival);
    // Whoever needs it complete hears of the failure.
    arrival.catch(() => undefined);
  }

  /** Settles when every successor is at work. */
  async complete(): Promise<void> {
    await inTime(Promise.all(this.arriving), this.terms.role);
  }
}

async function inTime(arrival: Promise<unknown>, role: Role): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`a ${role} did not start`)), MOST_STARTING_MS);
  });
  await Promise.race([arrival, tooLong]).finally(() => clearTimeout(timer));
}
