/** What a log or a dead letter may say about an error: its kind and its code. Messages can carry what the failing data was. */
export function failureKind(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? `${error.constructor.name} ${code}` : error.constructor.name;
}
