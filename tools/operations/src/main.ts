import 'reflect-metadata';
import { Refusal } from '@orderly/kernel';
import { isAway } from '@orderly/platform/persistence';
import { failureKind } from '@orderly/platform/telemetry';
import { DEAD_LETTERS_USAGE, Usage } from './dead-letter-args';
import { Console, deadLetters } from './dead-letters';
import { Unusable } from './installation';
import { lag, LAG_USAGE } from './lag';
import { replay, REPLAY_USAGE } from './replay';
import { trace, TRACE_USAGE } from './trace';

interface Command {
  readonly usage: string;
  /** It says itself how far it is. */
  readonly tells?: boolean;
  /** Answers the exit status. */
  readonly run: (args: readonly string[], env: NodeJS.ProcessEnv, console: Console) => Promise<number>;
}

/** What `npm run orderly -- NAME` does on the data of an installation. */
const commands: Readonly<Record<string, Command>> = {
  'dead-letters': { usage: DEAD_LETTERS_USAGE, run: deadLetters },
  lag: { usage: LAG_USAGE, run: lag },
  replay: { usage: REPLAY_USAGE, run: replay, tells: true },
  trace: { usage: TRACE_USAGE, run: trace },
};

const screen: Console = { out: (text) => console.log(text), say: (text) => console.error(text) };

/** @returns the exit status: 0 ok, 1 the thing itself failed, 2 infrastructure, 64 usage */
export async function main([name = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  outliveReaders();
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) return complain(`there is no command ${name}`, 64);
  if (args.includes('--help')) {
    screen.out(command.usage);
    return 0;
  }
  try {
    const work = command.run(args, env, screen);
    return await (command.tells ? work : waitingAloud(work));
  } catch (error) {
    if (error instanceof Usage) return complain(`${error.message}\n\n${command.usage}`, 64);
    return explain(error);
  }
}

/** Whoever waits is told so after a second, and then every five. */
async function waitingAloud<T>(work: Promise<T>): Promise<T> {
  const began = Date.now();
  const say = () => screen.say(`  waiting for the databases (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  const first = setTimeout(say, 1_000);
  const next = setInterval(say, 5_000);
  try {
    return await work;
  } finally {
    clearTimeout(first);
    clearInterval(next);
  }
}

function explain(error: unknown): number {
  if (error instanceof Unusable) return complain(error.message, 2);
  if (error instanceof Refusal) return complain(`${error.code}: ${error.page.title} ${error.page.remedy}`, 1);
  if (isAway(error))
    return complain(`the database does not answer (${failureKind(error)}): start it, for example with \`npm start\``, 2);
  return complain(`failed: ${failureKind(error)}`, 1);
}

function complain(message: string, status: number): number {
  console.error(message);
  return status;
}

/** A reader like `head` closes early; that is no error. */
function outliveReaders(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

if (require.main === module) void main(process.argv.slice(2), process.env).then((status) => (process.exitCode = status));
