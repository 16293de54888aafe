import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { AnswerOf, refuses } from '@orderly/kernel';
import { UseStreamTicket } from '@orderly/platform/messaging';
import { Database } from '@orderly/platform/persistence';

/** Past its end a ticket is refused by what it says itself; so long it is remembered, for clocks that differ. */
const KEPT = `interval '5 minutes'`;

@CommandHandler(UseStreamTicket)
export class UseStreamTicketHandler implements ICommandHandler<UseStreamTicket> {
  constructor(private readonly db: Database) {}

  /** Each use removes up to ten that are over, so there are never more rows than some minutes of use. */
  execute({ ctx, data: { ticketId, expiresAt } }: UseStreamTicket): Promise<AnswerOf<UseStreamTicket>> {
    return this.db.write(ctx, async (tx) => {
      const noted = await tx.query(
        `with past as (
           delete from used_stream_ticket where tenant = $1 and id in (
             select id from used_stream_ticket where tenant = $1 and expires_at < now() - ${KEPT}
             order by expires_at limit 10 for update skip locked))
         insert into used_stream_ticket (tenant, id, expires_at) values ($1, $2, $3::timestamptz)
         on conflict do nothing returning 1`,
        [ctx.tenant, ticketId, expiresAt],
      );
      if (noted.length === 0) throw refuses('unauthenticated');
      tx.audit('E', 'Stream');
      return {};
    });
  }
}
