import { INestApplicationContext } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { newId } from '@orderly/kernel';
import { DeadLetterOutcome, ReplayDeadLetters } from '@orderly/platform/messaging';
import { person } from '@orderly/platform/testing';
import { ReplayOrder } from './task';

const MOST_ROUNDS = 1_000;
/** Everything that is left is in the hands of another operator. */
const REST_MS = 50;

/**
 * Replays page by page until nothing is left that was dead at that time; the next page when the one before has been tried, for the rate
 * is a page's. Answers how many this operator has replayed.
 */
export async function replayAll(app: INestApplicationContext, { until, rate, user }: ReplayOrder): Promise<number> {
  const bus = app.get(CommandBus, { strict: false });
  const ctx = () => person(newId(), { user });
  let count = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const command = new ReplayDeadLetters({ until, rate, because: 'mended' }, ctx());
    const outcome: DeadLetterOutcome = await bus.execute(command);
    count += outcome.count;
    if (outcome.left === 0) break;
    await new Promise((resolve) => setTimeout(resolve, outcome.count > 0 ? (outcome.count / rate) * 1000 : REST_MS));
  }
  return count;
}
