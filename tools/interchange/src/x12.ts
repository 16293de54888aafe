import { readFile } from 'node:fs/promises';
import { describe, type Finding, validate } from '@orderly/standards/x12';

const USAGE = 'usage: npm run x12 -- parse|validate FILE';

/**
 * `parse FILE` prints an X12 file for people, `validate FILE` what is wrong with it, one finding a line on stderr.
 * @returns the exit status: 0 nothing wrong, 1 something wrong or the file cannot be read, 64 wrong usage
 */
export async function main(args: readonly string[]): Promise<number> {
  const [command, file, ...more] = args;
  if (!(command === 'parse' || command === 'validate') || file === undefined || more.length > 0) return complain(USAGE, 64);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => error);
  if (typeof text !== 'string') return complain(`cannot read ${file}: ${text.code}`, 1);
  return command === 'parse' ? print(describe(text)) : report(file, validate(text));
}

function report(file: string, findings: readonly Finding[]): number {
  for (const finding of findings) console.error(lineOf(finding));
  if (findings.length > 0) return 1;
  return print(`${file}: nothing wrong\n`);
}

function lineOf({ level, interchange, group, transaction, loop, segment, position, code, text }: Finding): string {
  const numbers = [interchange, group, transaction].filter((number) => number !== undefined).map((number) => number || '?');
  const place = segment === '' ? '' : ` ${loop ? `${loop} ` : ''}${segment} at ${position}`;
  return `${numbers.join('/')}${place}: ${level}${code === '' ? '' : ` ${code}`}: ${text}`;
}

function complain(message: string, status: number): number {
  console.error(message);
  return status;
}

function print(text: string): number {
  // A reader like `head` closes early; that is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  process.stdout.write(text);
  return 0;
}
