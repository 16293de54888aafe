import { PoolClient, QueryResult } from 'pg';
import { Changes } from './changes';

/**
 * One transaction on one connection. Statements are pipelined: `begin`, the tenant and the first read travel together,
 * so do the last write and `commit`.
 */
export class Session {
  private scoped = '';
  private readonly started: Promise<unknown>[] = [];
  statements = 0;

  constructor(private readonly client: PoolClient) {
    this.send('begin');
  }

  /** Row-level security shows and takes rows of these tenants only; `*` (work lists alone) is for the platform's workers. */
  scope(tenants: string): void {
    if (this.scoped === tenants) return;
    this.scoped = tenants;
    this.send({ name: 'scope', text: `select set_config('app.tenants', $1, true)`, values: [tenants] });
  }

  /** Sends without waiting; a failure shows in the next `query` or in `end`. */
  send(statement: Statement): void {
    const sent = this.run(statement);
    sent.catch(() => undefined);
    this.started.push(sent);
  }

  async query<R>(statement: Statement): Promise<R[]> {
    const result = this.run(statement);
    result.catch(() => undefined);
    await this.settle();
    return (await result).rows as R[];
  }

  /** Sends pending changes under exactly the tenants whose rows they are. */
  write(changes: Changes): void {
    if (changes.empty) return;
    this.scope([...changes.tenants].join(','));
    this.send(changes.take());
  }

  async commit(last?: Changes): Promise<void> {
    if (last) this.write(last);
    const commit = this.run('commit');
    commit.catch(() => undefined);
    await this.settle();
    // A statement that failed turns COMMIT into ROLLBACK without an error; settle has thrown by then.
    if ((await commit).command !== 'COMMIT') throw new Error('the transaction was rolled back by the server');
  }

  /** Throws when the connection is broken and must not return to the pool. */
  async rollback(): Promise<void> {
    await this.run('rollback');
    await Promise.allSettled(this.started);
  }

  private run(statement: Statement): Promise<QueryResult> {
    this.statements++;
    return this.client.query(statement as string);
  }

  private async settle(): Promise<void> {
    const results = await Promise.allSettled(this.started.splice(0));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  }
}

export type Statement = string | { name?: string; text: string; values: unknown[] };
