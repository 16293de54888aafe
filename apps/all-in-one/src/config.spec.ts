import { readConfig } from './config';

const NEEDED = {
  DATABASE_URL: 'postgres://one@127.0.0.1/orderly',
  AMQP_URL: 'amqp://one@127.0.0.1',
  ORDERLY_SECRET: 'x'.repeat(43),
  OPERATOR_PASSWORD: 'twelve letters',
};
const clearinghouse = (url: string) => () => readConfig({ ...NEEDED, CLEARINGHOUSE_URL: url }).CLEARINGHOUSE_URL;

describe('the configuration', () => {
  it.each(['https://claims.example.org', 'http://127.0.0.1:3900', 'http://[::1]:3900', 'http://localhost:3900'])(
    'lets claims go to %s',
    (url) => expect(clearinghouse(url)()).toBe(url),
  );

  it.each(['http://claims.example.org', 'http://127.0.0.1.example.org', 'http://10.0.0.1', 'ftp://127.0.0.1', 'claims'])(
    'does not let them go to %s, and does not repeat it',
    (url) => expect(clearinghouse(url)).toThrow(/^configuration: CLEARINGHOUSE_URL \(\w+\)$/),
  );

  const sandbox = (env: Record<string, string>) => () => readConfig({ ...NEEDED, ...env }).SANDBOX_URL;

  it.each(['http://127.0.0.1:3900', 'http://[::1]:3900', 'http://localhost:3900'])('knows the sandbox at %s', (url) =>
    expect(sandbox({ STAGE: 'sandbox', SANDBOX_URL: url })()).toBe(url),
  );

  it.each<[string, Record<string, string>]>([
    ['in production', { STAGE: 'production', SANDBOX_URL: 'http://127.0.0.1:3900' }],
    ['where nobody has named the stage', { SANDBOX_URL: 'http://127.0.0.1:3900' }],
    ['on another machine', { STAGE: 'sandbox', SANDBOX_URL: 'http://10.0.0.1:3900' }],
    ['on a machine that only looks like this one', { STAGE: 'sandbox', SANDBOX_URL: 'http://127.0.0.1.example.org' }],
    ['behind no URL', { STAGE: 'sandbox', SANDBOX_URL: 'sandbox' }],
  ])('knows no sandbox %s', (_, env) => expect(sandbox(env)).toThrow(/^configuration: SANDBOX_URL \(\w+\)/));

  it('looks at the mailbox once a minute unless told otherwise', () => {
    expect(readConfig(NEEDED)).toMatchObject({ COLLECT_MS: 60_000, CLAIM_BATCH_SIZE: 100, CLAIM_GATHER_MS: 1_000 });
    expect(readConfig({ ...NEEDED, COLLECT_MS: '500' }).COLLECT_MS).toBe(500);
  });
});
