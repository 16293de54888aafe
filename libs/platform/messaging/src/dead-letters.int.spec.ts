import { Ctx, newId, systemContext } from '@orderly/kernel';
import { Bank, eventually, freshTenant, person, trouble } from '@orderly/platform/testing';
import { DeadLetter, DeadLetterFilter } from './dead-letter';
import { DiscardDeadLetters, ListDeadLetters, ReplayDeadLetters, ShowDeadLetter } from './dead-letter-operations';
import { DeadLetters } from './dead-letters';

const OWNER = 'Ada Testwood';
const fails = () => {
  throw new TypeError('Ada Testwood was born in 1984');
};

describe('dead letters', () => {
  let bank: Bank;
  const operator = () => person(freshTenant());
  beforeAll(async () => (bank = await Bank.start({ retryDelaysMs: [20] })));
  afterAll(() => bank.stop());
  afterEach(async () => {
    trouble.clear();
    for (const context of ['mirror', 'ledger'])
      await bank.host.rows(`delete from ${context}.inbox; delete from ${context}.quarantine; delete from ${context}.errand`);
  });

  type Given = ConstructorParameters<typeof ReplayDeadLetters>[0];
  const list = async (filter: DeadLetterFilter & { limit?: number; cursor?: string }, ctx: Ctx = operator()) =>
    bank.host.send(new ListDeadLetters(filter, ctx));
  const replay = (given: Given, ctx: Ctx = operator()) => bank.host.send(new ReplayDeadLetters({ rate: 10_000, ...given }, ctx));
  const discard = (given: Given, ctx: Ctx = operator()) =>
    bank.host.send(new DiscardDeadLetters({ because: 'entered for a test', ...given }, ctx));
  const states = async (tenant: string) => (await bank.inbox(tenant)).map(({ version, state }) => [version, state]);
  const audits = (tenant: string, context = 'mirror') =>
    bank.host.rows(
      `select actor, operation, action, entity_type, entity_id, reason from ${context}.audit
       where tenant = $1 and operation like 'platform.%' order by id`,
      [tenant],
    );

  /** Version 2 is dead, version 3 waits behind it. */
  async function aDeadOne(tenant = freshTenant()): Promise<{ tenant: string; account: string; letter: DeadLetter }> {
    const account = await bank.account(tenant);
    trouble.set(account, fails);
    await bank.post(person(tenant), account, 1);
    await bank.post(person(tenant), account, 2);
    await eventually(async () => expect(await states(tenant)).toEqual(expect.arrayContaining([[2, 'dead'], [3, 'parked']]))); // prettier-ignore
    const { items } = await list({ tenantId: tenant });
    return { tenant, account, letter: items.find(({ aggregateId }) => aggregateId === account) as DeadLetter };
  }

  /** Nobody runs them: no subscription has this name. */
  async function deadRows(count: number, given: { tenant?: string; reason?: string } = {}): Promise<string> {
    const tenant = given.tenant ?? freshTenant();
    await bank.host.rows(
      `insert into mirror.inbox (subscription, tenant, aggregate_type, aggregate_id, version, event_id, type, state, attempts, reason, event)
       select 'mirror-on-nothing', $1, 'Account', gen_random_uuid(), 2, gen_random_uuid(), 'ledger.amount-posted', 'dead', 7, $2, '{}'
       from generate_series(1, $3)`,
      [tenant, given.reason ?? 'TypeError', count],
    );
    return tenant;
  }

  /** An errand that nobody runs, and that has killed the process each time. */
  async function aDeadErrand(tenant: string, id = newId()): Promise<string> {
    await bank.ledger.write(systemContext(tenant, 'test', 'for a spec'), (tx) =>
      Promise.resolve(tx.errand('send-statement', id)),
    );
    await bank.host.rows(
      `update ledger.errand set due_at = 'infinity', takes = 0, attempts = 6, reason = 'crashed' where id = $1`,
      [id],
    );
    return id;
  }

  async function aQuarantinedMessage(): Promise<void> {
    await bank.publishRaw(Buffer.from(`no event, but ${OWNER}`), { routingKey: 'x.ledger.account-opened.v1.p00' });
    await eventually(async () => expect(await bank.host.rows('select 1 from mirror.quarantine')).toHaveLength(1));
  }

  it('are listed with what failed where, when and how often', async () => {
    const { tenant, account, letter } = await aDeadOne();
    expect(letter).toEqual({
      ...{ kind: 'event', consumer: 'mirror-on-ledger', type: 'ledger.amount-posted', tenantId: tenant },
      ...{ aggregateType: 'Account', aggregateId: account, version: 2, reason: 'TypeError', attempts: 2 },
      id: `event~mirror-on-ledger~${tenant}~Account~${account}~2`,
      firstAt: expect.stringMatching(/Z$/) as string,
      lastAt: expect.stringMatching(/Z$/) as string,
    });
  });

  it('show no patient data: what was sealed stays sealed, a message is not shown at all', async () => {
    const { letter } = await aDeadOne();
    await aQuarantinedMessage();
    const { items } = await list({});
    expect(items.map(({ kind, reason }) => [kind, reason])).toEqual(expect.arrayContaining([['event', 'TypeError'], ['message', 'not-json']])); // prettier-ignore
    const details = await Promise.all(
      items.map(({ id }) => bank.host.send(new ShowDeadLetter({ deadLetterId: id }, operator()))),
    );
    expect(JSON.stringify([items, details])).not.toContain('Testwood');
    expect(details.find(({ id }) => id === letter.id)).toMatchObject({
      parkedBehind: 1,
      event: { type: 'orderly.ledger.amount-posted.v1', sequence: '2' },
    });
    expect(details.find(({ kind }) => kind === 'message')?.sealedBytes).toBeGreaterThan(0);
  });

  it('leave sealed in their event what is sealed', async () => {
    const tenant = freshTenant();
    const mend = await bank.failWrites('mirror.shown_account', tenant);
    try {
      await bank.account(tenant);
      await eventually(async () => expect(await states(tenant)).toEqual([[1, 'dead']]));
    } finally {
      await mend();
    }
    const [letter] = (await list({ tenantId: tenant })).items;
    const { event } = await bank.host.send(new ShowDeadLetter({ deadLetterId: letter?.id as string }, operator()));
    expect(event?.data).toMatchObject({ sealed: expect.stringMatching(/^ey/) as string });
    expect(JSON.stringify(event)).not.toContain('Testwood');
  });

  it('come in pages, the latest first, each once, also when many died in the same moment', async () => {
    const tenant = await deadRows(7);
    await deadRows(4, { tenant });
    const ids: string[] = [];
    const ctx = operator();
    for (let cursor: string | undefined; ;) {
      const page = await list({ tenantId: tenant, limit: 3, cursor }, ctx);
      ids.push(...page.items.map(({ id }) => id));
      expect(page.items.length).toBeLessThanOrEqual(3);
      if (!(cursor = page.next)) break;
    }
    expect(new Set(ids).size).toBe(11);
    expect(ids).toHaveLength(11);
  });

  it('are found by consumer, context, reason, type, tenant, kind and time', async () => {
    const tenant = await deadRows(1, { reason: 'refused: ledger.closed' });
    await deadRows(2, { tenant });
    await aDeadErrand(tenant);
    const count = async (filter: DeadLetterFilter) => (await list({ tenantId: tenant, ...filter })).items.length;
    expect(await count({})).toBe(4);
    expect(await count({ consumer: 'mirror-on-nothing' })).toBe(3);
    expect(await count({ consumer: 'ledger' })).toBe(1);
    expect(await count({ consumer: 'nobody-on-ledger' })).toBe(0);
    expect(await count({ reason: 'refused: ledger.closed' })).toBe(1);
    expect(await count({ type: 'send-statement' })).toBe(1);
    expect(await count({ kind: 'event' })).toBe(3);
    expect(await count({ until: '2026-01-01T00:00:00.000Z' })).toBe(0);
    expect(await count({ since: '2026-01-01T00:00:00.000Z' })).toBe(4);
    expect(await count({ tenantId: freshTenant() })).toBe(0);
  });

  it('take effect when they are replayed, and later versions follow by themselves', async () => {
    const { tenant, account, letter } = await aDeadOne();
    trouble.delete(account);
    expect(await replay({ id: letter.id, because: 'mended' })).toEqual({
      ...{ dryRun: false, count: 1, left: 0 },
      groups: [{ kind: 'event', consumer: 'mirror-on-ledger', type: 'ledger.amount-posted', reason: 'TypeError', count: 1 }],
    });
    await bank.host.settled(tenant);
    expect(await bank.followed(tenant)).toMatchObject([{ follows: 2, total: 1 }, { follows: 3, total: 3 }]); // prettier-ignore
    await eventually(async () => expect(await bank.inbox(tenant)).toEqual([]));
  });

  it('are replayed once when two operators replay the same set', async () => {
    const tenant = await deadRows(300);
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => replay({ tenantId: tenant })));
    expect(outcomes.reduce((all, { count }) => all + count, 0)).toBe(300);
    expect(await audits(tenant)).toHaveLength(300);
    const waiting = await bank.host.rows('select distinct state from mirror.inbox where tenant = $1', [tenant]);
    expect(waiting).toEqual([{ state: 'retry' }]);
  });

  it('are spread over time when they are replayed, in the order in which they failed', async () => {
    const tenant = await deadRows(200);
    await bank.host.rows(`update mirror.inbox set last_at = now() - random() * interval '1 day' where tenant = $1`, [tenant]);
    await replay({ tenantId: tenant, rate: 20 });
    const [row] = await bank.host.rows<{ seconds: number; apart: number; inOrder: boolean }>(
      `select extract(epoch from max(next_at) - min(next_at))::float8 as seconds, count(distinct next_at)::int as apart,
              array_agg(aggregate_id order by next_at) = array_agg(aggregate_id order by last_at) as "inOrder"
       from mirror.inbox where tenant = $1`,
      [tenant],
    );
    expect(row).toEqual({ seconds: expect.closeTo(199 / 20, 3) as number, apart: 200, inOrder: true });
  });

  it('are replayed in bounded bites, and not beyond what was asked for', async () => {
    const tenant = await deadRows(1_200);
    const until = new Date(Date.now() + 60_000).toISOString();
    expect(await replay({ tenantId: tenant, until })).toMatchObject({ count: 1_000, left: 200 });
    expect(await replay({ tenantId: tenant, until, limit: 150 })).toMatchObject({ count: 150, left: 50 });
  });

  it('let later versions run when the dead one is discarded', async () => {
    const { tenant, letter } = await aDeadOne();
    const stuck = async () => (await states(tenant)).length;
    expect(await stuck()).toBe(2);
    trouble.clear();
    expect(await discard({ id: letter.id })).toMatchObject({ count: 1, left: 0 });
    await bank.host.settled(tenant);
    expect(await bank.followed(tenant)).toMatchObject([{ follows: 3, total: 2 }]);
    await eventually(async () => expect(await stuck()).toBe(0));
  });

  it('go on where the first version of all was discarded', async () => {
    const tenant = freshTenant();
    const mend = await bank.failWrites('mirror.shown_account', tenant);
    const account = await bank.account(tenant, 5);
    await eventually(async () => expect(await states(tenant)).toEqual([[1, 'dead'], [2, 'parked']])); // prettier-ignore
    await mend();
    await discard({ tenantId: tenant });
    await bank.host.settled(tenant);
    expect(await bank.followed(tenant)).toMatchObject([{ account, follows: 2, total: 5, known: false }]);
  });

  it('are not discarded before an earlier version: nothing is skipped by accident', async () => {
    const tenant = await deadRows(1);
    const [letter] = (await list({ tenantId: tenant })).items;
    await expect(discard({ id: letter?.id })).rejects.toMatchObject({ code: 'platform.dead-letter-not-next' });
    expect(await discard({ tenantId: tenant })).toMatchObject({ count: 0, left: 1 });
    expect(await bank.host.rows('select 1 from mirror.consumer_position where tenant = $1', [tenant])).toEqual([]);
  });

  it('are discarded once, with one move of the position, when two operators discard the same set', async () => {
    const { tenant } = await aDeadOne();
    // The version behind it has its effect.
    trouble.clear();
    const outcomes = await Promise.all([1, 2, 3].map(() => discard({ tenantId: tenant, reason: 'TypeError', kind: 'event' })));
    expect(outcomes.map(({ count }) => count).sort()).toEqual([0, 0, 1]);
  });

  it('are discarded for a reason, and never all at once by an empty filter', async () => {
    expect(() => new DiscardDeadLetters({ because: ' ' }, operator())).toThrow();
    await expect(discard({})).rejects.toMatchObject({ code: 'platform.dead-letter-filter-required' });
  });

  it('that are no events are discarded, not replayed', async () => {
    await aQuarantinedMessage();
    const [letter] = (await list({ kind: 'message' })).items;
    await expect(replay({ id: letter?.id })).rejects.toMatchObject({ code: 'platform.dead-letter-not-replayable' });
    const ctx = operator();
    expect(await discard({ id: letter?.id }, ctx)).toMatchObject({ count: 1, left: 0 });
    expect(await audits(ctx.tenant)).toMatchObject([{ actor: ctx.user, entity_type: 'Message', reason: 'entered for a test' }]);
  });

  it('that are errands are due again, or are no more', async () => {
    const tenant = freshTenant();
    const [again, never] = [await aDeadErrand(tenant), await aDeadErrand(tenant)];
    const id = (errand: string) => `errand~ledger~send-statement~${tenant}~${errand}`;
    expect(await replay({ id: id(again) })).toMatchObject({
      count: 1,
      groups: [{ kind: 'errand', consumer: 'ledger', reason: 'crashed' }],
    });
    await discard({ id: id(never) });
    const rows = await bank.host.rows(`select id, attempts, due_at <= now() as due from ledger.errand where tenant = $1`, [
      tenant,
    ]);
    expect(rows).toEqual([{ id: again, attempts: 0, due: true }]);
    expect(await audits(tenant, 'ledger')).toMatchObject([
      { operation: 'platform.replay-dead-letters', entity_type: 'send-statement', entity_id: again },
      { operation: 'platform.discard-dead-letters', entity_type: 'send-statement', entity_id: never },
    ]);
  });

  it('are counted by a dry run, which changes nothing and leaves no trace', async () => {
    const tenant = await deadRows(3, { reason: 'TypeError' });
    await deadRows(2, { tenant, reason: 'SealBroken' });
    const ctx = operator();
    const group = { kind: 'event', consumer: 'mirror-on-nothing', type: 'ledger.amount-posted' };
    const expected = { dryRun: true, count: 5, left: 5, groups: [{ ...group, reason: 'TypeError', count: 3 }, { ...group, reason: 'SealBroken', count: 2 }] }; // prettier-ignore
    expect(await replay({ tenantId: tenant, dryRun: true }, ctx)).toEqual(expected);
    expect(await discard({ tenantId: tenant, dryRun: true }, ctx)).toEqual(expected);
    expect((await bank.inbox(tenant)).map(({ state }) => state)).toEqual(['dead', 'dead', 'dead', 'dead', 'dead']);
    expect([...(await audits(tenant)), ...(await audits(ctx.tenant))]).toEqual([]);
  });

  it('leave in the audit trail of their hospital who did what and why', async () => {
    const { tenant, account, letter } = await aDeadOne();
    const ctx = operator();
    await bank.host.send(new ShowDeadLetter({ deadLetterId: letter.id }, ctx));
    await replay({ id: letter.id, because: 'mended' }, ctx);
    await eventually(async () => expect(await states(tenant)).toContainEqual([2, 'dead']));
    await discard({ id: letter.id }, ctx);
    const entity = { actor: ctx.user, entity_type: 'Account', entity_id: account };
    expect(await audits(tenant)).toEqual([
      { ...entity, operation: 'platform.show-dead-letter', action: 'R', reason: null },
      { ...entity, operation: 'platform.replay-dead-letters', action: 'E', reason: 'mended' },
      { ...entity, operation: 'platform.discard-dead-letters', action: 'E', reason: 'entered for a test' },
    ]);
  });

  it('answer a repeated request as the first time', async () => {
    const tenant = await deadRows(3);
    const ctx = { ...operator(), idempotency: { key: newId(), fingerprint: 'the same request' } };
    const first = await replay({ tenantId: tenant }, ctx);
    expect(first).toMatchObject({ count: 3, left: 0 });
    await deadRows(1, { tenant });
    expect(await replay({ tenantId: tenant }, ctx)).toEqual(first);
    expect(await audits(tenant)).toHaveLength(3);
  });

  it('are nobody`s business without the permission', async () => {
    const tenant = await deadRows(1);
    const nobody = person(freshTenant(), { permissions: ['dead-letters:read'] });
    for (const attempt of [replay({ tenantId: tenant }, nobody), discard({ tenantId: tenant, dryRun: true }, nobody)])
      await expect(attempt).rejects.toMatchObject({ code: 'orderly.forbidden' });
    await expect(list({}, person(freshTenant(), { permissions: [] }))).rejects.toMatchObject({ code: 'orderly.forbidden' });
    expect(await states(tenant)).toEqual([[2, 'dead']]);
  });

  it('that are not there are not found', async () => {
    const id = `event~mirror-on-ledger~${freshTenant()}~Account~${newId()}~2`;
    await expect(replay({ id })).rejects.toMatchObject({ code: 'orderly.not-found' });
    await expect(bank.host.get(DeadLetters).show(operator(), 'errand~nobody~a~b~c')).rejects.toMatchObject({
      code: 'orderly.not-found',
    });
  });
});
