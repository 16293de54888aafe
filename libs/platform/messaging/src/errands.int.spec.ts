import { Injectable } from '@nestjs/common';
import { Ctx, FixedClock, newId } from '@orderly/kernel';
import { Account, Bank, eventually, freshTenant, ledger, mirror, person } from '@orderly/platform/testing';
import { TakenErrand } from '@orderly/platform/persistence';
import { Contexts } from './context-module';
import { ErrandHandler, Errands, errands } from './errands';

type Inside = { take(): Promise<TakenErrand[]>; attempt(taken: readonly TakenErrand[]): Promise<void> };
type Run = { ids: string[]; group: string; ctx: Ctx };

/** What the specs let happen. */
const runs: Run[] = [];
let behave: (taken: readonly TakenErrand[]) => Promise<void> = async () => undefined;

@Injectable()
class NoteErrands implements ErrandHandler {
  constructor(private readonly contexts: Contexts) {}

  async run(taken: readonly TakenErrand[], ctx: Ctx): Promise<void> {
    runs.push({ ids: taken.map(({ id }) => id).sort(), group: taken[0]?.group as string, ctx });
    await behave(taken);
    const { db } = this.contexts.running.find(({ definition }) => definition.context === 'ledger') as { db: Bank['ledger'] };
    await db.write(ctx, (tx) => Promise.resolve(tx.finish(taken)));
  }
}

const withErrands = { ...ledger, errands: [errands('note', NoteErrands, { most: 3, gatherMs: 1_000, leaseMs: 60_000 })] };

