import { WrongAnswer } from './gateway';

interface Coded {
  readonly code?: unknown;
  readonly constraint?: unknown;
}

/** PostgreSQL: connection exceptions, operator intervention (shutdown, too old a statement), too few resources. */
const PG_AWAY = /^(08|57P|53)...?$|^57014$/;
const SOCKET_AWAY = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN']);
/** The pool and the client of `pg` have no codes for these. */
const POOL_AWAY = /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error)/;

/** A part of the system does not answer just now; the same request may succeed in a moment. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as Coded;
  return (typeof code === 'string' && (SOCKET_AWAY.has(code) || PG_AWAY.test(code))) || POOL_AWAY.test(error.message);
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
