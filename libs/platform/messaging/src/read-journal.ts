import { z } from 'zod';
import { Inject } from '@nestjs/common';
import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { AnswerOf, Envelope, query, refuses } from '@orderly/kernel';
import { Cursors } from '@orderly/platform/security';
import { JOURNAL_START, LocalJournal } from './journal';

/** For whoever rebuilds something from events: what a context has published about the caller's hospital. */
export class ReadJournal extends query('platform.read-journal', {
  summary: 'Events of one context as they were published, the earliest first; what is sealed stays sealed.',
  permission: 'journal:read',
  input: {
    context: z.string().regex(/^[a-z]{2,40}$/),
    after: z.string().max(500).optional().meta({ description: '`next` of the page before' }),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  },
  output: z.object({
    items: z.array(Envelope.meta({ title: 'PublishedEvent' })),
    next: z.string().meta({ description: 'send it as `after`; it stays the same while there is nothing newer' }),
  }),
}) {}

@QueryHandler(ReadJournal)
export class ReadJournalHandler implements IQueryHandler<ReadJournal> {
  constructor(
    @Inject(LocalJournal) private readonly journal: LocalJournal,
    @Inject(Cursors) private readonly cursors: Cursors,
  ) {}

  async execute({ ctx, data: { context, after, limit } }: ReadJournal): Promise<AnswerOf<ReadJournal>> {
    if (!this.journal.has(context)) throw refuses('not-found');
    const scope = `${ctx.tenant}/journal/${context}`;
    const page = await this.journal.pageForCaller(ctx, context, this.startOf(scope, after), limit);
    return {
      items: page.events.map((event) => JSON.parse(event) as Envelope),
      next: this.cursors.write(scope, [page.cursor.xid, page.cursor.position]),
    };
  }

  private startOf(scope: string, after: string | undefined) {
    if (after === undefined) return JOURNAL_START;
    try {
      const [xid, position] = this.cursors.read(scope, after);
      return { xid: String(xid), position: Number(position) };
    } catch {
      throw refuses('invalid-cursor', { pointer: '/after' });
    }
  }
}
