import { OrderPlaced, OrderRevoked } from '@orderly/contracts';
import { defineContext, on } from '@orderly/platform/messaging';
import { CollectSpecimenHandler } from './commands/collect-specimen';
import { CorrectResultHandler } from './commands/correct-result';
import { DiscardLabMessageHandler } from './commands/discard-lab-message';
import { EnterResultsHandler } from './commands/enter-results';
import { ReceiveLabMessageHandler } from './commands/receive-lab-message';
import { ReceiveSpecimenHandler } from './commands/receive-specimen';
import { RegisterAnalyserHandler } from './commands/register-analyser';
import { RejectSpecimenHandler } from './commands/reject-specimen';
import { RetryLabMessageHandler } from './commands/retry-lab-message';
import { VerifyResultsHandler } from './commands/verify-results';
import { Analyser } from './analyser';
import { Delivery } from './deliver';
import { kin } from './kin';
import { LabMessage } from './lab-message';
import { LabTask } from './lab-task';
import { LabTask1764000000001 } from './migrations/1764000000001-lab-task';
import { Analyser1764000000002 } from './migrations/1764000000002-analyser';
import { OpenWork1764000000003 } from './migrations/1764000000003-open-work';
import { GetLabMessageHandler } from './queries/get-lab-message';
import { GetLabTaskHandler } from './queries/get-lab-task';
import { ListAnalysersHandler } from './queries/list-analysers';
import { ListLabMessagesHandler } from './queries/list-lab-messages';
import { ListLabTasksHandler } from './queries/list-lab-tasks';
import { AcceptOrderOnOrderPlaced, CancelTaskOnOrderRevoked } from './reactions/follow-orders';
import { worklists } from './worklists';

export const laboratory = defineContext({
  context: 'laboratory',
  entities: [LabTask, Analyser, LabMessage],
  migrations: [LabTask1764000000001, Analyser1764000000002, OpenWork1764000000003],
  handlers: [
    CollectSpecimenHandler,
    ReceiveSpecimenHandler,
    RejectSpecimenHandler,
    EnterResultsHandler,
    VerifyResultsHandler,
    CorrectResultHandler,
    GetLabTaskHandler,
    ListLabTasksHandler,
    RegisterAnalyserHandler,
    ReceiveLabMessageHandler,
    RetryLabMessageHandler,
    DiscardLabMessageHandler,
    ListAnalysersHandler,
    ListLabMessagesHandler,
    GetLabMessageHandler,
  ],
  reactions: [on(OrderPlaced, AcceptOrderOnOrderPlaced), on(OrderRevoked, CancelTaskOnOrderRevoked)],
  worklists,
  kin,
  providers: [Delivery],
});
