/** Something outside of Orderly's code is missing or broken; the person can act on the message. */
export class InfrastructureFailure extends Error {
  name = 'InfrastructureFailure';
  exitCode = 2;

  /** @param {string} message @param {string} [detail] for the screen, such as the end of a log */
  constructor(message, detail) {
    super(message);
    this.detail = detail;
  }
}

/** What a person should read of an error; a stack only when it is our own mistake. */
export function explanation(error) {
  if (!(error instanceof InfrastructureFailure)) return error;
  return [error.message, error.detail].filter(Boolean).join('\n');
}
