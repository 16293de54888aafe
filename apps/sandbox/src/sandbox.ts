import { SystemClock } from '@orderly/kernel';
import { failureKind, type JsonLogger } from '@orderly/platform/telemetry';
import { z } from 'zod';
import { Analyser, type AnalyserEntry } from './analyser';
import { BusCopies } from './bus-copies';
import { type BatchEntry, Clearinghouse } from './clearinghouse';
import { Control } from './control';
import { Envelopes } from './envelopes';
import { Faults } from './faults';
import { Journal } from './journal';
import { Mailbox, type MailboxEntry } from './mailbox';
import { Panel } from './panel';
import { Payer, type PayerEntry } from './payer';
import type { Parties } from './parties';
import { httpApp } from './routes';
import { Staff } from './staff';
import type { Outside } from './visit';

const Port = z.coerce.number().int().min(0).max(65535);

const fields = z.object({
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
  /** Where the demo hospital and its users are written down: whose staff carry sample patients through a visit. */
  SANDBOX_HOSPITAL_FILE: z.string().optional(),
  SANDBOX_BREATH_MS: z.coerce.number().int().min(0).max(60_000).default(700),
  SANDBOX_CORRECT_EVERY: z.coerce.number().int().min(1).max(1_000).default(3),
  /** Orderly's broker, to send its messages twice; without it, only files and laboratory messages come twice. */
  AMQP_URL: z.url({ protocol: /^amqps?$/ }).optional(),
  MESSAGING_NAMESPACE: z.string().default('orderly'),
  /** Whoever owns Orderly's processes: tools/infra/control.mjs. */
  CONTROL_URL: z.url({ protocol: /^http$/ }).optional(),
  CONTROL_TOKEN: z.string().optional(),
});

/** Whoever gets in may stop servers. */
const Config = fields.refine(
  ({ SANDBOX_HOST, SANDBOX_TOKEN }) => SANDBOX_TOKEN || ['127.0.0.1', '::1', 'localhost'].includes(SANDBOX_HOST),
  {
    path: ['SANDBOX_TOKEN'],
  },
);
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
  const panel = panelOf(config, parties, (what) => logger?.error(what));
  const app = httpApp(parties, { token: config.SANDBOX_TOKEN, logger, panel });
  const url = await app.listen({ port: config.SANDBOX_PORT, host: config.SANDBOX_HOST });
  logger?.log(`sandbox listening on ${url}; it plays the outside world for laptops and tests and is not for production`);
  return {
    url,
    close: async () => {
      for (const party of [panel, analyser, payer, mailbox]) party.close();
      await app.close();
      await journal.close();
    },
  };
}

function panelOf(config: Config, parties: Parties, failed: (what: string) => void): Panel {
  const { analyser, payer } = parties;
  const outside: Outside = {
    pays: (visit, amount) => payer.tell({ [visit]: amount }),
    measures: async (order) => (await analyser.submit([order]))[order.placerOrderNumber] ?? 'unsent',
  };
  const { SANDBOX_HOSPITAL_FILE: file, SANDBOX_BREATH_MS: breathMs, SANDBOX_CORRECT_EVERY: correctEvery } = config;
  return new Panel({
    parties,
    staff: new Staff(outside, { file, breathMs, correctEvery }, failed),
    copies: new BusCopies(config.AMQP_URL, `${config.MESSAGING_NAMESPACE}.events`),
    control: new Control({ url: config.CONTROL_URL, token: config.CONTROL_TOKEN }),
    laboratory: { host: config.MLLP_HOST, port: config.MLLP_PORT },
  });
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
