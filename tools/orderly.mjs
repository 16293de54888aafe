// `npm run orderly -- COMMAND`: one table of what can be done from the command line.
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { infraCommand } from './infra/infra-command.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** @type {Record<string, {usage: string, about: string, run: (args: string[], root: string) => Promise<number>}>} */
const commands = {
  infra: {
    usage: 'infra stop|start rabbitmq|postgres [--purpose start|test]',
    about: 'try an outage: stop or start a private server of the running `npm start`',
    run: infraCommand,
  },
};

function usage() {
  const lines = Object.values(commands).map((command) => `  ${command.usage}\n      ${command.about}`);
  return ['npm run orderly -- COMMAND', ...lines].join('\n');
}

const [name, ...args] = process.argv.slice(2);
const status = Object.hasOwn(commands, name ?? '') ? await commands[name].run(args, root) : 64;
if (status === 64) (['help', '--help', '-h'].includes(name) ? console.log : console.error)(usage());
process.exit(['help', '--help', '-h'].includes(name) ? 0 : status);
