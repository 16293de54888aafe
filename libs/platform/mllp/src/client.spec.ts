import { Logger } from '@nestjs/common';
import { eventually, TcpProxy } from '@orderly/platform/testing';
import { MllpClient, type MllpClientOptions } from './client';
import { MllpServer, type Answer } from './server';

Logger.overrideLogger(false);

describe('an MLLP client', () => {
  const ending: { close(): void | Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of ending.splice(0)) await each.close();
  });

  async function serverWith(answer: Answer): Promise<number> {
    const server = new MllpServer({ host: '127.0.0.1', port: 0 }, answer);
    const port = await server.listen();
    ending.unshift(server);
    return port;
  }
  function clientAt(port: number, options: Partial<MllpClientOptions> = {}): MllpClient {
    const client = new MllpClient({ host: '127.0.0.1', port, timeoutMs: 5_000, ...options });
    ending.unshift(client);
    return client;
  }
  const echo: Answer = (message) => Promise.resolve(`answer to ${message.toString()}`);

  it('gives each message its own answer, one after the other', async () => {
    let running = 0;
    const port = await serverWith(async (message) => {
      expect((running += 1)).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return message;
    });
    const client = clientAt(port);
    const messages = Array.from({ length: 20 }, (_, index) => `message ${index} µ`);
    expect(await Promise.all(messages.map((message) => client.send(message)))).toEqual(messages);
  });

  it('gives up in time, does not take a late answer for another, and goes on', async () => {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const port = await serverWith(async (message, peer) => {
      if (message.toString() === 'slow') await released;
      return echo(message, peer);
    });
    const client = clientAt(port, { timeoutMs: 2_000 });
    const [slow, next] = await Promise.allSettled([client.send('slow'), client.send('next')]);
    release();
    expect(slow).toMatchObject({ status: 'rejected', reason: { code: 'ETIMEDOUT' } });
    expect(next).toEqual({ status: 'fulfilled', value: 'answer to next' });
  });

  it('says that it was not answered when the connection is cut, and connects again', async () => {
    const port = await serverWith((message, peer) =>
      message.toString() === 'bad' ? Promise.reject(new Error()) : echo(message, peer),
    );
    const client = clientAt(port);
    await expect(client.send('bad')).rejects.toMatchObject({ code: 'ECONNRESET' });
    await expect(client.send('good')).resolves.toBe('answer to good');
  });

  it('comes back after the network was away', async () => {
    const proxy = await TcpProxy.to(`tcp://127.0.0.1:${await serverWith(echo)}`);
    ending.push(proxy);
    const client = clientAt(Number(new URL(proxy.url).port));
    await client.send('before');
    proxy.cut();
    await expect(client.send('during')).rejects.toThrow();
    proxy.mend();
    await eventually(() => expect(client.send('after')).resolves.toBe('answer to after'));
  });

  it('rejects when nobody listens, and when it was closed', async () => {
    const port = await serverWith(echo);
    await ending.shift()?.close();
    const client = clientAt(port);
    await expect(client.send('hello')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    client.close();
    await expect(client.send('hello')).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('rejects what waits when it is closed', async () => {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const client = clientAt(await serverWith(() => released.then(() => '')));
    const sent = [client.send('1'), client.send('2')];
    await new Promise((resolve) => setImmediate(resolve));
    client.close();
    const settled = await Promise.allSettled(sent);
    release();
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('refuses to send what cannot be framed, and an answer that is too long', async () => {
    const client = clientAt(await serverWith(() => Promise.resolve('x'.repeat(2_000))), { maxAnswerBytes: 1_000 });
    await expect(client.send('a\u001cb')).rejects.toThrow(RangeError);
    await expect(client.send('hello')).rejects.toMatchObject({ code: 'EMSGSIZE' });
  });
});
