import { WrongAnswer } from './gateway';

interface Coded {
  readonly code?: unknown;
  readonly constraint?: unknown;
}

/**
 * What may be logged about a fault that nobody foresaw: its class, its place in the code, PostgreSQL's code and the constraint.
 * Messages are left out, because drivers and parsers put values into them; WrongAnswer is known to hold field names only.
 */
export function traceableFault(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { fault: typeof error };
  const { code, constraint } = error as Coded;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    fault: error.constructor.name,
    ...(typeof code === 'string' && /^[\w.]{1,40}$/.test(code) ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    ...(error instanceof WrongAnswer ? { answer: error.message } : {}),
    stack: frames.slice(0, 12).map((line) => line.trim()),
  };
}
