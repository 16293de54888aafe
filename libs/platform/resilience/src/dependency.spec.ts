import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Logger } from '@nestjs/common';
import { metrics } from '@orderly/platform/telemetry';
import { eventually } from '@orderly/platform/testing';
import { Dependency, DependencyAway, type DependencyOptions, Refused } from './dependency';

const FOR_EVER = 600_000;
const hanging = () => new Promise<never>(() => undefined);
const failing = () => Promise.reject(new Error('broken'));
const refusing = () => Promise.reject(new Refused('no such payer'));
const working = () => Promise.resolve('done');

describe('a dependency', () => {
  const opened: Dependency[] = [];
  const lines: string[] = [];
  const unhandled: unknown[] = [];
  const noteUnhandled = (reason: unknown) => unhandled.push(reason);

  const dependency = (options: DependencyOptions = {}) => {
    const one = new Dependency('clearinghouse', { timeoutMs: FOR_EVER, resetMs: FOR_EVER, volumeThreshold: 2, ...options });
    opened.push(one);
    return one;
  };
  const fail = async (one: Dependency, times = 2) => {
    for (let time = 0; time < times; time++) await expect(one.call(failing)).rejects.toThrow('broken');
  };
  const shown = async () => (await metrics.breaker.get()).values.map(({ labels, value }) => [labels.dependency, value]);

  beforeAll(() => process.on('unhandledRejection', noteUnhandled));
  beforeEach(() => {
    for (const level of ['log', 'warn'] as const)
      jest.spyOn(Logger.prototype, level).mockImplementation((...said: unknown[]) => {
        lines.push(`${level} ${String(said[0])}`);
      });
  });
  afterEach(() => {
    for (const one of opened.splice(0)) one.close();
    lines.length = 0;
    jest.restoreAllMocks();
    jest.useRealTimers();
  });
  afterAll(async () => {
    await new Promise(setImmediate);
    process.off('unhandledRejection', noteUnhandled);
    expect(unhandled).toEqual([]);
  });

  it('gives what the work gives, and says what the work says against it', async () => {
    const one = dependency();
    expect(await one.call(working)).toBe('done');
    await expect(one.call(failing)).rejects.toThrow('broken');
    const throwsAtOnce = () => {
      throw new Error('at once');
    };
    await expect(one.call(throwsAtOnce)).rejects.toThrow('at once');
  });

  it('cancels a call that hangs, at the timeout, and counts it', async () => {
    const one = dependency({ timeoutMs: 20, volumeThreshold: 1 });
    let reason: unknown;
    const heeding = (signal: AbortSignal) =>
      new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => {
          reason = signal.reason;
          reject(new Error('cancelled'));
        });
      });
    await expect(one.call(heeding)).rejects.toMatchObject({ code: 'timeout', later: true, dependency: 'clearinghouse' });
    expect(reason).toBeInstanceOf(DependencyAway);
    expect(one.state).toBe('open');
  });

  it('does not wait for work that does not heed the signal', async () => {
    await expect(dependency({ timeoutMs: 20 }).call(hanging)).rejects.toMatchObject({ code: 'timeout' });
  });

  it('opens after failures, and then fails at once without calling', async () => {
    const one = dependency({ volumeThreshold: 3 });
    await fail(one, 2);
    expect(one.state).toBe('closed');
    await fail(one, 1);
    expect(one.state).toBe('open');
    const work = jest.fn(working);
    await expect(one.call(work)).rejects.toMatchObject({ code: 'open', later: true });
    expect(work).not.toHaveBeenCalled();
  });

  it('does not open while most calls succeed', async () => {
    const one = dependency({ volumeThreshold: 4 });
    for (let time = 0; time < 3; time++) await one.call(working);
    await fail(one, 3);
    expect(one.state).toBe('closed');
  });

  it('lets one call through when half-open, and closes when that one succeeds', async () => {
    const one = dependency({ resetMs: 10 });
    await fail(one);
    await eventually(() => expect(one.state).toBe('half-open'));
    let answer: (text: string) => void = () => undefined;
    const probe = one.call(() => new Promise<string>((resolve) => (answer = resolve)));
    await expect(one.call(working)).rejects.toMatchObject({ code: 'open' });
    answer('back');
    expect(await probe).toBe('back');
    expect(one.state).toBe('closed');
    expect(await one.call(working)).toBe('done');
  });

  it('opens again when that one fails', async () => {
    const one = dependency({ resetMs: 10 });
    await fail(one);
    await eventually(() => expect(one.state).toBe('half-open'));
    await fail(one, 1);
    await expect(one.call(working)).rejects.toMatchObject({ code: 'open' });
  });

  it('takes a refusal for an answer: it does not open, and it closes', async () => {
    const one = dependency({ resetMs: 10 });
    for (let time = 0; time < 10; time++) await expect(one.call(refusing)).rejects.toThrow(Refused);
    expect(one.state).toBe('closed');
    const other = dependency({ resetMs: 10 });
    await fail(other);
    await eventually(() => expect(other.state).toBe('half-open'));
    await expect(other.call(refusing)).rejects.toThrow(Refused);
    expect(other.state).toBe('closed');
  });

  it('leaves it to the caller which errors are theirs, but not whether silence is', async () => {
    const one = dependency({ isTheirs: (error) => (error as { status: number }).status >= 500 });
    for (let time = 0; time < 10; time++)
      await expect(one.call(() => Promise.reject({ status: 404 }))).rejects.toEqual({ status: 404 });
    expect(one.state).toBe('closed');
    const silent = dependency({ timeoutMs: 20, volumeThreshold: 1, isTheirs: () => false });
    await expect(silent.call(hanging)).rejects.toMatchObject({ code: 'timeout' });
    expect(silent.state).toBe('open');
  });

  it('counts an error that cannot be judged', async () => {
    const one = dependency({ volumeThreshold: 1, isTheirs: (error) => (error as { status: number }).status >= 500 });
    await expect(one.call(() => Promise.reject(undefined))).rejects.toBeUndefined();
    expect(one.state).toBe('open');
  });

  it('is away when nobody listens, when the connection breaks, and when it says so', async () => {
    const one = dependency({ volumeThreshold: 4 });
    const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const broken = await one.call((signal) => fetch(url, { signal })).catch((error: unknown) => error);
    server.close();
    await once(server, 'close');
    expect(broken).toMatchObject({ code: 'unreachable' });
    await expect(one.call((signal) => fetch(url, { signal }))).rejects.toMatchObject({ code: 'unreachable' });
    const unavailable = () => Promise.reject(new DependencyAway('clearinghouse', 'unavailable', { code: 'ECONNRESET' }));
    await expect(one.call(unavailable)).rejects.toMatchObject({ code: 'unavailable' });
    expect(one.state).toBe('closed');
    await fail(one, 1);
    expect(one.state).toBe('open');
  });

  it('opens by default also for a single caller whose calls all hang, with pauses', async () => {
    jest.useFakeTimers();
    const one = new Dependency('clearinghouse');
    opened.push(one);
    for (let time = 0; time < 5; time++) {
      expect(one.state).toBe('closed');
      const call = expect(one.call(hanging)).rejects.toMatchObject({ code: 'timeout' });
      await jest.advanceTimersByTimeAsync(10_000);
      await call;
      if (time < 4) await jest.advanceTimersByTimeAsync(2_000);
    }
    expect(one.state).toBe('open');
  });

  it('shows its state as a metric and as lines in the log, without what failed', async () => {
    const one = dependency({ resetMs: 10 });
    expect(await shown()).toEqual([['clearinghouse', 0]]);
    await fail(one);
    expect(await shown()).toEqual([['clearinghouse', 2]]);
    await eventually(async () => expect(await shown()).toEqual([['clearinghouse', 1]]));
    await one.call(working);
    expect(await shown()).toEqual([['clearinghouse', 0]]);
    expect(lines).toEqual([
      'warn open: calls fail at once for 10 ms',
      'log half-open: the next call decides',
      'log closed: it works again',
    ]);
    one.close();
    expect(await shown()).toEqual([]);
  });

  it('once closed cancels what is under way, lets nothing through and keeps no timer', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
    const before = timers();
    const one = dependency();
    const calls = [one.call(hanging), one.call(hanging)].map((call) => expect(call).rejects.toMatchObject({ code: 'closed' }));
    expect(timers()).toBe(before + 2);
    one.close();
    await Promise.all(calls);
    expect(timers()).toBe(before);
    const work = jest.fn(working);
    await expect(one.call(work)).rejects.toMatchObject({ code: 'closed', later: true });
    expect(work).not.toHaveBeenCalled();
    expect(one.state).toBe('open');
    one.close();
  });
});
