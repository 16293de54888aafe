import { z } from 'zod';

const schema = z.object({
  ADMIN_PORT: z.coerce.number().int().min(0).max(65535).default(3001),
  ADMIN_HOST: z.string().default('127.0.0.1'),
  /** Of the administrator, as in the other processes: the roles of the contexts are derived from it. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  AMQP_URL: z.url({ protocol: /^amqps?$/ }),
  ORDERLY_SECRET: z.base64url().min(43),
  MESSAGING_NAMESPACE: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,30}$/)
    .default('orderly'),
  /** Where people look at traces; journeys link to it. */
  JAEGER_URL: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  CORS_ORIGINS: z.string().default(''),
});

export type Config = z.output<typeof schema>;

/** The configuration, or an error that names what is wrong and never a value. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;
  throw new Error(`configuration: ${parsed.error.issues.map(({ path, code }) => `${path.join('.')} (${code})`).join(', ')}`);
}
