import { OrderPlaced, OrderRevoked } from '@orderly/contracts';
import { defineContext, on } from '@orderly/platform/messaging';
import { CollectSpecimenHandler } from './commands/collect-specimen';
import { CorrectResultHandler } from './commands/correct-result';
import { EnterResultsHandler } from './commands/enter-results';
import { ReceiveSpecimenHandler } from './commands/receive-specimen';
import { RejectSpecimenHandler } from './commands/reject-specimen';
import { VerifyResultsHandler } from './commands/verify-results';
import { LabTask } from './lab-task';
import { LabTask1764000000001 } from './migrations/1764000000001-lab-task';
import { GetLabTaskHandler } from './queries/get-lab-task';
import { ListLabTasksHandler } from './queries/list-lab-tasks';
import { AcceptOrderOnOrderPlaced, CancelTaskOnOrderRevoked } from './reactions/follow-orders';

export const laboratory = defineContext({
  context: 'laboratory',
  entities: [LabTask],
  migrations: [LabTask1764000000001],
  handlers: [
    CollectSpecimenHandler,
    ReceiveSpecimenHandler,
    RejectSpecimenHandler,
    EnterResultsHandler,
    VerifyResultsHandler,
    CorrectResultHandler,
    GetLabTaskHandler,
    ListLabTasksHandler,
  ],
  reactions: [on(OrderPlaced, AcceptOrderOnOrderPlaced), on(OrderRevoked, CancelTaskOnOrderRevoked)],
});
