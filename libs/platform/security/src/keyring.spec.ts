import { createCipheriv, randomBytes } from 'node:crypto';
import { compactDecrypt } from 'jose';
import { newId } from '@orderly/kernel';
import { deriveSecret, DerivedKeyring, SealBroken } from '.';

/** Shows its keys, so that jose can open what it has sealed. */
class OpenKeyring extends DerivedKeyring {
  keyOf(tenant: string): Uint8Array {
    return new Uint8Array(this.currentKey(tenant).key);
  }
}

const secret = randomBytes(32).toString('base64url');
const tenant = newId();
const eventId = newId();
const content = { name: 'Ada Testwood', text: 'üñï 漢字 🏥', amount: '4.50', list: [1, null, true] };

describe('a seal', () => {
  const keyring = new OpenKeyring(secret);
  const sealed = keyring.seal(tenant, eventId, content);

  it('opens for its tenant and place, and shows nothing before', () => {
    expect(keyring.open(tenant, eventId, sealed)).toEqual(content);
    expect(Buffer.from(sealed.split('.')[3] as string, 'base64url').toString()).not.toContain('Testwood');
    expect(keyring.seal(tenant, eventId, content)).not.toBe(sealed);
  });

  it('is a compact JWE as jose reads it: dir with A256GCM', async () => {
    const { plaintext, protectedHeader } = await compactDecrypt(sealed, keyring.keyOf(tenant), {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    expect(JSON.parse(Buffer.from(plaintext).toString())).toEqual(content);
    expect(protectedHeader).toEqual({ alg: 'dir', enc: 'A256GCM', kid: `${tenant}.1`, bind: eventId });
  });

  it('opens with the same secret in another process, and with no other', () => {
    expect(new DerivedKeyring(secret).open(tenant, eventId, sealed)).toEqual(content);
    expect(() => new DerivedKeyring(randomBytes(32).toString('base64url')).open(tenant, eventId, sealed)).toThrow(SealBroken);
  });

  it('does not open at another event or for another tenant', () => {
    expect(() => keyring.open(tenant, newId(), sealed)).toThrow(SealBroken);
    expect(() => keyring.open(newId(), eventId, sealed)).toThrow(SealBroken);
  });

  it.each([
    [0, 'header'],
    [2, 'nonce'],
    [3, 'text'],
    [4, 'tag'],
  ])('does not open when any byte of part %i, its %s, is changed', (part) => {
    const parts = sealed.split('.');
    const bytes = Buffer.from(parts[part] as string, 'base64url');
    for (let index = 0; index < bytes.length; index++) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] as number) ^ 1;
      const broken = parts.map((text, at) => (at === part ? changed.toString('base64url') : text)).join('.');
      expect(() => keyring.open(tenant, eventId, broken)).toThrow(SealBroken);
    }
  });

  it.each([
    ['nothing', ''],
    ['a text', 'Ada Testwood'],
    ['without a tag', sealed.split('.').slice(0, 4).join('.')],
    ['with a shorter tag', sealed.slice(0, -6)],
    ['with a part too many', `${sealed}.x`],
    ['with an encrypted key', sealed.replace('..', '.eA.')],
  ])('does not open when it is %s', (_what, text) => {
    expect(() => keyring.open(tenant, eventId, text)).toThrow(SealBroken);
  });

  it('does not open when its key is named after another tenant', () => {
    const other = newId();
    const header = Buffer.from(JSON.stringify({ alg: 'dir', enc: 'A256GCM', kid: `${other}.1`, bind: eventId })).toString(
      'base64url',
    );
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', keyring.keyOf(other), iv).setAAD(Buffer.from(header));
    const text = Buffer.concat([cipher.update('{}'), cipher.final()]);
    const forged = [header, '', iv.toString('base64url'), text.toString('base64url'), cipher.getAuthTag().toString('base64url')];
    expect(keyring.open(other, eventId, forged.join('.'))).toEqual({});
    expect(() => keyring.open(tenant, eventId, forged.join('.'))).toThrow(SealBroken);
  });

  it('says nothing about the content when it is broken', () => {
    expect(() => keyring.open(tenant, eventId, JSON.stringify(content))).toThrow('the sealed content does not open here');
  });

  it('never uses a nonce twice', () => {
    const nonces = Array.from({ length: 20_000 }, () => keyring.seal(tenant, eventId, 1).split('.')[2]);
    expect(new Set(nonces).size).toBe(nonces.length);
  });
});

describe("the installation's secret", () => {
  it('must hold 32 bytes', () => {
    expect(() => new DerivedKeyring(randomBytes(31).toString('base64url'))).toThrow('ORDERLY_SECRET');
  });

  it('gives each purpose a secret of its own, always the same', () => {
    expect(deriveSecret(secret, 'cursors')).toBe(deriveSecret(secret, 'cursors'));
    expect(deriveSecret(secret, 'cursors')).not.toBe(deriveSecret(secret, 'tokens'));
  });
});
