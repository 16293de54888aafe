import { SystemClock } from '@orderly/kernel';
import { failureKind, type JsonLogger } from '@orderly/platform/telemetry';
import { z } from 'zod';
import { Analyser, type AnalyserEntry } from './analyser';
import { type BatchEntry, Clearinghouse } from './clearinghouse';
import { Envelopes } from './envelopes';
import { Faults } from './faults';
import { Journal } from './journal';
import { Mailbox, type MailboxEntry } from './mailbox';
import { Payer, type PayerEntry } from './payer';
import { httpApp, type Parties } from './routes';

const Port = z.coerce.number().int().min(0).max(65535);

const Config = z.object({
  SANDBOX_HOST: z.string().default('127.0.0.1'),
  SANDBOX_PORT: Port.default(3900),
  /** Where Orderly takes laboratory messages. */
  MLLP_HOST: z.string().default('127.0.0.1'),
  MLLP_PORT: Port.default(2575),
  /** What has happened is kept here; without it, in memory. */
  SANDBOX_DIR: z.string().optional(),
  /** What callers must bring as bearer token; without it, anybody may call. */
  SANDBOX_TOKEN: z.string().min(8).optional(),
  SANDBOX_SEED: z.string().default('1'),
  SANDBOX_PAY_AFTER_MS: z.coerce.number().int().min(0).max(86_400_000).default(300),
  SANDBOX_CLAIMS_PER_REMITTANCE: z.coerce.number().int().min(1).max(10_000).default(100),
});
export type Config = z.output<typeof Config>;

/** The configuration, or an error that names what is wrong and never a value. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = Config.safeParse(env);
  if (parsed.success) return parsed.data;
  throw new Error(`configuration: ${parsed.error.issues.map(({ path, code }) => `${path.join('.')} (${code})`).join(', ')}`);
}

type Entry = BatchEntry | PayerEntry | MailboxEntry | AnalyserEntry;

export interface Sandbox {
  /** `http://127.0.0.1:3900` */
  url: string;
  close(): Promise<void>;
}

/** Starts the outside world with what its journal remembers, and listens. */
export async function startSandbox(config: Config, logger?: JsonLogger): Promise<Sandbox> {
  const clock = new SystemClock();
  const faults = new Faults(config.SANDBOX_SEED);
  const failed = (what: string) => (error: unknown) => logger?.error(`${what} failed: ${failureKind(error)}`);
  const journal = await Journal.open<Entry>(config.SANDBOX_DIR, failed('journal'));
  const mailbox = new Mailbox(journal, faults);
  const envelopes = new Envelopes(clock);
  const { SANDBOX_PAY_AFTER_MS: payAfterMs, SANDBOX_CLAIMS_PER_REMITTANCE: claimsPerRemittance } = config;
  const payer = new Payer(journal, mailbox, envelopes, faults, { payAfterMs, claimsPerRemittance, failed: failed('payment') });
  const clearinghouse = new Clearinghouse(journal, payer, envelopes, faults);
  const analyser = new Analyser(journal, clock, faults, { host: config.MLLP_HOST, port: config.MLLP_PORT });
  const parties = { analyser, clearinghouse, payer, mailbox, faults };

  await journal.replay((entry) => partyOf(parties, (entry as Entry).type).restore(entry as never));
  payer.schedule();
  analyser.resume();
  const app = httpApp(parties, { token: config.SANDBOX_TOKEN, logger });
  const url = await app.listen({ port: config.SANDBOX_PORT, host: config.SANDBOX_HOST });
  logger?.log(`sandbox listening on ${url}; it plays the outside world for laptops and tests and is not for production`);
  return {
    url,
    close: async () => {
      for (const party of [analyser, payer, mailbox]) party.close();
      await app.close();
      await journal.close();
    },
  };
}

function partyOf({ analyser, clearinghouse, payer, mailbox }: Parties, type: Entry['type']): { restore(entry: never): void } {
  switch (type) {
    case 'batch':
      return clearinghouse;
    case 'told':
    case 'payment':
      return payer;
    case 'removed':
      return mailbox;
    case 'order':
    case 'acknowledged':
      return analyser;
  }
}
