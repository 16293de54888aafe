import { ChannelModel, ConfirmChannel, connect } from 'amqplib';
import { ModuleRef } from '@nestjs/core';
import { Ctx, DomainEvent, Envelope } from '@orderly/kernel';
import { Contexts, ContextDefinition, decode, Effects, RunningContext } from '@orderly/platform/messaging';
import { Database } from '@orderly/platform/persistence';
import { TestHost, person, TestHostOptions } from '../test-host';
import { Account, ledger } from './ledger';
import { mirror } from './mirror';

interface Followed {
  account: string;
  follows: number;
  version: number;
  total: number;
  known: boolean;
  causationId: string;
}

/** A ledger whose postings a mirror follows: two contexts for the specs of the platform itself. */
export class Bank {
  private constructor(
    readonly host: TestHost,
    private readonly connection: ChannelModel,
    /** A way to the broker beside the relay's. */
    readonly channel: ConfirmChannel,
  ) {}

  static async start(options: TestHostOptions = {}, definitions: readonly ContextDefinition[] = [ledger, mirror]): Promise<Bank> {
    const host = await TestHost.start(definitions, options);
    const connection = await connect(process.env['AMQP_URL'] as string);
    const channel = await connection.createConfirmChannel();
    await channel.assertExchange(`${host.namespace}.events`, 'topic', { durable: true });
    return new Bank(host, connection, channel);
  }

  async stop(): Promise<void> {
    await this.connection.close();
    await this.host.stop();
  }

  running(context: string): RunningContext {
    return this.host.get(Contexts).running.find(({ definition }) => definition.context === context) as RunningContext;
  }

  get ledger(): Database {
    return this.running('ledger').db;
  }

  get mirror(): Database {
    return this.running('mirror').db;
  }

  /** Opens an account and posts these amounts to it, each in a command of its own. */
  async account(tenant: string, ...amounts: number[]): Promise<string> {
    const account = await this.ledger.write(person(tenant), (tx) => Promise.resolve(tx.save(...Account.open())));
    for (const amount of amounts) await this.post(person(tenant), account.id, amount);
    return account.id;
  }

  post(ctx: Ctx, id: string, amount: number): Promise<Account> {
    return this.change(ctx, id, (account) => [account.post(amount)]);
  }

  change(ctx: Ctx, id: string, how: (account: Account) => DomainEvent[]): Promise<Account> {
    return this.ledger.write(ctx, async (tx) => {
      const account = await tx.get(Account, id);
      return tx.save(account, ...how(account));
    });
  }

  /** Events of the ledger, as its journal holds them. */
  async journal(tenant: string): Promise<string[]> {
    const rows = await this.host.rows<{ event: string }>(
      'select event from ledger.event_log where tenant = $1 order by position',
      [tenant],
    );
    return rows.map(({ event }) => event);
  }

  /** Publishes an event past the relay, and forgets that the relay wanted to. */
  async publish(text: string, given: { routingKey?: string; headers?: Record<string, unknown> } = {}): Promise<void> {
    await this.publishRaw(Buffer.from(text), { routingKey: given.routingKey ?? routingKeyOf(text), headers: given.headers });
  }

  async publishRaw(body: Buffer, given: { routingKey: string; headers?: Record<string, unknown> }): Promise<void> {
    this.channel.publish(`${this.host.namespace}.events`, given.routingKey, body, { persistent: true, headers: given.headers });
    await this.channel.waitForConfirms();
  }

  /** The relay of the ledger no longer publishes: the spec does. */
  async stopRelay(): Promise<void> {
    await this.running('ledger').relay.stop();
  }

  async forgetOutbox(): Promise<void> {
    await this.host.rows('delete from ledger.outbox');
  }

  /** What the mirror has followed, in the order of its journal. */
  async followed(tenant: string): Promise<Followed[]> {
    const rows = await this.host.rows<{ event: string; version: number }>(
      'select event, version from mirror.event_log where tenant = $1 order by position',
      [tenant],
    );
    return rows.map(({ event, version }) => {
      const { data, causationid } = JSON.parse(event) as Envelope;
      const { accountId, follows, total, known } = data as unknown as Followed & { accountId: string };
      return { account: accountId, follows, version, total, known, causationId: causationid };
    });
  }

  /** A second consumer of the ledger's events in the mirror, as a process that was thought dead would be. */
  secondEffects(): Effects {
    return new Effects(this.mirror, mirror, this.host.app.get(ModuleRef, { strict: false }), 'mirror-on-ledger');
  }

  /** From now on nothing of this tenant can be written to the table. Answers how to mend it. */
  async failWrites(table: string, tenant: string): Promise<() => Promise<unknown>> {
    await this.host.rows(`
      create or replace function public.fail_write() returns trigger language plpgsql as
        'begin if new.tenant::text = tg_argv[0] then raise exception ''this table is out of order''; end if; return new; end';
      create trigger fail_write before insert or update on ${table} for each row execute function public.fail_write('${tenant}')`);
    return () => this.host.rows(`drop trigger fail_write on ${table}`);
  }

  /** Ends the connections of a context to its database. */
  endConnections(context: string): Promise<unknown> {
    return this.host.rows(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = $1',
      [`orderly ${context}`],
    );
  }

  inbox<R = { state: string; attempts: number; reason: string; version: number }>(tenant: string): Promise<R[]> {
    return this.host.rows<R>('select * from mirror.inbox where tenant = $1 order by aggregate_id, version', [tenant]);
  }
}

export const arrivals = (texts: readonly string[]) => texts.map((text) => decode(text, 'ledger'));

export function routingKeyOf(text: string): string {
  const { type, tenantid } = JSON.parse(text) as Envelope;
  return `${tenantid}.${type.slice('orderly.'.length)}.p00`;
}
