import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, Ctx } from '@orderly/kernel';
import { ErrandHandler } from '@orderly/platform/messaging';
import { Database, TakenErrand } from '@orderly/platform/persistence';
import { DependencyAway } from '@orderly/platform/resilience';
import { Keyring } from '@orderly/platform/security';
import { Clearinghouse, TooLarge } from '../clearinghouse';
import { Interchange } from '../interchange';
import { BillingOptions } from '../options';
import { COLLECT_FILES, PROCESS_INTERCHANGE } from './errand-kinds';

/** Files of one run; more of them make another at once. */
const MOST = 100;
const TOO_LARGE = 'too-large';
const largeNameOf = (name: string) => `${name}~${TOO_LARGE}`;

/** Empties the hospital's mailbox: each file is stored here before it is removed there. */
@Injectable()
export class CollectFiles implements ErrandHandler {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly keyring: Keyring,
    private readonly clearinghouse: Clearinghouse,
    @Inject(BillingOptions) private readonly options: BillingOptions,
  ) {}

  async run(errands: readonly TakenErrand[], ctx: Ctx): Promise<void> {
    const waiting = await this.wanted(ctx, await this.clearinghouse.waiting(ctx.tenant));
    let failure: unknown;
    for (const name of waiting.slice(0, MOST)) {
      try {
        await this.collect(ctx, name);
      } catch (error) {
        // One file that cannot be had does not hold up the others; it is tried again.
        if (error instanceof DependencyAway) throw error;
        failure ??= error;
      }
    }
    if (failure) throw failure;
    await this.db.write(ctx, async (tx) => {
      const [open] = await tx.query(`select 1 from claim where tenant = $1 and state in ('submitted', 'acknowledged') limit 1`, [
        ctx.tenant,
      ]);
      tx.finish(errands);
      const pause = open ? this.options.collectMs : this.options.idleCollectMs;
      tx.errand(COLLECT_FILES, ctx.tenant, { afterMs: waiting.length > MOST ? 0 : pause });
    });
  }

  /** Without those that were too large: they stay in the mailbox for whoever sees the refused file here. */
  private wanted(ctx: Ctx, names: readonly string[]): Promise<string[]> {
    return this.db.read(ctx, async (tx) => {
      const large = await tx.query<{ name: string }>(
        `select name from interchange where tenant = $1 and name = any($2) and content = $3`,
        [ctx.tenant, names.map(largeNameOf), TOO_LARGE],
      );
      const known = new Set(large.map(({ name }) => name));
      return names.filter((name) => !known.has(largeNameOf(name)));
    });
  }

  /** A file that is here already was stored by a run that died before it could remove it there. */
  private async collect(ctx: Ctx, name: string): Promise<void> {
    const text = await this.clearinghouse.fetch(ctx.tenant, name).catch((error: unknown) => this.refuse(ctx, name, error));
    // Too large, or somebody else was quicker.
    if (text === undefined) return;
    await this.db.write(ctx, async (tx) => {
      const taken = await tx.rowsOf(Interchange, [name, otherNameOf(name, text)], 'name');
      if (taken.some((file) => file.open(this.keyring) === text)) return;
      const free = taken.length === 0 ? name : otherNameOf(name, text);
      const file = tx.save(Interchange.receive(ctx.tenant, { name: free, text }, this.clock.now(), this.keyring));
      tx.errand(PROCESS_INTERCHANGE, file.id);
    });
    await this.clearinghouse.remove(ctx.tenant, name);
  }

  /** Notes a file that is too large, without its text, once; it is asked for again when somebody retries the refused one. */
  private async refuse(ctx: Ctx, name: string, error: unknown): Promise<undefined> {
    if (!(error instanceof TooLarge)) throw error;
    await this.db.write(ctx, async (tx) => {
      const free = { name: largeNameOf(name), text: '' };
      const [row] = await tx.rowsOf(Interchange, [free.name], 'name');
      const file = row
        ? await tx.get(Interchange, row.id)
        : Interchange.receive(ctx.tenant, free, this.clock.now(), this.keyring);
      file.refuse(TOO_LARGE, TOO_LARGE);
      tx.save(file);
    });
  }
}

/** For a clearinghouse that uses a name again for another file. */
const otherNameOf = (name: string, text: string): string =>
  `${name}~${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
