import { z } from 'zod';
import { command, Id, Instant, Line, listInput, pageOf, query, refusals } from '@orderly/kernel';
import { LabTaskId } from './laboratory';

/** The part of the laboratory that analysers talk to: HL7 v2 result messages, and what waits for a person. */

export const AnalyserId = Id;
export const LabMessageId = Id;
/** `entered`: has had its effect. `waiting`: cannot have it yet. `refused`: not readable. `discarded`: a person has decided so. */
export const LabMessageStatus = z.enum(['entered', 'waiting', 'refused', 'discarded']);

/** What is wrong with a message, for ERR (HL7 v2.5.1, 2.15.5) and for the operator; holds no value of the message. */
const MessageFault = z.object({
  acknowledgment: z.enum(['AE', 'AR']),
  /** Table 0357. */
  code: z.string(),
  location: z.string().optional(),
  text: z.string(),
});

/** MSA-1 (table 0008) and what ERR says. */
export const Acknowledgment = z.object({ code: z.enum(['AA', 'AE', 'AR']), faults: z.array(MessageFault) });
export type Acknowledgment = z.output<typeof Acknowledgment>;

export const AnalyserResource = z
  .object({
    id: AnalyserId,
    name: z.string(),
    sendingApplication: z.string(),
    sendingFacility: z.string().optional(),
    certificateSubject: z.string().optional(),
  })
  .meta({ title: 'Analyser' });

const AnalyserSummary = AnalyserResource.extend({
  lastMessageAt: Instant.optional().meta({ description: 'absent: it has never sent one' }),
}).meta({ title: 'AnalyserSummary' });

const LabMessageSummary = z.object({
  id: LabMessageId,
  analyserId: AnalyserId,
  controlId: z.string().meta({ description: 'MSH-10' }),
  receivedAt: Instant,
  status: LabMessageStatus,
  reason: z.string().optional().meta({ description: 'a refusal with a page under /problems, or `hl7-0357.<code>`' }),
});
export const LabMessageResource = LabMessageSummary.extend({
  faults: z.array(MessageFault),
  taskIds: z.array(LabTaskId).meta({ description: 'the tasks that its results were entered to' }),
  resolvedBy: z.string().optional(),
  remark: z.string().optional().meta({ description: 'why it was discarded' }),
}).meta({ title: 'LabMessage' });

export class RegisterAnalyser extends command('laboratory.register-analyser', {
  summary: 'Lets an analyser deliver results over MLLP; MSH-3, MSH-4 and its certificate lead to this hospital alone.',
  permission: 'analysers:register',
  input: {
    name: Line(100),
    sendingApplication: Line(100),
    sendingFacility: Line(100).optional(),
    certificateSubject: Line(500)
      .optional()
      .meta({ description: 'of its client certificate, as in `O=Laboratory, CN=analyser-1`; with TLS nobody else is believed' }),
  },
  output: AnalyserResource,
}) {}

export class ListAnalysers extends query('laboratory.list-analysers', {
  summary: 'The analysers that may deliver results, and when each last did.',
  permission: 'analysers:read',
  input: listInput,
  output: pageOf(AnalyserSummary),
}) {}

/** One HL7 v2 message as it came; sent by the door for analysers, for which no person holds the permission. */
export class ReceiveLabMessage extends command('laboratory.receive-lab-message', {
  summary: 'Stores a message of an analyser, enters its results if that is possible, and says how to acknowledge it.',
  permission: 'results:deliver',
  input: {
    text: z.string().max(1024 * 1024),
    /** Of whom the connection is; absent without TLS. */
    certificateSubject: z.string().optional(),
  },
  output: Acknowledgment,
}) {}

export class ListLabMessages extends query('laboratory.list-lab-messages', {
  summary: 'Messages of analysers, the oldest first; `status=waiting` and `status=refused` are the work of an operator.',
  permission: 'lab-messages:read',
  input: { ...listInput, status: LabMessageStatus.optional() },
  output: pageOf(LabMessageSummary.meta({ title: 'LabMessageSummary' })),
}) {}

export class GetLabMessage extends query('laboratory.get-lab-message', {
  summary: 'One message with its text.',
  permission: 'lab-messages:read',
  input: { messageId: LabMessageId },
  output: LabMessageResource.extend({ text: z.string() }).meta({ title: 'OpenedLabMessage' }),
}) {}

export class RetryLabMessage extends command('laboratory.retry-lab-message', {
  summary: 'Reads a waiting or refused message again, as if it came now.',
  permission: 'lab-messages:resolve',
  input: { messageId: LabMessageId },
  output: LabMessageResource,
}) {}

export class DiscardLabMessage extends command('laboratory.discard-lab-message', {
  summary: 'Takes a message out of the queue without an effect; it is kept.',
  permission: 'lab-messages:resolve',
  input: { messageId: LabMessageId, reason: Line(500) },
  output: LabMessageResource,
}) {}

export const analyserRefuses = refusals('laboratory', {
  'sender-taken': [409, 'This sender belongs to another analyser.', 'Set another MSH-3 or MSH-4 at the analyser.'],
  'analyser-name-taken': [409, 'Another analyser of your hospital has this name.', 'Choose another name.'],
  'message-settled': [409, 'The message was entered or discarded before.', 'Read the message.'],
  'unknown-order': [
    409,
    'No task has this order number or accession number.',
    'It is entered by itself when its specimen is received. If the number is wrong, enter the results by hand and discard it.',
  ],
  'contradicting-numbers': [
    409,
    'Order number and accession number lead to different tasks.',
    'Look at the label and at the analyser; enter the results by hand and discard the message.',
  ],
  'nothing-to-correct': [
    409,
    'The message changes a result that is not there.',
    'Enter the earlier message first, or enter the result by hand and discard this one.',
  ],
  'ambiguous-correction': [
    409,
    'The message changes a result, and the test has several.',
    'Correct the right one by hand and discard the message.',
  ],
  'not-representable': [
    422,
    'The message holds more, or something else, than a result can hold.',
    'Read the message, enter what matters by hand and discard it.',
  ],
});
