import { z } from 'zod';

const schema = z.object({
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
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  CORS_ORIGINS: z.string().default(''),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  /** Share of traces that are kept when nobody has asked for one. */
  TRACE_RATIO: z.coerce.number().min(0).max(1).default(0.01),
});

export type Config = z.output<typeof schema>;

/** The configuration, or an error that names what is wrong and never a value. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;
  throw new Error(`configuration: ${parsed.error.issues.map(({ path, code }) => `${path.join('.')} (${code})`).join(', ')}`);
}
