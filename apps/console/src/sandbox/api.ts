export type ActionName = 'place-order' | 'stop-broker' | 'hang-payer' | 'send-twice' | 'send-garbage' | 'kill-worker';

export interface SandboxState {
  /** What is not listed cannot be done here. */
  readonly actions: Readonly<Record<string, { readonly running: boolean; readonly until?: string } | undefined>>;
  /** The newest first; `effects` are claims of the visit that the payer has taken, and decided. */
  readonly visits: readonly {
    readonly encounterId: string;
    readonly step: string;
    readonly failed?: string;
    readonly effects: { readonly claims: number; readonly decided: number };
  }[];
  /** What the world outside has counted: `claimsReceived`, `claimsRepeated`, `paymentsMade` ... */
  readonly effects: Readonly<Record<string, number | { readonly amount: string; readonly currency: string }>>;
}

export class SandboxRefusal extends Error {
  constructor(
    readonly status: number,
    /** In the server's words; nothing when it is away. */
    readonly title?: string,
  ) {
    super(`the sandbox answered ${status}`);
  }
}

/** An order is placed while somebody waits, perhaps in the middle of an outage. */
const PATIENCE_MS = 30_000;

async function ask(token: string | undefined, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`/v1/sandbox/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(body ? PATIENCE_MS : 5_000),
    credentials: 'omit',
  });
  const answer = (await response.json().catch(() => ({}))) as { title?: string };
  if (!response.ok) throw new SandboxRefusal(response.status, answer.title);
  return answer;
}

export const sandboxWith = (token: () => string | undefined) => ({
  state: async () => (await ask(token(), 'state')) as SandboxState,
  act: async (name: ActionName, body: object = {}) => (await ask(token(), `actions/${name}`, body)) as { encounterId?: string },
});
