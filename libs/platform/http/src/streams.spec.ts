import { ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { FixedClock, newId } from '@orderly/kernel';
import { eventually, EventStream } from '@orderly/platform/testing';
import { Claims, Tokens } from '@orderly/platform/security';
import { metrics } from '@orderly/platform/telemetry';
import { StreamWard } from './testing/stream-ward';
import { bearer, claims } from './testing/ward';
import { RequestLine } from './trail';

const PERMISSIONS = ['self:read', 'beds:read', 'journeys:read'];
const bedOf = (version = 1, id = newId()) => ({ id, version });
const shown = ({ id, version }: { id: string; version: number }) => `Bed/${id}@${version}`;
const valueOf = async (metric: { get(): Promise<{ values: { value: number }[] }> }) =>
  (await metric.get()).values.reduce((sum, { value }) => sum + value, 0);

describe('a stream', () => {
  let ward: StreamWard;
  const me = claims({ permissions: PERMISSIONS });
  afterEach(() => ward.app.close());

  const listen = async (topics = 'worklists/ward', of: Claims = me, headers: Record<string, string> = {}) =>
    EventStream.open(`${ward.url}?topics=${topics}`, { authorization: await bearer(of), ...headers });
  async function ticket(of: Claims = me) {
    const answer = await ward.app.inject({
      method: 'POST',
      url: '/v1/stream-tickets',
      headers: { authorization: await bearer(of) },
      payload: {},
    });
    return answer.json<{ ticket: string; expiresAt: string }>();
  }

  describe('gives hints', () => {
    beforeEach(async () => (ward = await StreamWard.open()));

    it('as frames with an id, a type and where to look, and nothing else', async () => {
      const stream = await listen();
      const bed = bedOf();
      ward.hints.say(me.tenant, { ...bed, partition: newId() });
      await stream.saw(shown(bed));
      expect(stream.events).toEqual([{ id: expect.stringMatching(/^\S+\.1$/), event: 'hint', data: { type: 'Bed', ...bed } }]);
      expect(stream.response.headers).toMatchObject({
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'orderly-trace-id': expect.stringMatching(/^[0-9a-f]{32}$/),
      });
    });

    it('of its own hospital and its own topics, each once however many topics it belongs to', async () => {
      const [mine, other] = [bedOf(), bedOf()];
      const one = await listen(`beds/${mine.id}`);
      const both = await listen(`worklists/ward,journeys,beds/${mine.id}`);
      const foreign = await listen('journeys', claims({ permissions: PERMISSIONS }));
      ward.hints.say(me.tenant, other);
      ward.hints.say(me.tenant, { ...mine, type: 'Sheet' });
      ward.hints.say(me.tenant, mine);
      await one.saw(shown(mine));
      await both.saw(shown(other), `Sheet/${mine.id}@1`, shown(mine));
      expect([one.seen, foreign.seen]).toEqual([[shown(mine)], []]);
    });

    it('and is kept open by heartbeats, which move the place to go on from', async () => {
      await ward.app.close();
      ward = await StreamWard.open({ limits: { heartbeatMs: 10 } });
      const stream = await listen(`beds/${newId()}`);
      ward.hints.say(me.tenant, bedOf());
      await eventually(() => expect([stream.heartbeats > 1, stream.lastId]).toEqual([true, expect.stringMatching(/\.1$/)]));
      expect(stream.seen).toEqual([]);
    });

    it.each([
      ['', 'invalid-input', '/topics'],
      ['beds', 'invalid-input', '/topics/0'],
      ['journeys,beds/1', 'invalid-input', '/topics/1'],
      ['beds/*', 'invalid-input', '/topics/0'],
      ['worklists/wardx', 'invalid-input', '/topics/0'],
      [Array.from({ length: 51 }, () => `beds/${newId()}`).join(), 'invalid-input', '/topics'],
    ])('not about what is no topic (%#)', async (topics, code, pointer) => {
      await expect(listen(topics)).rejects.toMatchObject({
        status: 400,
        problem: { type: `/problems/orderly.${code}`, errors: [{ pointer }] },
      });
    });

    it('not to those who may not read what they are about, or whom nobody knows', async () => {
      const poor = claims({ permissions: ['self:read', 'beds:read'] });
      await expect(listen(`worklists/ward,charts/${newId()}`, poor)).rejects.toMatchObject({
        status: 403,
        problem: { permission: 'chart:read' },
      });
      await expect(listen('journeys', poor)).rejects.toMatchObject({ status: 403, problem: { permission: 'journeys:read' } });
      await expect(EventStream.open(`${ward.url}?topics=journeys`)).rejects.toMatchObject({ status: 401 });
      const { statusCode } = await ward.app.inject({ method: 'HEAD', url: '/v1/stream?topics=journeys' });
      expect(statusCode).toBe(404);
    });
  });

  describe('goes on', () => {
    beforeEach(async () => (ward = await StreamWard.open({ limits: { mostKept: 3, settleMs: 5 } })));

    it('after the last event seen, without loss or repeat', async () => {
      const beds = [bedOf(1), bedOf(2), bedOf(3)] as const;
      const before = await listen();
      ward.hints.say(me.tenant, beds[0]);
      await before.saw(shown(beds[0]));
      before.leave();
      ward.hints.say(me.tenant, beds[1]);
      const after = await listen('worklists/ward', me, { 'last-event-id': before.lastId });
      ward.hints.say(me.tenant, beds[2]);
      await after.saw(shown(beds[2]));
      expect(after.seen).toEqual([shown(beds[1]), shown(beds[2])]);
      const again = await listen(`worklists/ward&lastEventId=${before.lastId}`, me, { 'last-event-id': after.lastId });
      ward.hints.say(me.tenant, beds[0]);
      await again.saw(shown(beds[0]));
      expect(again.seen).toEqual([shown(beds[0])]);
    });

    it.each(['nonsense', 'AAAAAAAAAAA.0', 'AAAAAAAAAAA.1', '.', 'x.-1', 'NaN.NaN'])(
      'with a reset after an id of elsewhere (%s)',
      async (id) => {
        const stream = await listen('worklists/ward', me, { 'last-event-id': id });
        await stream.saw('reset');
        expect(stream.events[0]).toMatchObject({ data: {} });
      },
    );

    it('with a reset when that was too long ago, or in another hospital', async () => {
      const early = await listen();
      await eventually(() => expect(early.lastId).toMatch(/\.0$/));
      const { lastId } = early;
      for (let version = 1; version <= 3; version++) ward.hints.say(me.tenant, bedOf(version));
      const inTime = await listen('worklists/ward', me, { 'last-event-id': lastId });
      await eventually(() => expect(inTime.seen).toHaveLength(3));
      ward.hints.say(me.tenant, bedOf(4));
      const late = await listen('worklists/ward', me, { 'last-event-id': lastId });
      await late.saw('reset');
      const elsewhere = claims({ permissions: PERMISSIONS });
      const foreign = await listen('worklists/ward', elsewhere, { 'last-event-id': late.lastId });
      await foreign.saw('reset');
      expect([late.seen, foreign.seen]).toEqual([['reset'], ['reset']]);
    });

    it('where memory is short, in the hospital that has less of it', async () => {
      await ward.app.close();
      ward = await StreamWard.open({ limits: { mostKeptTogether: 3 } });
      const elsewhere = claims({ permissions: PERMISSIONS });
      const [busy, quiet] = [await listen(), await listen('worklists/ward', elsewhere)];
      await eventually(() =>
        expect([busy.lastId, quiet.lastId]).toEqual([expect.stringMatching(/\.0$/), expect.stringMatching(/\.0$/)]),
      );
      const ids = { busy: busy.lastId, quiet: quiet.lastId };
      const bed = bedOf();
      for (let version = 1; version <= 3; version++) ward.hints.say(me.tenant, bedOf(version));
      ward.hints.say(elsewhere.tenant, bed);
      await (await listen('worklists/ward', elsewhere, { 'last-event-id': ids.quiet })).saw(shown(bed));
      await (await listen('worklists/ward', me, { 'last-event-id': ids.busy })).saw('reset');
    });

    it('with a reset, and one more when things have settled, after RabbitMQ was away', async () => {
      const stream = await listen();
      ward.hints.say(me.tenant, bedOf());
      await eventually(() => expect(stream.seen).toHaveLength(1));
      const { lastId } = stream;
      ward.hints.comeBack();
      await stream.saw('reset', 'reset');
      const back = await listen('worklists/ward', me, { 'last-event-id': lastId });
      await back.saw('reset');
    });

    it('also when it began while RabbitMQ was away', async () => {
      ward.hints.away = true;
      const stream = await listen();
      await eventually(() => expect(stream.lastId).not.toBe(''));
      ward.hints.comeBack();
      await stream.saw('reset');
    });
  });

  describe('is opened with a ticket', () => {
    const clock = new FixedClock('2026-03-02T08:15:00.000Z');
    const lines: RequestLine[] = [];
    beforeEach(async () => {
      clock.set(new Date().toISOString());
      ward = await StreamWard.open({ clock, requestLog: (line) => void lines.push(line) });
    });
    const withTicket = (text: string, topics = 'worklists/ward') =>
      EventStream.open(`${ward.url}?topics=${topics}&ticket=${text}`);

    it('with the rights of whoever asked for it, once', async () => {
      const { ticket: text, expiresAt } = await ticket();
      expect(Date.parse(expiresAt) - Date.parse(clock.now())).toBe(60_000);
      const stream = await withTicket(text);
      const bed = bedOf();
      ward.hints.say(me.tenant, bed);
      await stream.saw(shown(bed));
      await expect(withTicket(text)).rejects.toMatchObject({
        status: 401,
        problem: { type: '/problems/orderly.unauthenticated' },
      });
      const poor = await ticket(claims({ permissions: ['self:read'] }));
      await expect(withTicket(poor.ticket)).rejects.toMatchObject({ status: 403, problem: { permission: 'beds:read' } });
    });

    it('not when its minute is over, it was changed, or it is another hospital`s', async () => {
      const { ticket: text } = await ticket();
      const foreign = text.replace(me.tenant, newId());
      const changed = `${text.slice(0, -2)}${text.endsWith('AA') ? 'BB' : 'AA'}`;
      for (const wrong of [foreign, changed, 'x', '.', `${me.tenant}.`, await bearer(me)])
        await expect(withTicket(wrong)).rejects.toMatchObject({ status: 401 });
      clock.set(new Date(Date.parse(clock.now()) + 60_000).toISOString());
      await expect(withTicket(text)).rejects.toMatchObject({ status: 401 });
    });

    it('that is nowhere in the log; the line comes when the stream has ended and is not counted as a slow answer', async () => {
      const { ticket: text } = await ticket();
      lines.length = 0;
      const stream = await withTicket(text, 'journeys');
      expect(lines).toEqual([]);
      stream.leave();
      await eventually(() => expect(lines).toHaveLength(1));
      expect(lines[0]).toEqual({
        ...{ method: 'GET', route: '/v1/stream', status: 200, ms: expect.any(Number), traceId: expect.any(String) },
        ...{ tenant: me.tenant, user: me.sub },
      });
      expect(await metrics.registry.metrics()).not.toMatch(
        /orderly_http_seconds_count\{method="GET",route="\/v1\/stream",status="200"/,
      );
    });

    it('that says nothing to whoever sees it but the hospital`s id', async () => {
      const { ticket: text } = await ticket();
      const readable = text.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
      for (const secret of [me.sub, 'beds:read']) expect([text, ...readable].join()).not.toContain(secret);
    });
  });

  describe('ends', () => {
    it('with the token', async () => {
      const secret = Buffer.alloc(32, 1).toString('base64url');
      ward = await StreamWard.open({ tokens: new Tokens(secret, 6), clock: new FixedClock(new Date().toISOString()) });
      const shortLived = `Bearer ${await new Tokens(secret, 6).issue(me)}`;
      const direct = await EventStream.open(`${ward.url}?topics=journeys`, { authorization: shortLived });
      const headers = { authorization: shortLived };
      const asked = await ward.app.inject({ method: 'POST', url: '/v1/stream-tickets', headers, payload: {} });
      const { ticket: text } = asked.json<{ ticket: string }>();
      const ticketed = await EventStream.open(`${ward.url}?topics=journeys&ticket=${text}`);
      expect([direct.ended, ticketed.ended]).toEqual([false, false]);
      await eventually(() => expect([direct.ended, ticketed.ended]).toEqual([true, true]));
    });

    it('at once with the process, which takes no new one', async () => {
      ward = await StreamWard.open();
      const streams = await Promise.all(Array.from({ length: 5 }, () => listen()));
      const started = performance.now();
      await ward.app.close();
      expect(performance.now() - started).toBeLessThan(2_000);
      await eventually(() => expect(streams.every(({ ended }) => ended)).toBe(true));
      expect(ward.hints.stopped).toBe(true);
      expect(await valueOf(metrics.streams)).toBe(0);
    });

    it('and the hospital`s hints are gathered no longer than it may come back', async () => {
      ward = await StreamWard.open({ limits: { lingerMs: 0 } });
      const [one, two] = [await listen(), await listen()];
      one.leave();
      const bed = bedOf();
      ward.hints.say(me.tenant, bed);
      await two.saw(shown(bed));
      expect([...ward.hints.followed]).toEqual([me.tenant]);
      two.leave();
      await eventually(() => expect([...ward.hints.followed]).toEqual([]));
      const back = await listen('worklists/ward', me, { 'last-event-id': two.lastId });
      await back.saw('reset');
    });
  });

  describe('is one of many', () => {
    it('of which one user has a few and a process some', async () => {
      ward = await StreamWard.open({ limits: { mostPerUser: 2, mostStreams: 3 } });
      const open = [await listen(), await listen()];
      await expect(listen()).rejects.toMatchObject({
        status: 429,
        headers: { 'retry-after': '5' },
        problem: { type: '/problems/orderly.too-many-streams' },
      });
      await listen('journeys', claims({ permissions: PERMISSIONS }));
      const late = () => listen('journeys', claims({ permissions: PERMISSIONS }));
      await expect(late()).rejects.toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
      open[0]?.leave();
      await eventually(late);
    });

    it('and 200 get every hint, while one that does not read takes bounded memory and is told', async () => {
      const mostBuffered = 65_536;
      const bed = bedOf();
      ward = await StreamWard.open({ limits: { mostPerUser: 300, mostBuffered } });
      const answers: ServerResponse[] = [];
      ward.app.getHttpServer().on('request', (_request, answer: ServerResponse) => void answers.push(answer));
      const streams = await Promise.all(Array.from({ length: 200 }, () => listen(`beds/${bed.id}`)));
      const slow = await listen('journeys');
      const answer = answers.at(-1) as ServerResponse;
      slow.response.pause();
      const dropped = await valueOf(metrics.hintsDropped);

      // First the sockets between fill up, then what this process keeps, then it drops.
      for (let after = 0; after < 20;) {
        for (let n = 0; n < 500; n++) ward.hints.say(me.tenant, bedOf());
        expect(answer.writableLength).toBeLessThan(mostBuffered + 1_000);
        if ((await valueOf(metrics.hintsDropped)) > dropped) after++;
        await setImmediate();
      }
      ward.hints.say(me.tenant, bed);
      await Promise.all(streams.map((stream) => stream.saw(shown(bed))));
      expect(streams.every(({ seen }) => seen.length === 1)).toBe(true);

      slow.response.resume();
      await eventually(() => expect(slow.seen.at(-1)).toBe('reset'));
      expect(slow.seen.filter((one) => one === 'reset')).toHaveLength(1);
      const next = bedOf();
      ward.hints.say(me.tenant, next);
      await slow.saw('reset', shown(next));
    });

    it('and one that reads nothing at all is given up', async () => {
      ward = await StreamWard.open({ limits: { heartbeatMs: 20 } });
      const slow = await listen('journeys');
      slow.response.pause();
      await eventually(async () => {
        for (let n = 0; n < 2_000; n++) ward.hints.say(me.tenant, bedOf());
        expect(await valueOf(metrics.streams)).toBe(0);
      });
    });
  });
});
