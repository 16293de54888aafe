import { createPrivateKey, createPublicKey, hkdfSync, KeyObject } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';

/** What an access token says. */
export interface Claims {
  /** User id. */
  sub: string;
  tenant: string;
  roles: string[];
  permissions: string[];
}

const ISSUER = 'orderly';
const AUDIENCE = 'orderly-api';
const TYPE = 'at+jwt';

/** Access tokens: JWT signed with Ed25519 (RFC 8037), type `at+jwt` (RFC 9068), short-lived. */
export class Tokens {
  private readonly privateKey: KeyObject;
  private readonly publicKey: KeyObject;
  /** Verifying costs more than a hash map; a token is checked in full once and then until its own end. */
  private readonly verified = new Map<string, { claims: Claims; until: number }>();
  private readonly ends = new WeakMap<Claims, number>();

  constructor(
    secret: string,
    readonly lifetimeSeconds = 900,
  ) {
    const seed = Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'base64url'), '', 'orderly token signing 1', 32));
    // PKCS #8 prefix of an Ed25519 private key (RFC 8410, section 7).
    const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
    this.privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    this.publicKey = createPublicKey(this.privateKey);
  }

  issue(claims: Claims): Promise<string> {
    const { sub, ...rest } = claims;
    return new SignJWT(rest)
      .setProtectedHeader({ alg: 'EdDSA', typ: TYPE })
      .setSubject(sub)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt()
      .setExpirationTime(`${this.lifetimeSeconds}s`)
      .sign(this.privateKey);
  }

  /** The claims, or undefined when the token is not one of ours or has ended. */
  async verify(token: string): Promise<Claims | undefined> {
    const known = this.verified.get(token);
    if (known && known.until > Date.now()) return known.claims;
    if (token.length > 8192) return undefined;
    try {
      const options = {
        issuer: ISSUER,
        audience: AUDIENCE,
        typ: TYPE,
        algorithms: ['EdDSA'],
        requiredClaims: ['sub', 'exp', 'tenant'],
      };
      const { payload } = await jwtVerify(token, this.publicKey, options);
      const claims = {
        sub: payload.sub,
        tenant: payload['tenant'],
        roles: payload['roles'],
        permissions: payload['permissions'],
      } as Claims;
      if (this.verified.size >= 5_000) this.verified.clear();
      const until = (payload.exp as number) * 1000;
      this.verified.set(token, { claims, until });
      this.ends.set(claims, until);
      return claims;
    } catch {
      return undefined;
    }
  }

  /** When the token that said this ends, in ms since 1970. */
  endOf(claims: Claims): number {
    return this.ends.get(claims) ?? 0;
  }
}
