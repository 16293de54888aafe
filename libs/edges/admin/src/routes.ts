import { GetMe, Login } from '@orderly/contracts';
import { Route, route } from '@orderly/platform/http';
import {
  DiscardDeadLetters,
  GetLag,
  ListDeadLetters,
  ReplayDeadLetters,
  ShowDeadLetter,
  ShowJourney,
} from '@orderly/platform/messaging';

/** What operators do, beside whatever else the process serves. */
export const routes: readonly Route[] = [
  route.get('/v1/dead-letters', ListDeadLetters),
  route.get('/v1/dead-letters/:deadLetterId', ShowDeadLetter),
  route.act('/v1/dead-letters/replay', ReplayDeadLetters),
  route.act('/v1/dead-letters/discard', DiscardDeadLetters),
  route.get('/v1/lag', GetLag),
  route.get('/v1/operations/journeys/:journeyId', ShowJourney),
];

/** To get in, where no other edge in the process has a door. */
export const entrance: readonly Route[] = [route.open('/v1/login', Login), route.get('/v1/me', GetMe)];
