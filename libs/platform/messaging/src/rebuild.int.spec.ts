import { newId } from '@orderly/kernel';
import { Account, Bank, eventually, freshTenant, mirror, person, TEST_SECRET, trouble } from '@orderly/platform/testing';
import { DeadLetters } from './dead-letters';
import { NotRebuildable, rebuild, RebuildOptions } from './rebuild';

describe('a view that is rebuilt beside the live one', () => {
  let bank: Bank;
  // Journals of other specs hold events that only those specs can read; some rebuilds here take all hospitals.
  const slot = process.env['ORDERLY_TEST_SLOT'] ?? '';
  beforeAll(async () => {
    process.env['ORDERLY_TEST_SLOT'] = `${slot}rebuild`;
    bank = await Bank.start({ retryDelaysMs: [20], sweepEveryMs: 3_600_000 });
  });
  afterAll(async () => {
    await bank.stop();
    process.env['ORDERLY_TEST_SLOT'] = slot;
  });
  afterEach(() => trouble.clear());

  const rebuilt = (options: Partial<RebuildOptions> = {}) =>
    rebuild({ databaseUrl: bank.host.adminUrl, secret: TEST_SECRET, definition: mirror, ...options });

  /** Every row with the transaction that wrote it: whoever touched one shows. */
  const rows = (tenant: string) =>
    bank.host.rows('select *, xmin::text from mirror.shown_account where tenant = $1 order by id', [tenant]);
  const shown = (tenant: string) =>
    bank.host.rows('select id, owner, last_amount, note from mirror.shown_account where tenant = $1 order by id', [tenant]);
  const audited = (tenant: string) =>
    bank.host.rows(
      `select actor, action, reason from mirror.audit where tenant = $1 and operation = 'platform.rebuild-views' order by at`,
      [tenant],
    );

  async function givenAccounts(tenant: string): Promise<string[]> {
    const ids = [await bank.account(tenant, 1, 2, 3), await bank.account(tenant), await bank.account(tenant, 4)];
    await bank.change(person(tenant), ids[0] as string, (account) => [account.post(5, 'thank you')]);
    await bank.host.settled(tenant);
    return ids;
  }

  /** What somebody with access to the tables does by hand. */
  async function givenDamage(tenant: string, [first, second]: readonly string[]): Promise<void> {
    await bank.host.rows(`update mirror.shown_account set note = 'by hand' where tenant = $1 and id = $2`, [tenant, first]);
    await bank.host.rows('delete from mirror.shown_account where tenant = $1 and id = $2', [tenant, second]);
    await bank.host.rows('insert into mirror.shown_account (tenant, id) values ($1, $2)', [tenant, newId()]);
  }

  it('is byte-equal to the live one', async () => {
    const tenant = freshTenant();
    await givenAccounts(tenant);
    const before = await rows(tenant);
    const report = await rebuilt({ tenant });
    expect(report).toMatchObject({ context: 'mirror', equal: true, switched: false, events: 8, heldUpMs: 0 });
    expect(report.tables).toEqual([{ table: 'shown_account', live: 3, rebuilt: 3, different: 0 }]);
    expect(report.tenants).toEqual([expect.objectContaining({ tenant, equal: true })]);
    expect(report.tenants[0]?.live).toBe(report.tenants[0]?.rebuilt);
    expect(await rows(tenant)).toEqual(before);
  });

  it('mends rows that were changed, removed or added by hand, and says so in the audit trail', async () => {
    const tenant = freshTenant();
    const ids = await givenAccounts(tenant);
    const right = await shown(tenant);
    const untouched = (await rows(tenant)).filter(({ id }) => id === ids[2]);
    await givenDamage(tenant, ids);
    const report = await rebuilt({ tenant, actor: 'cli:ada' });
    expect(report).toMatchObject({ equal: false, switched: true });
    expect(report.tables).toEqual([{ table: 'shown_account', live: 3, rebuilt: 3, different: 3 }]);
    expect(report.tenants[0]?.equal).toBe(false);
    expect(await shown(tenant)).toEqual(right);
    expect((await rows(tenant)).filter(({ id }) => id === ids[2])).toEqual(untouched);
    expect(await audited(tenant)).toEqual([{ actor: 'cli:ada', action: 'U', reason: 'views corrected from the journals' }]);
    expect(await rebuilt({ tenant })).toMatchObject({ equal: true });
  });

  it('changes nothing in a dry run', async () => {
    const tenant = freshTenant();
    await givenDamage(tenant, await givenAccounts(tenant));
    const before = await rows(tenant);
    expect(await rebuilt({ tenant, dryRun: true })).toMatchObject({ equal: false, switched: false, tables: [{ different: 3 }] });
    expect(await rows(tenant)).toEqual(before);
    expect(await audited(tenant)).toEqual([]);
  });

  it('touches no other hospital when one is named', async () => {
    const [tenant, other] = [freshTenant(), freshTenant()];
    await givenDamage(tenant, await givenAccounts(tenant));
    await givenDamage(other, await givenAccounts(other));
    const before = await rows(other);
    const report = await rebuilt({ tenant });
    expect(report.tenants.map((one) => one.tenant)).toEqual([tenant]);
    expect(report.events).toBe(8);
    expect(await rows(other)).toEqual(before);
    expect(await audited(other)).toEqual([]);
    const all = await rebuilt();
    expect(all.tenants).toContainEqual(expect.objectContaining({ tenant, equal: true }));
    expect(all.tenants).toContainEqual(expect.objectContaining({ tenant: other, equal: false }));
    expect(await rebuilt()).toMatchObject({ equal: true });
  });

  it('runs no reaction, asks for nothing and publishes nothing', async () => {
    const tenant = freshTenant();
    const ids = await givenAccounts(tenant);
    const followed = await bank.followed(tenant);
    let runs = 0;
    for (const id of ids) trouble.set(id, () => void runs++);
    await bank.host.rows('delete from mirror.shown_account where tenant = $1', [tenant]);
    expect(await rebuilt({ tenant })).toMatchObject({ switched: true, tables: [{ rebuilt: 3 }] });
    expect(runs).toBe(0);
    expect(await bank.followed(tenant)).toEqual(followed);
    expect(await bank.host.rows('select 1 from mirror.errand where tenant = $1', [tenant])).toEqual([]);
  });

  it('follows the live one up to a dead event, and past it once that has taken effect', async () => {
    const tenant = freshTenant();
    const id = await bank.account(tenant, 1);
    await bank.host.settled(tenant);
    trouble.set(id, () => {
      throw new TypeError('not today');
    });
    await bank.post(person(tenant), id, 2);
    await bank.post(person(tenant), id, 3);
    await eventually(async () => expect(await bank.inbox(tenant)).toMatchObject([{ state: 'dead' }, { state: 'parked' }]));
    expect(await rebuilt({ tenant })).toMatchObject({ equal: true, events: 2 });
    expect(await shown(tenant)).toMatchObject([{ last_amount: 1 }]);
    expect(await bank.inbox(tenant)).toMatchObject([{ state: 'dead' }, { state: 'parked' }]);

    trouble.clear();
    await bank.host.rows(
      `update mirror.inbox set state = 'retry', attempts = 0, next_at = now() where tenant = $1 and state = 'dead'`,
      [tenant],
    );
    await bank.host.settled(tenant);
    expect(await rebuilt({ tenant })).toMatchObject({ equal: true, events: 4 });
    expect(await shown(tenant)).toMatchObject([{ last_amount: 3 }]);
  });

  it('leaves out what an operator has discarded', async () => {
    const tenant = freshTenant();
    const id = await bank.account(tenant, 1, 2);
    await bank.host.settled(tenant);
    trouble.set(id, () => {
      throw new TypeError('never');
    });
    await bank.change(person(tenant), id, (account) => [account.post(3, 'spoilt')]);
    await eventually(async () => expect(await bank.inbox(tenant)).toMatchObject([{ state: 'dead' }]));
    const filter = { tenantId: tenant };
    await bank.host.get(DeadLetters).discard(person(tenant), { filter, limit: 10, because: 'a spec' });
    trouble.clear();
    expect(await rebuilt({ tenant })).toMatchObject({ equal: true, events: 4 });
    expect(await shown(tenant)).toMatchObject([{ last_amount: 2, note: null }]);
  });

  it('takes the versions of an account in order, also when their transactions were numbered the other way round', async () => {
    const tenant = freshTenant();
    const id = await bank.account(tenant, 1, 2, 3);
    await bank.host.settled(tenant);
    await bank.host.rows(
      `update ledger.event_log set xid = (8 - 2 * version)::text::xid8 where tenant = $1 and aggregate_id = $2`,
      [tenant, id],
    );
    await bank.host.rows('delete from mirror.shown_account where tenant = $1', [tenant]);
    expect(await rebuilt({ tenant })).toMatchObject({ switched: true });
    expect(await shown(tenant)).toMatchObject([{ owner: 'Ada Testwood', last_amount: 3 }]);
  });

  it('loses nothing while writers go on', async () => {
    const tenant = freshTenant();
    const ids = await Promise.all([1, 2, 3, 4, 5, 6].map(() => bank.account(tenant)));
    await bank.host.settled(tenant);
    let writing = true;
    const last = new Map<string, number>();
    /** One in twenty takes its number long before it commits. */
    const post = (of: string, id: string, amount: number) =>
      bank.ledger.write(person(of), async (tx) => {
        const account = await tx.get(Account, id);
        if (amount % 20 === 0) await tx.query('select pg_sleep(0.2)');
        tx.save(account, account.post(amount));
      });
    const write = async (id: string) => {
      for (let amount = 1; writing; amount++) {
        await post(tenant, id, amount);
        last.set(id, amount);
      }
    };
    const writers = ids.map(write);
    const reports = [await rebuilt(), await rebuilt({ tenant })];
    await bank.host.rows(`update mirror.shown_account set note = 'by hand' where tenant = $1 and id = $2`, [tenant, ids[1]]);
    await bank.host.rows(`delete from mirror.shown_account where tenant = $1 and id = $2`, [tenant, ids[0]]);
    reports.push(await rebuilt(), await rebuilt({ tenant }));
    writing = false;
    await Promise.all(writers);
    expect(reports.map(({ switched }) => switched)).toEqual([false, false, true, false]);
    await bank.host.settled(tenant);
    expect(await rebuilt({ tenant })).toMatchObject({ equal: true });
    const expected = ids.map((id) => ({ id, owner: 'Ada Testwood', last_amount: last.get(id), note: null }));
    expect(await shown(tenant)).toEqual(expected.sort((a, b) => (a.id < b.id ? -1 : 1)));
  });

  describe('is given up, and the live one is left alone,', () => {
    const given = async () => {
      const tenant = freshTenant();
      const ids = await givenAccounts(tenant);
      await givenDamage(tenant, ids);
      return { tenant, id: ids[0] as string, before: await rows(tenant) };
    };

    it('when it is killed in the middle', async () => {
      const { tenant, before } = await given();
      const kill = () =>
        bank.host.rows(`select pg_terminate_backend(pid, 5000) from pg_stat_activity
                        where datname = current_database() and application_name = 'orderly rebuild'`);
      for (const step of ['reading', 'comparing', 'switching']) {
        // As an effect that is under way: the switch cannot be over before the kill comes.
        await bank.host.rows('begin; lock table mirror.consumer_position in row share mode');
        let killed: Promise<unknown> | undefined;
        const onProgress = (now: { step: string }) => void (now.step === step && (killed ??= kill()));
        await expect(rebuilt({ tenant, onProgress })).rejects.toThrow(/terminat|connection/i);
        await killed;
        await bank.host.rows('commit');
      }
      expect(await rows(tenant)).toEqual(before);
      expect(await rebuilt({ tenant })).toMatchObject({ switched: true });
    });

    it('when the person at the keyboard ends it', async () => {
      const { tenant, before } = await given();
      const leaving = new AbortController();
      const onProgress = () => leaving.abort(new Error('not now'));
      await expect(rebuilt({ tenant, onProgress, signal: leaving.signal })).rejects.toThrow('not now');
      expect(await rows(tenant)).toEqual(before);
      expect(await bank.host.rows(`select 1 from pg_namespace where nspname = 'mirror_rebuild'`)).toEqual([]);
    });

    /** Until the end of the spec; other rebuilds read this journal as well. */
    async function whileJournalSays(
      set: string,
      back: string,
      where: { id: string; version: number },
      then: () => Promise<void>,
    ) {
      const update = (how: string, version: number) =>
        bank.host.rows(`update ledger.event_log set ${how} where aggregate_id = $1 and version = $2`, [where.id, version]);
      await update(set, where.version);
      await then();
      await update(back, where.version + (set.startsWith('version') ? 1000 : 0));
    }

    it('when the seal of an event is broken', async () => {
      const { tenant, id, before } = await given();
      const spoil = `event = replace(event, '"sealed":"', '"sealed":"x')`;
      const mend = `event = replace(event, '"sealed":"x', '"sealed":"')`;
      await whileJournalSays(spoil, mend, { id, version: 1 }, () =>
        expect(rebuilt({ tenant })).rejects.toMatchObject({
          name: 'NotRebuildable',
          message: expect.stringContaining('ledger.account-opened v1'),
          next: expect.stringContaining('ORDERLY_SECRET'),
        }),
      );
      expect(await rows(tenant)).toEqual(before);
    });

    it('when the journal has a hole', async () => {
      const { tenant, id, before } = await given();
      await whileJournalSays('version = version + 1000', 'version = version - 1000', { id, version: 3 }, () =>
        expect(rebuilt({ tenant })).rejects.toThrow(`the journal of ledger lacks an event of Account/${id} up to version 5`),
      );
      expect(await rows(tenant)).toEqual(before);
    });

    it('when somebody rebuilds already', async () => {
      const { tenant } = await given();
      // As an effect that is under way: the first is not over before the second has its answer.
      await bank.host.rows('begin; lock table mirror.consumer_position in row share mode');
      let second: Promise<unknown> | undefined;
      const another = () => rebuilt({ tenant }).catch((error: unknown) => error);
      const onProgress = () => void (second ??= another().finally(() => bank.host.rows('commit')));
      expect(await rebuilt({ tenant, onProgress })).toMatchObject({ switched: true });
      expect(await second).toBeInstanceOf(NotRebuildable);
      expect(await second).toMatchObject({ message: 'another rebuild of mirror is running' });
    });
  });
});
