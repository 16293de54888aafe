import { createHmac, generateKeyPairSync, hkdfSync, randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import { newId } from '@orderly/kernel';
import { Claims, Tokens } from '.';

const secret = randomBytes(32).toString('base64url');
const claims: Claims = { sub: newId(), tenant: newId(), roles: ['physician'], permissions: ['orders:place'] };

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const payloadOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] as string, 'base64url').toString()) as object;
const privateKey = (tokens: Tokens) => (tokens as unknown as { privateKey: Parameters<SignJWT['sign']>[0] }).privateKey;
const publicPem = (tokens: Tokens) =>
  (tokens as unknown as { publicKey: { export(how: object): string } }).publicKey.export({ type: 'spki', format: 'pem' });

describe('an access token', () => {
  const tokens = new Tokens(secret);
  afterEach(() => jest.useRealTimers());

  it('says who it was issued for, again and again and in another process', async () => {
    const token = await tokens.issue(claims);
    expect(await tokens.verify(token)).toEqual(claims);
    expect(await tokens.verify(token)).toEqual(claims);
    expect(await new Tokens(secret).verify(token)).toEqual(claims);
  });

  it('ends when its time is over, also when it was seen before', async () => {
    jest.useFakeTimers({ now: Date.parse('2026-03-02T08:00:00Z') });
    const token = await tokens.issue(claims);
    expect(await tokens.verify(token)).toEqual(claims);
    jest.setSystemTime(Date.parse('2026-03-02T08:14:59Z'));
    expect(await tokens.verify(token)).toEqual(claims);
    const seen = (await tokens.verify(token)) as Claims;
    expect(new Date(tokens.endOf(seen)).toISOString()).toBe('2026-03-02T08:15:00.000Z');
    jest.setSystemTime(Date.parse('2026-03-02T08:15:01Z'));
    expect(await tokens.verify(token)).toBeUndefined();
  });

  /** Signed with the right key, and wrong in one thing. */
  async function signed(given: { header?: object; payload?: object }): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const payload = { ...claims, iss: 'orderly', aud: 'orderly-api', iat: now, exp: now + 60, ...given.payload };
    return new SignJWT(payload).setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', ...given.header }).sign(privateKey(tokens));
  }

  it('is accepted when it is wrong in nothing', async () => {
    expect(await tokens.verify(await signed({}))).toEqual(claims);
  });

  const inAnHour = Math.floor(Date.now() / 1000) + 3600;
  it.each([
    ['from another issuer', { payload: { iss: 'elsewhere' } }],
    ['for another audience', { payload: { aud: 'partner-api' } }],
    ['of another type, as a refresh token would be', { header: { typ: 'rt+jwt' } }],
    ['of no type', { header: { typ: undefined } }],
    ['over', { payload: { exp: inAnHour - 7200 } }],
    ['not valid yet', { payload: { nbf: inAnHour } }],
    ['valid for ever', { payload: { exp: undefined } }],
    ['about nobody', { payload: { sub: undefined } }],
    ['of no tenant', { payload: { tenant: undefined } }],
    ['critical in a way we do not know', { header: { crit: ['mfa'], mfa: 'pending' } }],
  ])('is refused when it is %s', async (_what, given) => {
    const token = await signed(given).catch(() => 'cannot even be signed');
    expect(await tokens.verify(token)).toBeUndefined();
  });

  it.each(['none', 'None', 'NONE', ''])('is refused without a signature: alg %j', async (alg) => {
    const payload = payloadOf(await tokens.issue(claims));
    expect(await tokens.verify(`${part({ alg, typ: 'at+jwt' })}.${part(payload)}.`)).toBeUndefined();
  });

  it('is refused when it was signed with the public key as a password', async () => {
    const body = `${part({ alg: 'HS256', typ: 'at+jwt' })}.${part(payloadOf(await tokens.issue(claims)))}`;
    for (const key of [publicPem(tokens), secret, Buffer.from(hkdfSync('sha256', secret, '', '', 32))])
      expect(await tokens.verify(`${body}.${createHmac('sha256', key).update(body).digest('base64url')}`)).toBeUndefined();
  });

  it('is refused when it brings its own key', async () => {
    const own = generateKeyPairSync('ed25519');
    const jwk = own.publicKey.export({ format: 'jwk' });
    for (const header of [
      { jwk },
      { jku: 'https://evil.example/keys' },
      { x5u: 'https://evil.example/cert' },
      { kid: "../../x' or '1'='1" },
    ]) {
      const token = await new SignJWT(payloadOf(await tokens.issue(claims)) as never)
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', ...header })
        .sign(own.privateKey);
      expect(await tokens.verify(token)).toBeUndefined();
    }
  });

  it('is refused when its payload was edited', async () => {
    const [header, payload, signature] = (await tokens.issue(claims)).split('.');
    const edited = part({ ...payloadOf(`.${payload}.`), permissions: ['everything'] });
    expect(await tokens.verify([header, edited, signature].join('.'))).toBeUndefined();
  });

  it.each(['', '.', '..', 'a.b.c', 'Bearer x', '\u0000', 'x'.repeat(100_000)])('is refused when it is rubbish', async (token) => {
    expect(await tokens.verify(token)).toBeUndefined();
  });

  it('of another installation is refused', async () => {
    expect(await tokens.verify(await new Tokens(randomBytes(32).toString('base64url')).issue(claims))).toBeUndefined();
  });
});
