import { ListAnalysers, ListLabMessages, RegisterAnalyser } from '@orderly/contracts';
import { newId } from '@orderly/kernel';
import { Contexts } from '@orderly/platform/messaging';
import { freshTenant, person, TestHost } from '@orderly/platform/testing';
import { Bench, obx } from './testing/bench';

describe('a sender', () => {
  let host: TestHost;
  let bench: Bench;
  beforeAll(async () => (host = await Bench.host()));
  afterAll(() => host.stop());
  beforeEach(async () => (bench = await Bench.with(host)));

  it('belongs to one analyser of one hospital', async () => {
    const sender = { name: 'Stolen', sendingApplication: bench.application, sendingFacility: 'LAB' };
    const register = (given: { name: string; sendingApplication: string; sendingFacility?: string }, tenant = freshTenant()) =>
      host.send(new RegisterAnalyser(given, person(tenant)));
    await expect(register(sender)).rejects.toMatchObject({ code: 'laboratory.sender-taken' });
    await expect(register({ ...sender, sendingFacility: 'LAB 2' })).resolves.toBeDefined();
    const again = register({ ...sender, name: 'Chemistry 1', sendingFacility: 'LAB 3' }, bench.tenant);
    await expect(again).rejects.toMatchObject({ code: 'laboratory.analyser-name-taken' });
  });

  it('with a certificate leads to whoever has named its subject, and to nobody without it', async () => {
    const lab = { sendingApplication: bench.application, sendingFacility: 'LAB' };
    const named = { name: 'Chemistry 2', certificateSubject: 'O=Laboratory, CN=analyser-1' };
    await host.send(new RegisterAnalyser({ ...lab, ...named }, bench.technician));
    const squatter = freshTenant();
    await host.send(new RegisterAnalyser({ ...lab, ...named, certificateSubject: 'CN=other' }, person(squatter)));
    const again = host.send(new RegisterAnalyser({ ...lab, ...named }, person(squatter)));
    await expect(again).rejects.toMatchObject({ code: 'laboratory.sender-taken' });
    const text = bench.message({ order: newId() }, [obx('718-7', '13.1')]);
    const of = async (subject?: string) => (await bench.deliver(text, subject)).faults.map(({ code }) => code);
    expect(await of('O=Laboratory, CN=analyser-2')).toEqual(['204']);
    expect(await of('CN=analyser-1')).toEqual(['204']);
    expect(await bench.messages()).toEqual([]);
    expect(await of(named.certificateSubject)).toEqual([]);
    expect(await of()).toEqual([]);
    const { items } = await host.send(new ListAnalysers({}, bench.technician));
    const analyserOf = new Map(items.map(({ id, name }) => [id, name]));
    expect((await bench.messages()).map(({ analyserId }) => analyserOf.get(analyserId))).toEqual(['Chemistry 2', 'Chemistry 1']);
    expect((await host.send(new ListLabMessages({}, person(squatter)))).items).toEqual([]);
  });

  it('that is registered with a certificate is not believed without it', async () => {
    const sender = { name: 'Chemistry 3', sendingApplication: `A-${newId()}`, certificateSubject: 'CN=analyser-3' };
    await host.send(new RegisterAnalyser(sender, bench.technician));
    const text = bench.message({}, [obx('718-7', '13.1')]).replace(`${bench.application}|LAB`, `${sender.sendingApplication}|`);
    expect((await bench.deliver(text)).code).toBe('AR');
    expect((await bench.deliver(text, 'CN=analyser-3')).code).not.toBe('AR');
  });

  it('never starts to lead elsewhere', async () => {
    const { db } = host.get(Contexts).running[0] ?? {};
    const run = (text: string, values: unknown[] = []) => db?.write(bench.technician, (tx) => tx.query(text, values));
    expect(await run('update analyser_sender set tenant = $1 returning 1', [newId()])).toEqual([]);
    expect(await run('delete from analyser_sender returning 1')).toEqual([]);
    const forOthers = run('insert into analyser_sender values ($1, $1, $2, $2)', [newId(), newId()]);
    await expect(forOthers).rejects.toMatchObject({ code: '42501' });
  });
});
