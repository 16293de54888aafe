import { DatabaseError } from 'pg';

/** Two transactions were in each other's way; the same work may succeed at once. */
export const isLostRace = (error: unknown): boolean =>
  error instanceof DatabaseError && ['40001', '40P01'].includes(error.code ?? '');

/** The key was free when we looked: another consumer took the same event first. */
export const isTaken = (error: unknown): boolean => error instanceof DatabaseError && error.code === '23505';

/** Connection exceptions (08), operator intervention (57P; 57014 a statement took too long), resources (53), idle too long (25P03). */
const PG_AWAY = /^(08|57P|53)...?$|^(57014|25P03)$/;
const SOCKET_AWAY = /^E(CONN\w+|PIPE|HOST\w+|NET\w+|TIMEDOUT|NOTFOUND|AI_AGAIN)$/;
/** The pool and the client of `pg` have no codes for these. */
const POOL_AWAY =
  /connection (terminated|timeout|error)|not queryable|client was closed|timeout exceeded|query read timeout|cannot use a pool/i;

/** A database or broker does not answer just now; the same work may succeed in a moment. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return (typeof code === 'string' && (PG_AWAY.test(code) || SOCKET_AWAY.test(code))) || POOL_AWAY.test(error.message);
}

/** The database refused a statement or was not there; it need not be the fault of the work that heard of it first. */
export const isOfDatabase = (error: unknown): boolean => error instanceof DatabaseError || isAway(error);
