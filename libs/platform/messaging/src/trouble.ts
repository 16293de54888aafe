import { DatabaseError } from 'pg';

/** Two transactions were in each other's way; the same work may succeed at once. */
export const isLostRace = (error: unknown): boolean =>
  error instanceof DatabaseError && ['40001', '40P01'].includes(error.code ?? '');

/** The key was free when we looked: another consumer took the same event first. */
export const isTaken = (error: unknown): boolean => error instanceof DatabaseError && error.code === '23505';

/** Connection exceptions (08), operator intervention (57P), insufficient resources (53), and what the driver says. */
export function isAway(error: unknown): boolean {
  if (error instanceof DatabaseError) return /^(08|57P|53)/.test(error.code ?? '');
  const { code = '', message = '' } = (error ?? {}) as NodeJS.ErrnoException;
  return (
    /^E(CONN|PIPE|HOST|NET|TIMEDOUT)/.test(code) ||
    /connection (terminated|timeout|error)|not queryable|timeout exceeded|cannot use a pool/i.test(message)
  );
}
