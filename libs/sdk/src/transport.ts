export interface Exchange {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Arrived {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Sends one request over kept-alive connections; rejects when no answer comes. */
export interface Transport {
  send(exchange: Exchange): Promise<Arrived>;
  close(): void;
}
