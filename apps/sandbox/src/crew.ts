import { readFile } from 'node:fs/promises';
import { orderly, type OrderlyClient, OrderlyProblem, OrderlyUnreachable } from '@orderly/sdk';
import { z } from 'zod';
import { pause } from './line';

/** What `npm start` writes down about the demo hospital: where it is served, and the password of the user of each role. */
const Hospital = z.object({
  url: z.url(),
  tenant: z.object({ id: z.uuid(), slug: z.string() }),
  /** Sending application of the analyser that may deliver. */
  analyser: z.string(),
  passwords: z.record(z.string(), z.string()),
});
export type Hospital = z.output<typeof Hospital>;
export type Role = 'registrar' | 'physician' | 'lab-technician' | 'pathologist' | 'biller';

/** The hospital of the file; undefined while there is none, or half of one. */
export async function readHospital(file: string | undefined): Promise<Hospital | undefined> {
  const text = file && (await readFile(file, 'utf8').catch(() => undefined));
  try {
    return text ? Hospital.parse(JSON.parse(text)) : undefined;
  } catch {
    return undefined;
  }
}

/** What was asked for has not happened yet. */
export class NotYet extends Error {}

const AGAIN_MS = 500;
/** The client's own patience; ours is the deadline of a step. */
const CLIENT_MS = 2_000;

/** One user of each role, logged in when first needed. */
export class Crew {
  private readonly clients = new Map<Role, OrderlyClient>();

  constructor(
    readonly hospital: Hospital,
    private readonly signal: AbortSignal,
  ) {}

  as(role: Role): OrderlyClient {
    const { url: baseUrl, tenant, passwords } = this.hospital;
    const user = { baseUrl, tenant: tenant.slug, username: role, password: passwords[role] ?? '', connections: 4 };
    const client = this.clients.get(role) ?? orderly({ ...user, patienceMs: CLIENT_MS });
    this.clients.set(role, client);
    return client;
  }

  /** Tries again as long as something is away, until the deadline: a broker, a process and a payer may come back. Throws what cannot pass, or the last reason. */
  async patiently<T>(action: () => Promise<T>, forMs: number): Promise<T> {
    const deadline = Date.now() + forMs;
    for (;;) {
      try {
        return await action();
      } catch (error) {
        if (!mayPass(error) || this.signal.aborted || Date.now() > deadline) throw error;
      }
      await pause(AGAIN_MS, this.signal);
    }
  }

  leave(): void {
    for (const client of this.clients.values()) client.close();
  }
}

function mayPass(error: unknown): boolean {
  if (error instanceof NotYet || error instanceof OrderlyUnreachable) return true;
  if (!(error instanceof OrderlyProblem)) return false;
  return error.status >= 500 || error.status === 429 || PASSING.has(error.code);
}

const PASSING = new Set(['orderly.in-flight', 'orderly.not-known-yet']);
