// `npm run orderly -- COMMAND`: one table of what can be done from the command line.
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { infraCommand } from './infra/infra-command.mjs';
import { operationsCommand } from './infra/operations.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** @type {Record<string, {usage: string, about: string, explains?: boolean, run: (args: string[], root: string) => Promise<number>}>} */
const commands = {
  infra: {
    usage: 'infra stop|start rabbitmq|postgres [--purpose start|test]',
    about: 'try an outage: stop or start a private server of the running `npm start`',
    run: infraCommand,
  },
  'dead-letters': {
    usage: 'dead-letters list|show ID|replay [ID]|discard [ID] [--consumer X] [--reason X] [--dry-run] ... (--help says all)',
    about: 'what needs a person: events whose effect failed for good, messages that are no events, errands; without patient data',
    explains: true,
    run: operationsCommand('dead-letters'),
  },
  lag: {
    usage: 'lag [--json]',
    about: 'size and age of every work list and queue, and how far each subscription is behind',
    explains: true,
    run: operationsCommand('lag'),
  },
  trace: {
    usage: 'trace ID [--json]',
    about:
      'what an order, encounter, claim, event or request has led to, as a tree of causes; what waits and since when; the money',
    explains: true,
    run: operationsCommand('trace'),
  },
  replay: {
    usage: 'replay --view billing|chart|encounters|orders [--tenant ID] [--dry-run] [--json]',
    about: 'rebuilds views from the journals beside the live ones, compares, and corrects the live ones in one transaction',
    explains: true,
    run: operationsCommand('replay'),
  },
};

function usage() {
  const lines = Object.values(commands).map((command) => `  ${command.usage}\n      ${command.about}`);
  return ['npm run orderly -- COMMAND', ...lines].join('\n');
}

const [name, ...args] = process.argv.slice(2);
const status = Object.hasOwn(commands, name ?? '') ? await commands[name].run(args, root) : 64;
// What a command of its own says about its usage stands on the screen already.
if (status === 64 && !commands[name]?.explains) (['help', '--help', '-h'].includes(name) ? console.log : console.error)(usage());
process.exit(['help', '--help', '-h'].includes(name) ? 0 : status);
