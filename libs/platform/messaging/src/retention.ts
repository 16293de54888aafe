import { Logger } from '@nestjs/common';
import { Database } from '@orderly/platform/persistence';
import { failureKind } from '@orderly/platform/telemetry';

const HOUR_MS = 3_600_000;
const MOST_AT_ONCE = 1_000;
/** A repeat within this time gets the first answer. */
export const ANSWERS_KEPT = '30 days';

/** Removes answers whose time is over, in small bites. */
export class Retention {
  private timer?: NodeJS.Timeout;
  private readonly log: Logger;

  constructor(private readonly db: Database) {
    this.log = new Logger(`Retention ${db.shop.context}`);
  }

  start(): void {
    const run = () => void this.run().catch((error) => this.log.warn(`nothing was removed: ${failureKind(error)}`));
    this.timer = setInterval(run, HOUR_MS).unref();
    run();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Answers how many were removed. */
  async run(): Promise<number> {
    for (let removed = 0; ;) {
      const rows = await this.db.work((session) =>
        session.query({
          text: `delete from command_answer where ctid in (
                   select ctid from command_answer where at < now() - interval '${ANSWERS_KEPT}' limit $1) returning 1`,
          values: [MOST_AT_ONCE],
        }),
      );
      removed += rows.length;
      if (rows.length < MOST_AT_ONCE) return removed;
    }
  }
}
