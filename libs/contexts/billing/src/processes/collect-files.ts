import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, Ctx } from '@orderly/kernel';
import { ErrandHandler } from '@orderly/platform/messaging';
import { Database, TakenErrand } from '@orderly/platform/persistence';
import { DependencyAway } from '@orderly/platform/resilience';
import { Keyring } from '@orderly/platform/security';
import { Clearinghouse } from '../clearinghouse';
import { Interchange } from '../interchange';
import { BillingOptions } from '../options';
import { COLLECT_FILES, PROCESS_INTERCHANGE } from './errand-kinds';

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
    const names = await this.clearinghouse.waiting(ctx.tenant);
    let failure: unknown;
    for (const name of names) {
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
      tx.errand(COLLECT_FILES, ctx.tenant, { afterMs: open ? this.options.collectMs : this.options.idleCollectMs });
    });
  }

  /** A file that is here already was stored by a run that died before it could remove it there. */
  private async collect(ctx: Ctx, name: string): Promise<void> {
    const text = await this.clearinghouse.fetch(ctx.tenant, name);
    // Somebody else was quicker.
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
}

/** For a clearinghouse that uses a name again for another file. */
const otherNameOf = (name: string, text: string): string =>
  `${name}~${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