describe('errands', () => {
  const clock = new FixedClock('2026-03-02T08:00:00.000Z');
  let bank: Bank;
  /** Rounds are run by the spec. */
  let worker: Errands;
  let tenant: string;

  beforeAll(async () => {
    bank = await Bank.start({ clock }, [withErrands, mirror]);
    [worker] = bank.running('ledger').errands as [Errands];
    await worker.stop();
  });
  afterAll(() => bank.stop());
  beforeEach(async () => {
    tenant = freshTenant();
    runs.length = 0;
    behave = async () => undefined;
    await bank.host.rows('delete from ledger.errand');
    clock.set('2026-03-02T08:00:00.000Z');
  });

  const ask = (ids: string[], terms: { group?: string; afterMs?: number } = {}, ctx = person(tenant)) =>
    bank.ledger.write(ctx, async (tx) => ids.forEach((id) => tx.errand('note', id, terms)));
  const later = (seconds: number) => clock.set(new Date(Date.parse(clock.now()) + seconds * 1000).toISOString());
  const left = async () => (await bank.host.rows<{ id: string }>('select id from ledger.errand')).map(({ id }) => id).sort();
  /** Taken, and then nothing: as if the process had died. */
  const takeAndDie = () => (worker as unknown as Inside).take();
  const endLeases = () => bank.host.rows(`update ledger.errand set leased_until = now() - interval '1 second'`);
  const three = () => [newId(), newId(), newId()];

  it('are run together with the tenant, correlation and trace of whoever asked', async () => {
    const ctx = person(tenant, { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00' });
    const ids = three();
    await ask(ids, { group: 'payer' }, ctx);
    await worker.round();
    const { correlationId } = ctx;
    expect(runs).toMatchObject([{ ids, group: 'payer', ctx: { tenant, user: 'system:note', correlationId } }]);
    expect(await left()).toEqual([]);
    await ask([newId()], {}, ctx);
    later(1);
    await worker.round();
    expect(runs[1]?.ctx.traceparent).toBe(ctx.traceparent);
    await ask([newId()]);
    later(1);
    await worker.round();
    expect(runs[2]?.ctx.traceparent).toBeUndefined();
  });

  it('are not there when the transaction that asked was rolled back', async () => {
    const asked = bank.ledger.write(person(tenant), async (tx) => {
      tx.errand('note', newId());
      tx.save(...Account.open()).balance = -1;
    });
    await expect(asked).rejects.toThrow();
    expect(await left()).toEqual([]);
  });

  it('travel as a group once it is full or has waited long enough, and never with another tenant`s', async () => {
    const [early, late] = [newId(), newId()];
    await ask([early], { group: 'a' });
    await ask([newId()], { group: 'b' });
    await ask([newId()], { group: 'a' }, person(freshTenant()));
    expect(await worker.round()).toBe(false);
    await ask([late], { group: 'a' });
    later(1);
    for (const _ of three()) await worker.round();
    expect(await worker.round()).toBe(false);
    expect(runs.map(({ ids }) => ids.length).sort()).toEqual([1, 1, 2]);
    expect(runs.find(({ ids }) => ids.length === 2)?.ids).toEqual([early, late].sort());
  });

  it('are due at their time, and asked for again are still one errand, due at the new time', async () => {
    const [id] = three() as [string];
    await ask([id], { afterMs: 5_000 });
    later(7);
    await ask([id], { afterMs: 10_000 });
    expect(await worker.round()).toBe(false);
    later(11);
    expect(await worker.round()).toBe(true);
    expect(runs).toHaveLength(1);
  });

  it('asked for while they run come again', async () => {
    const ids = three();
    await ask(ids);
    behave = async () => {
      behave = async () => undefined;
      await ask(ids.slice(0, 1));
    };
    await worker.round();
    expect(await left()).toEqual(ids.slice(0, 1));
    later(1);
    await worker.round();
    expect(runs[1]?.ids).toEqual(ids.slice(0, 1));
  });

  it('of which one fails are tried one by one, and only that one comes again, ever more rarely', async () => {
    const [good, bad, other] = three() as [string, string, string];
    await ask([good, bad, other]);
    behave = async (taken) => {
      if (taken.some(({ id }) => id === bad)) throw new TypeError('Ada Testwood');
    };
    await worker.round();
    expect(await left()).toEqual([bad]);
    const [row] = await bank.host.rows('select attempts, reason, due_at from ledger.errand');
    expect(row).toEqual({ attempts: 1, reason: 'TypeError', due_at: new Date('2026-03-02T08:00:01.000Z') });
    later(1);
    expect(await worker.round()).toBe(false);
    later(1);
    await worker.round();
    expect(await bank.host.rows('select attempts, due_at from ledger.errand')).toEqual([
      { attempts: 2, due_at: new Date('2026-03-02T08:00:04.000Z') },
    ]);
  });

  it('whose outside system is away wait together and come again soon', async () => {
    const ids = three();
    await ask(ids);
    behave = () => Promise.reject(Object.assign(new Error('away'), { later: true }));
    await worker.round();
    expect(runs).toHaveLength(1);
    later(3);
    behave = async () => undefined;
    await worker.round();
    expect(runs[1]?.ids).toEqual([...ids].sort());
  });

  it('of a process that died come again when its lease is over', async () => {
    const ids = three();
    await ask(ids);
    await takeAndDie();
    later(61);
    expect(await worker.round()).toBe(false);
    await endLeases();
    await worker.round();
    expect(runs[0]?.ids).toEqual([...ids].sort());
  });

  it('of which one kills the process run alone from the third time on, and that one not at all after the fifth', async () => {
    const [good, poison, other] = three() as [string, string, string];
    await ask([good, poison, other]);
    later(1);
    const deadly: number[] = [];
    while (deadly.length < 5) {
      const taken = await takeAndDie();
      if (taken.every(({ id }) => id !== poison)) await (worker as unknown as Inside).attempt(taken);
      else deadly.push(taken.length);
      await endLeases();
    }
    expect(deadly).toEqual([3, 3, 1, 1, 1]);
    while (await worker.round());
    expect(runs.map(({ ids }) => ids).sort()).toEqual([[good], [other]].sort());
    expect(await bank.host.rows('select id, reason, due_at from ledger.errand')).toEqual([
      { id: poison, reason: 'crashed', due_at: Infinity },
    ]);
    later(1e6);
    expect(await worker.round()).toBe(false);
    await ask([poison]);
    later(1e6 + 2);
    expect(await worker.round()).toBe(true);
    expect(await left()).toEqual([]);
  });

  it('that end, however badly, are never taken for dead', async () => {
    await ask([newId()]);
    behave = () => Promise.reject(new TypeError());
    for (let round = 0; round < 9; round++) {
      later(3_600 * (round + 1));
      expect(await worker.round()).toBe(true);
    }
    expect(runs).toHaveLength(9);
    expect(await bank.host.rows('select attempts, takes, reason from ledger.errand')).toEqual([
      { attempts: 9, takes: 0, reason: 'TypeError' },
    ]);
  });

  it('that are asked for anew have neither failed nor died', async () => {
    const [id] = three() as [string];
    await ask([id]);
    behave = () => Promise.reject(new TypeError());
    later(1);
    await worker.round();
    await ask([id]);
    expect(await bank.host.rows('select attempts, takes, reason, leased_until from ledger.errand')).toEqual([
      { attempts: 0, takes: 0, reason: null, leased_until: null },
    ]);
  });

  it('are left to whoever has taken them since, when the group failed too late', async () => {
    const ids = three();
    await ask(ids);
    behave = async (taken) => {
      if (taken.length === 1) return;
      await bank.host.rows(`update ledger.errand set attempts = attempts + 1 where id = '${ids[0]}'`);
      await endLeases();
      throw new TypeError();
    };
    await worker.round();
    expect(
      runs
        .slice(1)
        .flatMap((run) => run.ids)
        .sort(),
    ).toEqual(ids.slice(1).sort());
    expect(await left()).toEqual(ids.slice(0, 1));
  });

  it('are taken once, whichever of several workers takes them', async () => {
    const ids = three();
    await ask(ids);
    const again = new Errands(bank.ledger, bank.host.app as never, worker.duty);
    Object.assign(again, { modules: (worker as unknown as { modules: unknown }).modules });
    await Promise.all([worker.round(), again.round(), worker.round()]);
    expect(runs.flatMap((run) => run.ids).sort()).toEqual([...ids].sort());
  });

  it('wake their worker', async () => {
    const busy = new Errands(bank.ledger, (worker as unknown as { modules: never }).modules, worker.duty);
    busy.start();
    await ask(three());
    await eventually(() => expect(runs).toHaveLength(1));
    await busy.stop();
  });
});
