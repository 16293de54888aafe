/** What is asked for cannot be done; `reason` is for programs, the message for people. */
export class NotNow extends Error {
  constructor(
    readonly statusCode: 403 | 409 | 503,
    readonly reason: 'another-hospital' | 'busy' | 'not-here' | 'no-hospital' | 'away',
    message: string,
  ) {
    super(message);
  }
}
