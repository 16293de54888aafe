import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Seals what only the tenant's own services may read. Later key providers (KMS, one key per patient) change the key, not the format. */
export abstract class Keyring {
  protected abstract currentKey(tenant: string): { kid: string; key: Buffer };
  protected abstract keyFor(tenant: string, kid: string): Buffer | undefined;

  /**
   * A compact JWE (RFC 7516, `dir` + `A256GCM`). `bind` names the place it belongs to (an event id, a row): moved elsewhere, it does not open.
   * Written over node:crypto because one JWE through an asynchronous library costs ten times as much; a spec holds it against jose.
   */
  seal(tenant: string, bind: string, value: unknown): string {
    const { kid, key } = this.currentKey(tenant);
    const header = Buffer.from(JSON.stringify({ alg: 'dir', enc: 'A256GCM', kid, bind })).toString('base64url');
    const iv = freshIv();
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(header, 'ascii'));
    const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
    return `${header}..${iv.toString('base64url')}.${text.toString('base64url')}.${cipher.getAuthTag().toString('base64url')}`;
  }

  /** Throws SealBroken when it was changed, moved, or sealed for another tenant. The message never contains the content. */
  open(tenant: string, bind: string, sealed: string): unknown {
    try {
      const [header = '', noKey, iv = '', text = '', tag = '', ...more] = sealed.split('.');
      const { kid, bind: boundTo } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string; bind: string };
      const key = this.keyFor(tenant, kid);
      if (!key || boundTo !== bind || noKey !== '' || more.length > 0) throw new SealBroken();
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'), { authTagLength: 16 });
      decipher.setAAD(Buffer.from(header, 'ascii')).setAuthTag(Buffer.from(tag, 'base64url'));
      return JSON.parse(Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString());
    } catch {
      throw new SealBroken();
    }
  }
}

const IV_BYTES = 12;
let pool = Buffer.alloc(0);

/** Ninety-six fresh random bits; drawn in bulk, because one call to the generator costs as much as the encryption. */
function freshIv(): Buffer {
  if (pool.length < IV_BYTES) pool = randomBytes(IV_BYTES * 256);
  const iv = pool.subarray(0, IV_BYTES);
  pool = pool.subarray(IV_BYTES);
  return iv;
}

export class SealBroken extends Error {
  constructor() {
    super('the sealed content does not open here');
    this.name = 'SealBroken';
  }
}

/** One key per tenant, derived from the installation's secret (HKDF-SHA-256, RFC 5869). */
export class DerivedKeyring extends Keyring {
  private readonly keys = new Map<string, Buffer>();

  /** `secret`: at least 32 bytes as base64url. */
  constructor(private readonly secret: string) {
    super();
    if (Buffer.from(secret, 'base64url').length < 32) throw new Error('ORDERLY_SECRET must hold at least 32 bytes as base64url');
  }

  protected currentKey(tenant: string) {
    return { kid: `${tenant}.1`, key: this.derive(tenant) };
  }

  protected keyFor(tenant: string, kid: string) {
    return kid === `${tenant}.1` ? this.derive(tenant) : undefined;
  }

  private derive(tenant: string): Buffer {
    let key = this.keys.get(tenant);
    if (!key) {
      if (this.keys.size >= 10_000) this.keys.clear();
      key = Buffer.from(hkdfSync('sha256', Buffer.from(this.secret, 'base64url'), tenant, 'orderly tenant seal 1', 32));
      this.keys.set(tenant, key);
    }
    return key;
  }
}

/** A secret for one purpose, derived from the installation's secret; base64url. */
export const deriveSecret = (secret: string, purpose: string): string =>
  Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'base64url'), '', `orderly ${purpose}`, 32)).toString('base64url');
