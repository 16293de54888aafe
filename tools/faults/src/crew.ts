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
  private arriving: Promise<unknown> = Promise.resolve();

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

  /**
   * kill -9 for one of them, any unless told otherwise, once the successor of the last one is at work; its own successor is on its
   * way when this settles.
   */
  async killOne(choose: () => Worker | Promise<Worker> = () => this.any()): Promise<void> {
    await this.complete();
    await (await choose()).kill();
    this.replace();
  }

  /** Brings one more. */
  replace(): void {
    const { role, task } = this.terms;
    this.arriving = this.arena.worker(role, task).then((successor) => this.members.push(successor));
    // Whoever needs it complete hears of the failure.
    this.arriving.catch(() => undefined);
  }

  /** Settles when every successor is at work. */
  async complete(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_, fail) => {
      timer = setTimeout(() => fail(new Error(`a ${this.terms.role} did not start`)), MOST_STARTING_MS);
    });
    await Promise.race([this.arriving, tooLong]).finally(() => clearTimeout(timer));
  }
}
