import { newId } from '@orderly/kernel';
import { UseStreamTicket } from '@orderly/platform/messaging';
import { freshTenant, person, TestHost } from '@orderly/platform/testing';
import { identity } from '..';

describe('a ticket for a stream', () => {
  let one: TestHost;
  let another: TestHost;
  beforeAll(async () => {
    one = await TestHost.start([identity], { transport: false });
    another = await TestHost.start([identity], { transport: false });
  });
  afterAll(async () => {
    await another.close();
    await one.stop();
  });

  const inAMinute = () => new Date(Date.now() + 60_000).toISOString();
  const use = (host: TestHost, tenant: string, ticketId = newId(), expiresAt = inAMinute()) =>
    host.send(new UseStreamTicket({ ticketId, expiresAt }, person(tenant)));
  const kept = async (tenant: string) =>
    (await one.rows<{ id: string }>('select id from identity.used_stream_ticket where tenant = $1', [tenant])).map(
      ({ id }) => id,
    );

  it('is used once, also when processes try at the same moment', async () => {
    const tenant = freshTenant();
    const ticketId = newId();
    const tries = await Promise.allSettled(Array.from({ length: 16 }, (_, n) => use(n % 2 ? one : another, tenant, ticketId)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refusals = tries.flatMap((tried) => (tried.status === 'rejected' ? [(tried.reason as { code: string }).code] : []));
    expect(new Set(refusals)).toEqual(new Set(['orderly.unauthenticated']));
    await expect(use(another, tenant, ticketId)).rejects.toMatchObject({ code: 'orderly.unauthenticated' });
  });

  it('leaves who opened a stream in the audit trail', async () => {
    const tenant = freshTenant();
    await use(one, tenant);
    const trail = await one.rows('select operation, action, entity_type from identity.audit where tenant = $1', [tenant]);
    expect(trail).toEqual([{ operation: 'platform.use-stream-ticket', action: 'E', entity_type: 'Stream' }]);
  });

  it('is forgotten some minutes after its end, when it is refused by what it says itself', async () => {
    const tenant = freshTenant();
    const [old, recent, now] = [newId(), newId(), newId()];
    const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
    await use(one, tenant, old, ago(6));
    await use(one, tenant, recent, ago(4));
    await use(one, tenant, now);
    expect((await kept(tenant)).sort()).toEqual([recent, now].sort());
  });
});
