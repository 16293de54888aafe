/** Where the time comes from, so that tests can hold it still. */
export abstract class Clock {
  /** Now, as `2026-03-02T08:15:00.000Z`. */
  abstract now(): string;
}

export class SystemClock extends Clock {
  now(): string {
    return new Date().toISOString();
  }
}

export class FixedClock extends Clock {
  constructor(private instant: string) {
    super();
  }
  now(): string {
    return this.instant;
  }
  set(instant: string): void {
    this.instant = instant;
  }
}
