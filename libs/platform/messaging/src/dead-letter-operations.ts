import { z } from 'zod';
import { Inject } from '@nestjs/common';
import { CommandHandler, ICommandHandler, IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { AnswerOf, command, Line, listInput, pageOf, query } from '@orderly/kernel';
import { DeadLetter, DeadLetterDetail, deadLetterFilter, DeadLetterId, DeadLetterOutcome } from './dead-letter';
import { DeadLetters, MOST_DEAD_LETTERS_AT_ONCE } from './dead-letters';

export class ListDeadLetters extends query('platform.list-dead-letters', {
  summary:
    'What needs a person: events whose effect failed for good, messages that are no events, errands that killed the process.',
  permission: 'dead-letters:read',
  input: { ...listInput, ...deadLetterFilter },
  output: pageOf(DeadLetter),
}) {}

export class ShowDeadLetter extends query('platform.show-dead-letter', {
  summary: 'One dead letter with its event, in which what is sealed stays sealed.',
  permission: 'dead-letters:read',
  input: { deadLetterId: DeadLetterId },
  output: DeadLetterDetail,
}) {}

const which = {
  id: DeadLetterId.optional(),
  ...deadLetterFilter,
  limit: z.int().min(1).max(MOST_DEAD_LETTERS_AT_ONCE).default(MOST_DEAD_LETTERS_AT_ONCE),
  dryRun: z.boolean().default(false).meta({ description: 'answers what matches and changes nothing' }),
};

/** Later versions of a replayed event follow by themselves. */
export class ReplayDeadLetters extends command('platform.replay-dead-letters', {
  summary:
    'Lets dead events and errands that match be tried again. Repeat it with the same `until` while `left` is above zero; each is replayed once.',
  permission: 'dead-letters:replay',
  input: {
    ...which,
    rate: z.number().min(0.01).max(100_000).default(100).meta({ description: 'how many are tried in a second' }),
    because: Line(200).optional().meta({ description: 'stands in the audit trail' }),
  },
  output: DeadLetterOutcome,
}) {}

/** Their effects never happen. */
export class DiscardDeadLetters extends command('platform.discard-dead-letters', {
  summary:
    'Gives up on dead letters that match: their effects never happen, and later versions run. At least one condition is needed.',
  permission: 'dead-letters:discard',
  input: {
    ...which,
    because: Line(200).meta({ description: 'why it is right that this never happens; stands in the audit trail' }),
  },
  output: DeadLetterOutcome,
}) {}

@QueryHandler(ListDeadLetters)
export class ListDeadLettersHandler implements IQueryHandler<ListDeadLetters> {
  constructor(@Inject(DeadLetters) private readonly deadLetters: DeadLetters) {}

  execute({ ctx, data: { limit, cursor, ...filter } }: ListDeadLetters): Promise<AnswerOf<ListDeadLetters>> {
    return this.deadLetters.list(ctx, filter, { limit, cursor });
  }
}

@QueryHandler(ShowDeadLetter)
export class ShowDeadLetterHandler implements IQueryHandler<ShowDeadLetter> {
  constructor(@Inject(DeadLetters) private readonly deadLetters: DeadLetters) {}

  execute({ ctx, data }: ShowDeadLetter): Promise<AnswerOf<ShowDeadLetter>> {
    return this.deadLetters.show(ctx, data.deadLetterId);
  }
}

@CommandHandler(ReplayDeadLetters)
export class ReplayDeadLettersHandler implements ICommandHandler<ReplayDeadLetters> {
  constructor(@Inject(DeadLetters) private readonly deadLetters: DeadLetters) {}

  execute({ ctx, data: { limit, dryRun, rate, because, ...filter } }: ReplayDeadLetters): Promise<AnswerOf<ReplayDeadLetters>> {
    return this.deadLetters.replay(ctx, { filter, limit, dryRun, rate, because });
  }
}

@CommandHandler(DiscardDeadLetters)
export class DiscardDeadLettersHandler implements ICommandHandler<DiscardDeadLetters> {
  constructor(@Inject(DeadLetters) private readonly deadLetters: DeadLetters) {}

  execute({ ctx, data: { limit, dryRun, because, ...filter } }: DiscardDeadLetters): Promise<AnswerOf<DiscardDeadLetters>> {
    return this.deadLetters.discard(ctx, { filter, limit, dryRun, because });
  }
}
