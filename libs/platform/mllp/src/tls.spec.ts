import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { MllpClient } from './client';
import { MllpServer, type MllpTls } from './server';
import { framed, RawPeer } from './testing/raw-peer';

Logger.overrideLogger(false);

const present = spawnSync('openssl', ['version']).status === 0;
if (!present) console.warn('MLLP over TLS is not tested: there is no openssl to make certificates with.');

/** An authority and a certificate of it, which live for a day. */
function certificateOf(folder: string, name: string): MllpTls {
  const at = (file: string) => join(folder, `${name}-${file}`);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    at('ca.key'),
    '-out',
    at('ca.crt'),
    '-days',
    '1',
    '-subj',
    `/CN=${name} authority`,
  );
  openssl('req', ...newKey, '-keyout', at('key'), '-out', at('csr'), '-subj', `/O=${name}/CN=localhost`);
  const authority = ['-CA', at('ca.crt'), '-CAkey', at('ca.key'), '-set_serial', '1'];
  openssl('x509', '-req', '-in', at('csr'), ...authority, '-days', '1', '-out', at('crt'));
  return { key: read(at('key')), cert: read(at('crt')), ca: read(at('ca.crt')) };
}
const read = (path: string) => readFileSync(path, 'utf8');

(present ? describe : describe.skip)('MLLP over TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'orderly-mllp-'));
  let [laboratory, stranger]: MllpTls[] = [];
  let server: MllpServer;
  let port: number;
  const clients: MllpClient[] = [];

  beforeAll(async () => {
    [laboratory, stranger] = ['Example Laboratory', 'Stranger'].map((name) => certificateOf(folder, name));
    server = new MllpServer({ host: '127.0.0.1', port: 0, tls: laboratory, frameMs: 2_000 }, (message, peer) =>
      Promise.resolve(`${message.toString()} of ${peer.certificateSubject}`),
    );
    port = await server.listen();
  });
  afterAll(async () => {
    clients.forEach((client) => client.close());
    await server.close();
    rmSync(folder, { recursive: true });
  });
  function clientWith(tls: Partial<MllpTls>): MllpClient {
    const client = new MllpClient({ host: 'localhost', port, timeoutMs: 5_000, tls: tls as MllpTls });
    clients.push(client);
    return client;
  }

  it('takes messages of who has a certificate of the authority, and knows who it is', () =>
    expect(clientWith(laboratory as MllpTls).send('hello')).resolves.toBe('hello of O=Example Laboratory, CN=localhost'));

  it('refuses who has none', () => expect(clientWith({ ca: laboratory?.ca }).send('hello')).rejects.toThrow());

  it('refuses who has one of another authority', () =>
    expect(clientWith({ ...stranger, ca: laboratory?.ca }).send('hello')).rejects.toThrow());

  it('is refused by a client that does not know the server', () =>
    expect(clientWith({ ...laboratory, ca: stranger?.ca }).send('hello')).rejects.toThrow());

  it.each([
    ['speaks without TLS', framed('MSH|')],
    ['never begins to speak', ''],
  ])('closes on a peer that %s', async (_, bytes) => {
    const peer = new RawPeer(port);
    peer.write(bytes);
    await peer.isClosed().finally(() => peer.socket.destroy());
    expect(peer.received).not.toContain('of');
  });
});
