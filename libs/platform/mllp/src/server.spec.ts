import { randomBytes } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { metrics } from '@orderly/platform/telemetry';
import { eventually } from '@orderly/platform/testing';
import { MllpServer, type MllpServerOptions } from './server';
import { framed, RawPeer } from './testing/raw-peer';

const echo = (message: Buffer) => Promise.resolve(`answer to ${message.toString()}`);

Logger.overrideLogger(false);

describe('an MLLP listener', () => {
  const servers: MllpServer[] = [];
  const peers: RawPeer[] = [];
  afterEach(async () => {
    peers.splice(0).forEach(({ socket }) => socket.destroy());
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  async function listening(options: Partial<MllpServerOptions> = {}, answer: (message: Buffer) => Promise<string> = echo) {
    const server = new MllpServer({ host: '127.0.0.1', port: 0, ...options }, answer);
    servers.push(server);
    return { server, port: await server.listen() };
  }
  function peerAt(port: number): RawPeer {
    const peer = new RawPeer(port);
    peers.push(peer);
    return peer;
  }
  async function answersStill(port: number): Promise<void> {
    const peer = peerAt(port);
    peer.write(framed('still there'));
    await peer.hears(framed('answer to still there'));
  }
  const countOf = async (outcome: string): Promise<number> => {
    const { values } = await metrics.mllp.get();
    return values.find(({ labels }) => labels.outcome === outcome)?.value ?? 0;
  };
  const connections = async (): Promise<number> => (await metrics.mllpConnections.get()).values[0]?.value ?? 0;

  it('answers each of several messages in one piece, in their order, one at a time', async () => {
    let running = 0;
    const atOnce: number[] = [];
    const { port } = await listening({}, async (message) => {
      atOnce.push((running += 1));
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return `answer to ${message.toString()}`;
    });
    const peer = peerAt(port);
    peer.write(`noise${framed('1')}\r\n${framed('2')}${framed('')}${framed('3')}`);
    await peer.hears(['1', '2', '', '3'].map((text) => framed(`answer to ${text}`)).join(''));
    expect(atOnce).toEqual([1, 1, 1, 1]);
  });

  it('answers a message that comes byte by byte', async () => {
    const { port } = await listening();
    const peer = peerAt(port);
    peer.socket.setNoDelay(true);
    for (const byte of Buffer.from(framed('slow'))) peer.write(Buffer.of(byte));
    await peer.hears(framed('answer to slow'));
  });

  it('answers a sender that has closed its half', async () => {
    const { port } = await listening();
    const peer = peerAt(port);
    peer.socket.end(framed('last'));
    await peer.hears(framed('answer to last'));
    await peer.isClosed();
  });

  it('tells who sent the message', async () => {
    const server = new MllpServer({ host: '127.0.0.1', port: 0 }, (_, peer) => Promise.resolve(JSON.stringify(peer)));
    servers.push(server);
    const peer = peerAt(await server.listen());
    peer.write(framed('who am I'));
    await peer.hears(framed('{"address":"127.0.0.1"}'));
  });

  it('closes without an answer when none could be made, so that the message comes again', async () => {
    const failed = await countOf('failed');
    const { port } = await listening({}, (message) =>
      message.toString() === 'bad' ? Promise.reject(new Error('the database is away')) : echo(message),
    );
    const peer = peerAt(port);
    peer.write(framed('good') + framed('bad') + framed('never looked at'));
    await peer.isClosed();
    expect(peer.received).toBe(framed('answer to good'));
    expect(await countOf('failed')).toBe(failed + 1);
    await answersStill(port);
  });

  it('survives random bytes', async () => {
    const { port } = await listening({ maxMessageBytes: 1_000 });
    const noisy = Array.from({ length: 20 }, () => peerAt(port));
    for (const peer of noisy) peer.socket.end(randomBytes(20_000));
    await Promise.all(noisy.map((peer) => peer.isClosed()));
    await answersStill(port);
  });

  it('survives peers that reset', async () => {
    const { port } = await listening();
    const rude = Array.from({ length: 20 }, () => peerAt(port));
    for (const peer of rude) {
      peer.write(`${framed('gone')}\u000bhalf`);
      peer.socket.on('data', () => peer.socket.resetAndDestroy());
    }
    await Promise.all(rude.map((peer) => peer.isClosed()));
    await answersStill(port);
  });

  it('closes on a frame of 50 MB after little more than the limit', async () => {
    const oversize = await countOf('oversize');
    const { port } = await listening();
    const peer = peerAt(port);
    const piece = Buffer.alloc(64 * 1024, 'x');
    peer.write('\u000b');
    for (let sent = 0; sent < 50 * 1024 * 1024 && !peer.closed; sent += piece.length) {
      if (!peer.socket.write(piece))
        await new Promise<void>((resolve) => peer.socket.once('drain', resolve).once('close', () => resolve()));
    }
    await peer.isClosed();
    expect(peer.received).toBe('');
    expect(await countOf('oversize')).toBe(oversize + 1);
    await answersStill(port);
  });

  it.each([
    ['says nothing', ''],
    ['has begun a message and does not end it', '\u000bMSH|'],
    ['ended its message only by half', '\u000bMSH|\u001c'],
    ['has been answered', framed('hello')],
  ])('closes a connection that %s', async (_, bytes) => {
    const { port } = await listening({ idleMs: 60, frameMs: 50 });
    const peer = peerAt(port);
    peer.write(bytes);
    await peer.isClosed();
  });

  it.each([
    ['a message', '\u000b', { idleMs: 60_000, frameMs: 100 }],
    ['noise', '', { idleMs: 100, frameMs: 60_000 }],
  ])('closes a connection on which %s trickles without an end', async (_, start, limits) => {
    const { port } = await listening(limits);
    const peer = peerAt(port);
    peer.write(start);
    const trickle = setInterval(() => peer.write('x'), 5);
    await peer.isClosed().finally(() => clearInterval(trickle));
  });

  it('does not let a thousand idle connections pile up', async () => {
    const { port } = await listening({ maxConnections: 50, idleMs: 2_000 });
    const crowd = Array.from({ length: 1_000 }, () => peerAt(port));
    await eventually(() => expect(crowd.filter(({ closed }) => closed).length).toBeGreaterThanOrEqual(950));
    expect(await connections()).toBeLessThanOrEqual(50);
    await Promise.all(crowd.map((peer) => peer.isClosed()));
    await answersStill(port);
  });

  it('reads nothing while it answers', async () => {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    let seen = 0;
    const { port } = await listening({}, async (message) => {
      seen += 1;
      await released;
      return String(message.length);
    });
    const peer = peerAt(port);
    peer.write(framed('1'));
    await eventually(() => expect(seen).toBe(1));
    // More than all buffers on the way together.
    peer.write(framed('x'.repeat(1_000_000)).repeat(40));
    await eventually(() => expect(peer.socket.bytesWritten).toBeGreaterThan(1_000_000));
    expect(seen).toBe(1);
    expect(peer.socket.writableLength).toBeGreaterThan(0);
    release();
    await peer.hears([1, ...Array<number>(40).fill(1_000_000)].map((length) => framed(String(length))).join(''));
  });

  it('sends the answers that are being made before it ends', async () => {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    let seen = 0;
    const { server, port } = await listening({}, async (message) => {
      seen += 1;
      await released;
      return message.toString();
    });
    const [busy, idle, begun] = [peerAt(port), peerAt(port), peerAt(port)];
    busy.write(framed('first') + framed('second'));
    begun.write('\u000bhalf');
    await eventually(() => expect(seen).toBe(1));
    const closing = server.close();
    await Promise.all([idle.isClosed(), begun.isClosed()]);
    release();
    await closing;
    await busy.isClosed();
    expect(busy.received).toBe(framed('first'));
    expect(await connections()).toBe(0);
    const late = peerAt(port);
    await late.isClosed();
  });

  it('says that a port is taken', async () => {
    const { port } = await listening();
    await expect(new MllpServer({ host: '127.0.0.1', port }, echo).listen()).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
