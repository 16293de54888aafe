import { createHash } from 'node:crypto';
import { Writable } from 'node:stream';
import { DatabaseError, PoolClient, QueryResult } from 'pg';
import { Changes } from './changes';

/**
 * One transaction on one connection. Statements are pipelined: `begin`, the tenant and the first read travel together,
 * so do the last write and `commit`.
 */
export class Session {
  private scoped = '';
  private over = false;
  private corked = false;
  private readonly started: Promise<unknown>[] = [];
  /** Statements sent so far, `begin` and `commit` among them. */
  statements = 0;
  private answered = 0;
  private failure?: DatabaseError;

  constructor(private readonly client: PoolClient) {}

  /** Statements that have no answer yet. */
  get owed(): number {
    return this.statements - this.answered;
  }

  /** Row-level security shows and takes rows of these tenants only; `*` (work lists alone) is for the platform's workers. */
  scope(tenants: string): void {
    if (this.scoped === tenants) return;
    if (!TENANTS.test(tenants)) throw new Error('not a list of tenants');
    this.scoped = tenants;
    const begin = this.statements === 0 ? 'begin; ' : '';
    this.send(`${begin}set local app.tenants = '${tenants}'`);
  }

  /** Sends without waiting; a failure shows in the next `query` or in `end`. */
  send(statement: Statement): void {
    const sent = this.run(statement);
    sent.catch(() => undefined);
    this.started.push(sent);
  }

  query<R>(statement: Statement): Promise<R[]> {
    const rows = this.rowsOf(this.run(statement));
    // Whoever sends two statements at once may fail before it awaits the second one; `commit` would notice its failure.
    rows.catch(() => undefined);
    return rows as Promise<R[]>;
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
    this.over = true;
    commit.catch(() => undefined);
    await this.settle();
    // A statement that failed turns COMMIT into ROLLBACK without an error; settle has thrown by then.
    if ((await commit).command !== 'COMMIT') throw new Error('the transaction was rolled back by the server');
  }

  /** Throws when the connection is broken and must not return to the pool. */
  async rollback(): Promise<void> {
    this.over = true;
    await this.client.query('rollback');
  }

  private async rowsOf(result: Promise<QueryResult>): Promise<unknown[]> {
    result.catch(() => undefined);
    await this.settle();
    return (await result).rows;
  }

  private run(statement: Statement): Promise<QueryResult> {
    // The connection may serve somebody else by now.
    if (this.over) return Promise.reject(new Error('this transaction is over'));
    if (this.statements === 0 && !BEGINS.test(statement as string)) this.send('begin');
    this.statements++;
    this.cork();
    const named = typeof statement === 'object' && statement.name;
    const sent = this.client.query((named ? { ...statement, name: uniqueName(named, statement.text) } : statement) as string);
    return sent.then(
      (result) => {
        this.answered++;
        return result;
      },
      (error) => {
        this.answered++;
        throw this.reasonOf(error as Error);
      },
    );
  }

  /** Of the statements after the first that failed, the server says only that the transaction is aborted. */
  private reasonOf(error: Error): Error {
    if (!(error instanceof DatabaseError)) return error;
    if (error.code === ABORTED) return this.failure ?? error;
    this.failure ??= error;
    return error;
  }

  /** What is sent within one turn of the event loop leaves in one packet; pg alone would write to the socket once per statement. */
  private cork(): void {
    if (this.corked) return;
    const { stream } = (this.client as unknown as { connection: { stream: Writable } }).connection;
    this.corked = true;
    stream.cork();
    process.nextTick(() => {
      this.corked = false;
      stream.uncork();
    });
  }

  private async settle(): Promise<void> {
    const results = await Promise.allSettled(this.started.splice(0));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  }
}

const TENANTS = /^(\*|[0-9a-f-]{36}(,[0-9a-f-]{36})*)?$/;
const BEGINS = /^begin/;
const ABORTED = '25P02';

/** A named statement is prepared once per connection. */
export type Statement = string | { name?: string; text: string; values: unknown[] };

const names = new Map<string, string>();

/** Two places may choose one name for different statements; on the server each text has a name of its own. */
function uniqueName(name: string, text: string): string {
  let unique = names.get(text);
  if (!unique) names.set(text, (unique = `${name.slice(0, 40)} ${createHash('sha256').update(text).digest('hex').slice(0, 20)}`));
  return unique;
}
