import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

const fields = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  /** May create roles and schemas; the contexts work under roles of their own. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  AMQP_URL: z.url({ protocol: /^amqps?$/ }),
  /** At least 32 bytes, base64url: everything secret is derived from it. */
  ORDERLY_SECRET: z.base64url().min(43),
  OPERATOR_PASSWORD: z.string().min(12),
  MESSAGING_NAMESPACE: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,30}$/)
    .default('orderly'),
  DB_POOL_SIZE: z.coerce.number().int().min(2).max(50).default(10),
  /** Where analysers send HL7 v2 messages (MLLP). */
  MLLP_HOST: z.string().default('127.0.0.1'),
  MLLP_PORT: z.coerce.number().int().min(0).max(65535).default(2575),
  /** Folder with `key.pem`, `cert.pem` and `ca.pem`: only analysers with a certificate of that authority get through. */
  MLLP_TLS_DIR: z.string().optional(),
  /** Where claims go and remittances come from; without it, claims wait. */
  CLEARINGHOUSE_URL: z.url({ protocol: /^https?$/ }).optional(),
  CLEARINGHOUSE_TOKEN: z.string().optional(),
  /** Claims of one payer in one file at most, and how long they gather. */
  CLAIM_BATCH_SIZE: z.coerce.number().int().min(1).max(1000).default(100),
  CLAIM_GATHER_MS: z.coerce.number().int().min(0).max(3_600_000).default(1_000),
  /** How often the mailbox is looked at while claims are with payers; otherwise once a minute at most. */
  COLLECT_MS: z.coerce.number().int().min(100).max(86_400_000).default(60_000),
  /** `sandbox`: patients are invented, and a panel lets people disturb what runs. */
  STAGE: z.enum(['production', 'sandbox']).default('production'),
  /** The sandbox whose panel is passed on (apps/sandbox/README.md); only in the sandbox stage, and only on this machine. */
  SANDBOX_URL: z.url({ protocol: /^http$/ }).optional(),
  SANDBOX_TOKEN: z.string().min(8).optional(),
  BILLING_OVERDUE_DAYS: z.coerce.number().min(0).max(365).default(3),
  /** After SIGTERM: how long it goes on serving, longer than load balancers take to look at /health/ready. */
  LEAVE_MS: z.coerce.number().int().min(0).max(15_000).default(0),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  CORS_ORIGINS: z.string().default(''),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  /** Where people look at traces; journeys link to it. */
  JAEGER_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Share of traces that are kept when nobody has asked for one. */
  TRACE_RATIO: z.coerce.number().min(0).max(1).default(0.01),
});

/** Whoever reaches a port without certificates can deliver results. */
const schema = fields
  .refine(({ MLLP_HOST, MLLP_TLS_DIR }) => MLLP_TLS_DIR || LOOPBACK.includes(MLLP_HOST), { path: ['MLLP_TLS_DIR'] })
  .refine(({ CLEARINGHOUSE_URL: url }) => !url || !URL.canParse(url) || isPrivate(new URL(url)), { path: ['CLEARINGHOUSE_URL'] })
  .refine(({ STAGE, SANDBOX_URL: url }) => !url || (STAGE === 'sandbox' && URL.canParse(url) && isLoopback(new URL(url))), {
    path: ['SANDBOX_URL'],
  });

const isLoopback = ({ hostname }: URL) => LOOPBACK.includes(hostname.replace(/^\[(.*)\]$/, '$1'));

/** Claims and the token are nobody else's business. */
const isPrivate = (url: URL) => url.protocol === 'https:' || isLoopback(url);

export type Config = z.output<typeof schema>;

/** The configuration, or an error that names what is wrong and never a value. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;
  throw new Error(`configuration: ${parsed.error.issues.map(({ path, code }) => `${path.join('.')} (${code})`).join(', ')}`);
}

/** What the port for analysers proves itself with, and whom it trusts. */
export function analyserTls({ MLLP_TLS_DIR: folder }: Config) {
  if (!folder) return undefined;
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  return { key: read('key.pem'), cert: read('cert.pem'), ca: read('ca.pem') };
}
