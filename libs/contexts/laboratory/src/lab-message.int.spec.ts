import {
  CollectSpecimen,
  DiscardLabMessage,
  EnterResults,
  GetLabMessage,
  ListLabMessages,
  ReceiveLabMessage,
  ReceiveSpecimen,
  RetryLabMessage,
  ROLES,
  VerifyResults,
} from '@orderly/contracts';
import { newId } from '@orderly/kernel';
import { Session } from '@orderly/platform/persistence';
import { freshTenant, person, TestHost } from '@orderly/platform/testing';
import { Bench, obx } from './testing/bench';

describe('messages of analysers', () => {
  let host: TestHost;
  let bench: Bench;
  beforeAll(async () => (host = await Bench.host()));
  afterAll(() => host.stop());
  beforeEach(async () => (bench = await Bench.with(host)));
  afterEach(() => jest.restoreAllMocks());

  const AA = { code: 'AA', faults: [] };
  const both = [obx('6690-2', '4.50'), obx('718-7', '13.1')];
  const anAccession = () => newId().slice(-12).toUpperCase();
  const collect = (taskId: string) => host.send(new CollectSpecimen({ taskId }, bench.technician));
  const receive = async (taskId: string, accessionNumber: string) => {
    await collect(taskId);
    return host.send(new ReceiveSpecimen({ taskId, accessionNumber }, bench.technician));
  };
  const received = async () => {
    const accession = anAccession();
    return { order: await bench.task(undefined, accession), accession };
  };
  const verify = (taskId: string) => host.send(new VerifyResults({ taskId }, bench.pathologist));
  const shown = async (taskId: string) =>
    (await bench.read(taskId)).results.map(({ status, value }) => [status, value.valueQuantity?.value]);
  const theOnlyMessage = async () => {
    const [message, ...others] = await bench.messages();
    expect(others).toEqual([]);
    return message as NonNullable<typeof message>;
  };

  describe('a message for a received specimen', () => {
    it('is entered by the device, preliminary, whether it names the order or the accession number', async () => {
      for (const by of ['order', 'accession'] as const) {
        const numbers = await received();
        expect(await bench.deliver(bench.message({ [by]: numbers[by] }, both))).toEqual(AA);
        const task = await bench.read(numbers.order);
        expect(task.results).toMatchObject([
          { status: 'preliminary', enteredBy: 'device:Chemistry 1', value: { valueQuantity: { value: '4.50' } } },
          { status: 'preliminary', enteredBy: 'device:Chemistry 1', value: { valueQuantity: { value: '13.1' } } },
        ]);
        expect((await verify(numbers.order)).status).toBe('completed');
      }
      expect((await bench.messages()).map(({ status }) => status)).toEqual(['entered', 'entered']);
    });

    it('is entered as a whole or not at all', async () => {
      const { order } = await received();
      const text = bench.message({ order }, [...both, obx('2345-7', '99')]);
      expect(await bench.deliver(text)).toEqual(AA);
      expect(await shown(order)).toEqual([]);
      expect(await theOnlyMessage()).toMatchObject({ status: 'waiting', reason: 'laboratory.test-not-ordered' });
    });

    it('waits when the test has its result already', async () => {
      const { order } = await received();
      await bench.deliver(bench.message({ order }, both));
      await bench.deliver(bench.message({ order }, [obx('6690-2', '9.99')]));
      expect(await shown(order)).toEqual([
        ['preliminary', '4.50'],
        ['preliminary', '13.1'],
      ]);
      expect((await bench.messages()).map(({ status }) => status)).toEqual(['entered', 'waiting']);
    });

    it('waits when its two numbers lead to different tasks', async () => {
      const [one, other] = [await received(), await received()];
      await bench.deliver(bench.message({ order: one.order, accession: other.accession }, both));
      expect(await theOnlyMessage()).toMatchObject({ status: 'waiting', reason: 'laboratory.contradicting-numbers' });
    });

    it('names the device and the patient in the audit trail and not the content in any column', async () => {
      const { order } = await received();
      await bench.deliver(bench.message({ order }, both));
      const trail = await host.rows(
        `select actor, action, entity_type from laboratory.audit where tenant = $1 and operation = 'laboratory.receive-lab-message' order by id`,
        [bench.tenant],
      );
      expect(trail).toEqual([
        { actor: 'device:Chemistry 1', action: 'U', entity_type: 'LabTask' },
        { actor: 'device:Chemistry 1', action: 'C', entity_type: 'LabMessage' },
      ]);
      // Without what is chance or time, which may well contain these digits.
      const rows = await host.rows(
        `select to_jsonb(m) - array['tenant', 'id', 'analyser_id', 'task_ids', 'fingerprint', 'received_at'] as row
         from laboratory.lab_message m where tenant = $1`,
        [bench.tenant],
      );
      expect(rows).toHaveLength(1);
      expect(JSON.stringify(rows)).not.toMatch(/Testwood|4711|13\.1/);
    });
  });

  describe('the same control id', () => {
    it('has one effect and one answer, also when it comes eight times at once', async () => {
      const eightTimes = <T>(ask: () => Promise<T>) => Promise.all(Array.from({ length: 8 }, ask));
      await eightTimes(() => bench.messages());
      for (let round = 0; round < 5; round++) {
        const { order } = await received();
        const text = bench.message({ order }, both);
        expect(await eightTimes(() => bench.deliver(text))).toEqual(Array(8).fill(AA));
        expect(await shown(order)).toHaveLength(2);
      }
      expect((await bench.messages()).map(({ status }) => status)).toEqual(Array(5).fill('entered'));
    });

    it('is the same message when only its time is another one', async () => {
      const { order } = await received();
      const text = bench.message({ order }, both);
      await bench.deliver(text);
      expect(await bench.deliver(text.replace('20260302080000', '20260302080130'))).toEqual(AA);
      expect(await shown(order)).toHaveLength(2);
    });

    it('has no effect when the process dies before the commit, and one when the message comes again', async () => {
      const { order } = await received();
      const text = bench.message({ order }, both);
      jest.spyOn(Session.prototype, 'commit').mockRejectedValueOnce(Object.assign(new Error(), { code: 'ECONNRESET' }));
      await expect(bench.deliver(text)).rejects.toMatchObject({ code: 'orderly.unavailable' });
      expect([await shown(order), await bench.messages()]).toEqual([[], []]);
      expect(await bench.deliver(text)).toEqual(AA);
      expect(await shown(order)).toHaveLength(2);
    });

    it('is refused with other content, and a person may let that count', async () => {
      const { order } = await received();
      await bench.deliver(bench.message({ order }, both.slice(0, 1), { controlId: '1' }));
      const other = bench.message({ order }, both.slice(1), { controlId: '1' });
      const duplicateKey = { code: 'AE', faults: [expect.objectContaining({ code: '205' })] };
      expect(await bench.deliver(other)).toEqual(duplicateKey);
      expect(await bench.deliver(other)).toEqual(duplicateKey);
      const [, refused] = await bench.messages();
      expect(refused).toMatchObject({ status: 'refused', reason: 'hl7-0357.205' });
      await host.send(new RetryLabMessage({ messageId: refused?.id as string }, bench.technician));
      expect(await shown(order)).toHaveLength(2);
      expect(await bench.deliver(other)).toEqual(duplicateKey);
      expect(await shown(order)).toHaveLength(2);
    });

    it('belongs to one analyser, and another may use it too', async () => {
      const { order } = await received();
      const other = await Bench.with(host);
      await other.deliver(other.message({ order: newId() }, both, { controlId: '1' }));
      expect(await bench.deliver(bench.message({ order }, both, { controlId: '1' }))).toEqual(AA);
      expect(await shown(order)).toHaveLength(2);
    });
  });

  describe('a message for an unknown number', () => {
    it('waits, and is entered when the specimen is received', async () => {
      const order = await bench.task();
      const accession = anAccession();
      await bench.deliver(bench.message({ accession }, both.slice(0, 1)));
      await bench.deliver(bench.message({ order }, both.slice(1)));
      await bench.deliver(bench.message({ accession }, [obx('6690-2', '4.60', 'C')]));
      expect((await bench.messages()).map(({ reason }) => reason)).toEqual([
        'laboratory.unknown-order',
        'laboratory.specimen-not-received',
        'laboratory.unknown-order',
      ]);
      const task = await receive(order, accession);
      expect(task.results.map(({ value }) => value.valueQuantity?.value)).toEqual(['4.60', '13.1']);
      expect(task.version).toBe((await bench.read(order)).version);
      expect((await bench.messages()).map(({ status }) => status)).toEqual(['entered', 'entered', 'entered']);
    });

    it('leaves nothing of itself behind when only others can be entered with the specimen', async () => {
      const order = await bench.task();
      const accession = anAccession();
      await bench.deliver(bench.message({ accession }, [...both.slice(0, 1), obx('2345-7', '99')]));
      await bench.deliver(bench.message({ accession }, both.slice(1)));
      await receive(order, accession);
      expect(await shown(order)).toEqual([['preliminary', '13.1']]);
      expect((await bench.messages()).map(({ status, reason }) => reason ?? status)).toEqual([
        'laboratory.test-not-ordered',
        'entered',
      ]);
    });

    it("stands in nobody's way when it no longer opens", async () => {
      const order = await bench.task();
      const accession = anAccession();
      await bench.deliver(bench.message({ accession }, both));
      await host.rows(`update laboratory.lab_message set sealed = 'broken' where tenant = $1`, [bench.tenant]);
      expect((await receive(order, accession)).specimens).toMatchObject([{ accessionNumber: accession }]);
      expect((await theOnlyMessage()).status).toBe('waiting');
    });

    it('never waits for a specimen that is received at the same moment', async () => {
      for (let round = 0; round < 10; round++) {
        const order = await bench.task();
        const accession = anAccession();
        await Promise.all([receive(order, accession), bench.deliver(bench.message({ accession }, both))]);
        expect(await shown(order)).toHaveLength(2);
      }
    });

    it('is the same for the number of another hospital', async () => {
      const other = await Bench.with(host);
      const { order, accession } = await received();
      await other.deliver(other.message({ order }, both));
      await other.deliver(other.message({ accession }, both));
      expect((await other.messages()).map(({ reason }) => reason)).toEqual(Array(2).fill('laboratory.unknown-order'));
      expect([await shown(order), await bench.messages()]).toEqual([[], []]);
    });
  });

  describe('a change', () => {
    it('replaces what nobody has verified, and somebody verifies the new value', async () => {
      const { order } = await received();
      await bench.deliver(bench.message({ order }, both));
      await bench.deliver(bench.message({ order }, [obx('6690-2', '5.40', 'C')]));
      await verify(order);
      expect(await shown(order)).toEqual([
        ['final', '5.40'],
        ['final', '13.1'],
      ]);
      expect((await bench.events(order)).slice(3)).toEqual([
        ...Array(3).fill('result-entered'),
        ...Array(2).fill('result-verified'),
      ]);
    });

    it('corrects what somebody has verified, and withdraws it', async () => {
      const { order } = await received();
      await bench.deliver(bench.message({ order }, both));
      await verify(order);
      await bench.deliver(bench.message({ order }, [obx('6690-2', '5.40', 'C'), obx('718-7', '', 'D')]));
      expect(await shown(order)).toEqual([
        ['corrected', '5.40'],
        ['entered-in-error', '13.1'],
      ]);
      expect((await bench.events(order)).slice(-2)).toEqual(['result-corrected', 'result-corrected']);
    });

    it('takes an unverified result back, and the test gets another one', async () => {
      const { order } = await received();
      await bench.deliver(bench.message({ order }, both));
      await bench.deliver(bench.message({ order }, [obx('6690-2', '', 'W')]));
      expect((await bench.events(order)).at(-1)).toBe('result-cancelled');
      await bench.deliver(bench.message({ order }, [obx('6690-2', '4.70')]));
      expect((await verify(order)).status).toBe('completed');
      expect(await shown(order)).toEqual([
        ['cancelled', '4.50'],
        ['final', '13.1'],
        ['final', '4.70'],
      ]);
    });

    it('of nothing waits', async () => {
      const { order } = await received();
      await bench.deliver(bench.message({ order }, [obx('6690-2', '5.40', 'C')]));
      expect(await theOnlyMessage()).toMatchObject({ status: 'waiting', reason: 'laboratory.nothing-to-correct' });
    });
  });

  describe('a message that cannot be read', () => {
    it('is answered with what is wrong, kept, and welcome again under its control id', async () => {
      const { order } = await received();
      const good = bench.message({ order }, both);
      const bad = good.replace('13.1|g/dL|||||F', '13.1|g/dL|||||?');
      const answer = await bench.deliver(bad);
      expect(answer).toMatchObject({ code: 'AE', faults: [{ code: '103', location: 'OBX[2]-11' }] });
      expect(await bench.deliver(bad)).toEqual(answer);
      expect(await theOnlyMessage()).toMatchObject({ status: 'refused', reason: 'hl7-0357.103' });
      expect(await bench.deliver(good)).toEqual(AA);
      expect(await shown(order)).toHaveLength(2);
    });

    it.each([
      ['a training message', 'hl7-0357.202', (text: string) => text.replace('|P|2.5.1', '|T|2.5.1')],
      ['a message of another type', 'hl7-0357.200', (text: string) => text.replace('ORU^R01^ORU_R01', 'ADT^A01')],
    ])('is rejected when it is %s', async (_, reason, change) => {
      const { order } = await received();
      expect(await bench.deliver(change(bench.message({ order }, both)))).toMatchObject({ code: 'AR' });
      expect([await shown(order), await theOnlyMessage()]).toMatchObject([[], { status: 'refused', reason }]);
    });

    it.each(['', '\u0000\u0001', 'MSH', 'MSH|^~\\&|', '{"resourceType":"Bundle"}', '\ud800'])(
      'is turned away when nobody can be recognised as its sender: %j',
      async (text) => {
        const before = await host.rows('select count(*) as n from laboratory.lab_message');
        expect(await bench.deliver(text)).toMatchObject({ code: expect.stringMatching(/A[ER]/), faults: [{}] });
        expect(await host.rows('select count(*) as n from laboratory.lab_message')).toEqual(before);
      },
    );

    it('is turned away from an unknown sender, also when the application is known elsewhere', async () => {
      const text = bench.message({ order: newId() }, both).replace('|LAB|', '|OTHER LAB|');
      expect(await bench.deliver(text)).toMatchObject({ code: 'AR', faults: [{ code: '204', location: 'MSH[1]-3' }] });
      expect(await bench.messages()).toEqual([]);
    });

    it('of nobody is kept sealed in quarantine, and only the latest thousand are', async () => {
      await bench.host.rows(`insert into laboratory.quarantine (id, subscription, reason, sealed, at)
        select gen_random_uuid(), 'laboratory-on-mllp', 'old', 'sealed', now() - interval '1 day' from generate_series(1, 1500)`);
      const order = newId();
      const text = bench.message({ order }, both).replace('|LAB|', '|NOWHERE|');
      await bench.deliver(text);
      await bench.deliver('MSH without anything');
      const kept = await bench.host.rows<{ reason: string; sealed: string }>(
        `select reason, sealed from laboratory.quarantine where subscription = 'laboratory-on-mllp' order by at desc, id desc`,
      );
      expect(kept).toHaveLength(1000);
      expect(kept.slice(0, 2).map(({ reason }) => reason)).toEqual(['hl7-0357.100', 'hl7-0357.204']);
      expect(JSON.stringify(kept)).not.toContain(order);
      await bench.host.rows(`delete from laboratory.quarantine where subscription = 'laboratory-on-mllp'`);
    });
  });

  describe('an operator', () => {
    it('reads a message, and the audit trail says whose it was', async () => {
      const { order } = await received();
      const text = bench.message({ order }, both);
      await bench.deliver(text);
      const { id } = await theOnlyMessage();
      expect(await host.send(new GetLabMessage({ messageId: id }, bench.technician))).toMatchObject({ text, taskIds: [order] });
      const reads = await host.rows(
        `select entity_type, entity_id, patient_id is not null as patient from laboratory.audit
         where tenant = $1 and operation = 'laboratory.get-lab-message' order by id`,
        [bench.tenant],
      );
      expect(reads).toEqual([
        { entity_type: 'LabMessage', entity_id: id, patient: false },
        { entity_type: 'LabTask', entity_id: order, patient: true },
      ]);
    });

    it('tries again after the cause is gone, and discards what will never fit', async () => {
      const { order } = await received();
      await host.send(
        new EnterResults(
          { taskId: order, results: [{ code: { system: 'http://loinc.org', code: '718-7' }, value: { valueString: 'low' } }] },
          bench.technician,
        ),
      );
      await bench.deliver(bench.message({ order }, both));
      const { id: messageId } = await theOnlyMessage();
      const retry = () => host.send(new RetryLabMessage({ messageId }, bench.technician));
      expect(await retry()).toMatchObject({ status: 'waiting', reason: 'laboratory.test-not-ordered' });
      const discarded = await host.send(new DiscardLabMessage({ messageId, reason: 'entered by hand' }, bench.technician));
      expect(discarded).toMatchObject({ status: 'discarded', remark: 'entered by hand', resolvedBy: bench.technician.user });
      await expect(retry()).rejects.toMatchObject({ code: 'laboratory.message-settled' });
      const open = await host.send(new ListLabMessages({ status: 'waiting' }, bench.technician));
      expect(open.items).toEqual([]);
    });

    it('of another hospital sees nothing of it', async () => {
      await bench.deliver(bench.message({ order: newId() }, both));
      const { id: messageId } = await theOnlyMessage();
      const stranger = person(freshTenant());
      expect((await host.send(new ListLabMessages({}, stranger))).items).toEqual([]);
      await expect(host.send(new GetLabMessage({ messageId }, stranger))).rejects.toMatchObject({ code: 'orderly.not-found' });
    });
  });

  it('cannot be sent by anybody who logs in', async () => {
    const everything = person(bench.tenant, { permissions: Object.values(ROLES).flat() });
    const sent = host.send(new ReceiveLabMessage({ text: bench.message({}, both) }, everything));
    await expect(sent).rejects.toMatchObject({ code: 'orderly.forbidden' });
  });
});
