import { Client } from 'pg';
import { newId } from '@orderly/kernel';
import { laneOf } from '@orderly/platform/persistence';
import { DerivedKeyring } from '@orderly/platform/security';
import { AccountOpened, AmountPosted, TEST_SECRET } from '@orderly/platform/testing';
import type { Arena } from './arena';
import { Account } from './task';

/** One event of a backlog. */
export interface Entry {
  account: Account;
  version: number;
  id: string;
  type: string;
  event: string;
}

export interface BacklogTerms {
  readonly accounts: readonly Account[];
  /** Of each posting, in their order: the number of its account. */
  readonly postings: Iterable<number>;
  /** Postings go into the outbox; true unless told otherwise. */
  readonly publish?: boolean;
  /** What is posted with a version of an account; 1 unless told otherwise. */
  readonly amountOf?: (version: number) => number;
  /** Called with the entries of a page before it commits. */
  readonly beside?: (client: Client, page: readonly Entry[]) => Promise<unknown>;
}

const PAGE = 5_000;
const MOST_PUBLISHING_MS = 900_000;

/**
 * Journal and outbox as writers leave them behind when nothing else runs, only sooner: every account is opened, then the postings.
 * Answers how many events that are.
 */
export async function leaveBacklog(
  arena: Arena,
  { accounts, postings, publish = true, beside, amountOf = () => 1 }: BacklogTerms,
): Promise<number> {
  const client = new Client({ connectionString: arena.databaseUrl });
  await client.connect();
  const keyring = new DerivedKeyring(TEST_SECRET);
  const versions = new Int32Array(accounts.length);
  const balances = new Int32Array(accounts.length);
  let page: Entry[] = [];
  let count = 0;
  const send = async () => {
    await client.query('begin');
    await insert(client, page, publish);
    await beside?.(client, page);
    await client.query('commit');
    count += page.length;
    page = [];
  };
  const add = async (index: number, kind: { readonly type: string }, data: object) => {
    const account = accounts[index] as Account;
    const version = ((versions[index] as number) += 1);
    page.push(entry(keyring, { account, version }, kind, data));
    if (page.length >= PAGE) await send();
  };
  const fill = async () => {
    for (let index = 0; index < accounts.length; index++) await add(index, AccountOpened, { owner: 'Ada Testwood' });
    arena.record.noteOpened(accounts);
    for (const index of postings) {
      const version = (versions[index] as number) + 1;
      const amount = amountOf(version);
      await add(index, AmountPosted, { amount });
      balances[index] = (balances[index] as number) + amount;
      arena.record.note(accounts, { answered: [[index, version, version]], refused: [], unknown: [] });
    }
    await send();
    await insertAccounts(client, accounts, { versions, balances });
    await client.query('analyze');
  };
  try {
    await arena.during(() => `${count} events in the backlog`, fill());
  } finally {
    await client.end();
  }
  return count;
}

/** The same, and all of it in the queue of the mirror before this settles; nobody consumes yet. */
export async function queueBacklog(arena: Arena, terms: BacklogTerms): Promise<number> {
  // The queue has to be there before anything is published.
  await (await arena.worker('consumer')).end();
  const count = await leaveBacklog(arena, terms);
  const relay = await arena.worker('relay');
  await arena.during(
    'publishing the backlog',
    arena.until(() => isPublished(arena), MOST_PUBLISHING_MS, 50),
  );
  await relay.end();
  return count;
}

/** Puts into the outbox what was left out of it, all at once. */
export async function publishBacklog(arena: Arena, accounts: readonly Account[]): Promise<void> {
  const ids = accounts.map(({ id }) => id);
  await arena.rows(
    `insert into ledger.outbox (lane, event_id, tenant)
     select lane, event_id, tenant from ledger.event_log where aggregate_id = any($1) order by position`,
    [ids],
  );
}

/** Nothing is left in the outbox. */
export const isPublished = async (arena: Arena): Promise<boolean> =>
  (await arena.rows('select 1 from ledger.outbox limit 1')).length === 0;

/** `count` turns, each account in its turn. */
export function* byTurns(accounts: number, count: number): Generator<number> {
  for (let turn = 0; turn < count; turn++) yield turn % accounts;
}

function entry(
  keyring: DerivedKeyring,
  { account: { tenant, id: accountId }, version }: Pick<Entry, 'account' | 'version'>,
  { type }: { readonly type: string },
  { owner, ...open }: { owner?: string; amount?: number },
): Entry {
  const id = newId();
  const sealed = keyring.seal(tenant, id, owner ? { owner } : {});
  const correlation = newId();
  const event = JSON.stringify({
    ...{ specversion: '1.0', id, type: `orderly.${type}.v1`, source: '/ledger', subject: `Account/${accountId}` },
    ...{ time: new Date().toISOString(), datacontenttype: 'application/json', tenantid: tenant, partitionkey: accountId },
    ...{ sequence: String(version), correlationid: correlation, causationid: correlation, actorid: newId() },
    data: { accountId, ...open, sealed },
  });
  return { account: { tenant, id: accountId }, version, id, type, event };
}

async function insert(client: Client, page: readonly Entry[], publish: boolean): Promise<void> {
  await client.query(
    `insert into ledger.event_log
       (event_id, tenant, aggregate_type, aggregate_id, version, type, schema_version, lane, occurred_at, event)
     select e.id, e.tenant, 'Account', e.account, e.version, e.type, 1, e.lane, now(), e.event
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[], $5::text[], $6::smallint[], $7::text[])
       with ordinality e(id, tenant, account, version, type, lane, event, place) order by e.place`,
    [
      page.map(({ id }) => id),
      page.map(({ account }) => account.tenant),
      page.map(({ account }) => account.id),
      page.map(({ version }) => version),
      page.map(({ type }) => type),
      page.map(({ account }) => laneOf(account.tenant, account.id)),
      page.map(({ event }) => event),
    ],
  );
  if (!publish) return;
  await client.query(
    `insert into ledger.outbox (lane, event_id, tenant)
     select e.lane, e.id, e.tenant from unnest($1::smallint[], $2::uuid[], $3::uuid[]) with ordinality e(lane, id, tenant, place)
     order by e.place`,
    [
      page.map(({ account }) => laneOf(account.tenant, account.id)),
      page.map(({ id }) => id),
      page.map(({ account }) => account.tenant),
    ],
  );
}

async function insertAccounts(
  client: Client,
  accounts: readonly Account[],
  { versions, balances }: { versions: Int32Array; balances: Int32Array },
): Promise<void> {
  for (let at = 0; at < accounts.length; at += PAGE) {
    const some = accounts.slice(at, at + PAGE);
    await client.query(
      `insert into ledger.account (tenant, id, version, balance, label)
       select a.tenant, a.id, a.version, a.balance, 'current'
       from unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[]) a(tenant, id, version, balance)`,
      [
        some.map(({ tenant }) => tenant),
        some.map(({ id }) => id),
        [...versions.subarray(at, at + PAGE)],
        [...balances.subarray(at, at + PAGE)],
      ],
    );
  }
}
