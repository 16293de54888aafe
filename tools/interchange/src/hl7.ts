import { readFile } from 'node:fs/promises';
import {
  decodeMessage,
  describe,
  type MessageFault,
  readResultMessage,
  sentence,
  splitBatch,
  validate,
} from '@orderly/standards/hl7v2';

const USAGE = `usage: npm run hl7 -- parse FILE      shows every message of the file with the names of its fields
       npm run hl7 -- validate FILE   says what is wrong with each message
exit status: 0 nothing is wrong, 1 something is, 64 wrong usage`;

/** Both print all messages of a file, batches included, and end with 1 when a message has faults or the file has no message. */
const COMMANDS: Record<string, (message: string) => { text: string; faults: MessageFault[] }> = {
  parse: (message) => {
    const { message: results, faults } = readResultMessage(message);
    const own = faults.every(({ code }) => code !== '200');
    const count = results?.reports.reduce((sum, report) => sum + report.results.length, 0);
    const understood = results ? [`understood: ${results.reports.length} orders, ${count} results`] : [];
    return {
      text: [describe(message), ...understood, ...(own ? faults.map(sentence) : [])].join('\n'),
      faults: own ? faults : [],
    };
  },
  validate: (message) => {
    const faults = validate(message);
    return { text: faults.length > 0 ? faults.map(sentence).join('\n') : 'nothing is wrong', faults };
  },
};

/** `parse|validate FILE`; the exit status. What it prints may be about patients: it is meant for a person at a terminal. */
export async function main(args: readonly string[]): Promise<number> {
  const [name = '', file, ...rest] = args;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command || file === undefined || rest.length > 0) return say(USAGE, 64);
  const bytes = await readFile(file).catch(() => undefined);
  if (!bytes) return say(`${file} cannot be read`, 64);
  const messages = splitBatch(decodeMessage(bytes));
  if (messages.length === 0) return say(`there is no MSH in ${file}`, 1);
  const answers = messages.map(command);
  answers.forEach(({ text }, index) => console.log(`--- message ${index + 1} of ${messages.length}\n${text}`));
  return answers.some(({ faults }) => faults.length > 0) ? 1 : 0;
}

function say(text: string, status: number): number {
  console.error(text);
  return status;
}
