import {
  DiscardInterchange,
  GetInterchange,
  ImportInterchange,
  ListInterchanges,
  RetryInterchange,
  ROLES,
} from '@orderly/contracts';
import { Dependency } from '@orderly/platform/resilience';
import { eventually, person } from '@orderly/platform/testing';
import { readClaims } from '@orderly/standards/x12';
import { Clearinghouse } from './clearinghouse';
import { Interchange } from './interchange';
import { Hospital, Office } from './testing/office';
import { file277CA, file835, paid, payment, reject999 } from './testing/remittances';

const COLLECT_S = 60;

describe('files of the clearinghouse', () => {
  let office: Office;
  let hospital: Hospital;
  beforeAll(async () => (office = await Office.start()));
  afterAll(() => office.stop());
  beforeEach(async () => (hospital = await office.hospital()));
  afterEach(() => jest.restoreAllMocks());

  const files = async () =>
    (await hospital.send(new ListInterchanges({}, hospital.biller))).items.filter(({ content }) => content !== 'acknowledgment');
  const mailbox = () => office.clearinghouse.mailbox(hospital.tenant);
  const billed = async () => {
    const visit = await hospital.billed();
    return { visit, text: file835(payment('EFT-1', [paid((await visit.claim()).claimControlNumber, 10_000)])) };
  };
  const postedOnce = async () =>
    expect((await hospital.events()).filter((type) => type === 'payment-posted')).toEqual(['payment-posted']);

  it('are stored, removed from the mailbox, and what they say is taken', async () => {
    const { visit, text } = await billed();
    mailbox().set('835_1 a/b.edi', text);
    await office.after(COLLECT_S);
    expect(mailbox().size).toBe(0);
    const [file] = await files();
    expect(file).toMatchObject({ name: '835_1 a/b.edi', status: 'processed', content: '835' });
    const read = await hospital.send(new GetInterchange({ interchangeId: file?.id as string }, hospital.biller));
    expect(read.text).toBe(text);
    expect((await visit.claim()).state).toBe('adjudicated');
  });

  it('are sealed where they lie', async () => {
    const { visit, text } = await billed();
    await hospital.import(text);
    const { claimControlNumber } = await visit.claim();
    const rows = await office.host.rows<{ sealed: string }>('select sealed from billing.interchange where tenant = $1', [
      hospital.tenant,
    ]);
    for (const { sealed } of rows) expect(sealed).not.toContain(claimControlNumber);
  });

  it('are taken once, when the process dies after storing and before removing', async () => {
    const { text } = await billed();
    mailbox().set('835', text);
    const removes = jest.spyOn(Clearinghouse.prototype, 'remove').mockImplementationOnce(() => {
      throw new Error('the process dies here');
    });
    await office.after(COLLECT_S);
    expect([removes.mock.calls.length, mailbox().size, (await files()).length]).toEqual([1, 1, 1]);
    await office.after(COLLECT_S);
    expect([mailbox().size, (await files()).length]).toEqual([0, 1]);
    await postedOnce();
  });

  it('are never removed before they are stored', async () => {
    const { text } = await billed();
    mailbox().set('835', text);
    jest.spyOn(Interchange, 'receive').mockImplementationOnce(() => {
      throw new Error('the process dies here');
    });
    await office.after(COLLECT_S);
    expect([mailbox().size, (await files()).length]).toEqual([1, 0]);
    await office.after(COLLECT_S);
    expect([mailbox().size, (await files()).length]).toEqual([0, 1]);
    await postedOnce();
  });

  it('are taken once, when two workers empty the mailbox at once', async () => {
    const { text } = await billed();
    for (let n = 0; n < 5; n++) mailbox().set(`835-${n}`, text);
    const worker = office.worker('collect-files') as unknown as { attempt(taken: unknown[]): Promise<void> };
    const [errand] = await office.host.rows(
      `select tenant, kind, id, "group", token, 1 as attempts, correlation_id as "correlationId", causation_id as "causationId"
       from billing.errand where kind = 'collect-files'`,
    );
    await Promise.all([worker.attempt([errand]), worker.attempt([errand])]);
    await office.after(COLLECT_S);
    expect([mailbox().size, (await files()).length]).toEqual([0, 5]);
    await postedOnce();
  });

  it('of a name that was used before for another file are stored as well', async () => {
    const { visit, text } = await billed();
    const { claimControlNumber } = await visit.claim();
    for (const content of [file277CA(claimControlNumber, 'A2'), text, text]) {
      mailbox().set('daily.edi', content);
      await office.after(COLLECT_S);
    }
    expect(mailbox().size).toBe(0);
    expect((await files()).map(({ name, content }) => [name.slice(0, 10), content])).toEqual([
      ['daily.edi', '277CA'],
      ['daily.edi~', '835'],
    ]);
    await postedOnce();
  });

  it('do not wait behind one that is too large: that one is refused and stays there, and is not asked for again', async () => {
    const { text } = await billed();
    const door = office.host.get(Clearinghouse) as unknown as { dependency: Dependency };
    door.dependency.close();
    door.dependency = new Dependency('clearinghouse', { timeoutMs: 10_000 });
    mailbox()
      .set('endless', 'x'.repeat(17 * 1024 * 1024))
      .set('835', text);
    await office.after(COLLECT_S);
    expect([...mailbox().keys()]).toEqual(['endless']);
    await postedOnce();
    const fetched = jest.spyOn(Clearinghouse.prototype, 'fetch');
    await office.after(COLLECT_S);
    expect(fetched).not.toHaveBeenCalled();
    const large = async () => (await files()).filter(({ content }) => content === 'too-large');
    expect(await large()).toMatchObject([{ name: 'endless~too-large', status: 'refused', reason: 'too-large' }]);
    await hospital.send(new RetryInterchange({ interchangeId: (await large())[0]?.id as string }, hospital.biller));
    await office.work();
    await office.after(COLLECT_S);
    expect(fetched).toHaveBeenCalledTimes(1);
    expect(await large()).toHaveLength(1);
    expect((await office.errands()).map(({ kind, reason }) => [kind, reason])).toEqual([['collect-files', null]]);
  });

  it('are collected however many there are, past names that no table can hold', async () => {
    await billed();
    for (let n = 0; n < 150; n++) mailbox().set(`file-${n}`, 'x');
    mailbox().set('y'.repeat(201), 'x').set('', 'x');
    await office.after(COLLECT_S);
    const [kept] = await office.host.rows(
      `select count(*)::int as n from billing.interchange where tenant = $1 and name like 'file-%'`,
      [hospital.tenant],
    );
    expect([mailbox().size, kept]).toEqual([2, { n: 150 }]);
  });

  it('are listed in nonsense for one hospital only: the others go on', async () => {
    const strangers = [];
    for (let n = 0; n < 6; n++) strangers.push(await Hospital.enrolled(office));
    for (const { tenant } of strangers) office.clearinghouse.broken.add(tenant);
    for (const stranger of strangers) await stranger.billed();
    const { text } = await billed();
    mailbox().set('835', text);
    await office.after(COLLECT_S);
    await postedOnce();
  });

  it('wait in the mailbox while the clearinghouse is away', async () => {
    const { text } = await billed();
    mailbox().set('835', text);
    office.clearinghouse.fault = 'dead';
    await office.after(COLLECT_S);
    office.clearinghouse.fault = undefined;
    await eventually(async () => {
      await office.after(3);
      expect(mailbox().size).toBe(0);
    });
    await postedOnce();
  });

  it('that hold nothing of ours are refused with a reason, never lost, and can be discarded', async () => {
    const garbage = [
      '<html>',
      'ISA*00*garbage',
      '\u0000\u0001',
      'GS*HP~'.repeat(1_000),
      file835(payment('1', [paid('X', 1)])).slice(0, 250),
    ];
    for (const [index, text] of garbage.entries()) await hospital.import(text, `file-${index}`);
    const refused = await files();
    expect(refused.map(({ status, content, reason }) => [status, content, typeof reason])).toEqual(
      garbage.map(() => ['refused', 'unknown', 'string']),
    );
    const interchangeId = refused[0]?.id as string;
    const discard = () => hospital.send(new DiscardInterchange({ interchangeId, reason: 'not for us' }, hospital.biller));
    const retry = () => hospital.send(new RetryInterchange({ interchangeId }, hospital.biller));
    await retry();
    await office.work();
    expect((await files())[0]?.status).toBe('refused');
    expect(await discard()).toMatchObject({ status: 'discarded', reason: 'not for us' });
    for (const attempt of [discard, retry])
      await expect(attempt()).rejects.toMatchObject({ code: 'billing.interchange-not-refused' });
  });

  /** The first of these segments becomes one that is not valid; the rest of the text is as it was. */
  const broken = (text: string, segment: string) => text.replace(new RegExp(`${segment}\\*[^~*]*\\*`), `${segment}**`);

  it.each([
    ['835', '835', async () => file835(payment('EFT-2', [paid('LOST', 1)])), 'CLP 1'],
    ['277CA', '835', async () => file277CA('LOST', 'A2'), 'STC 1'],
    ['999', '835', async () => reject999(1), 'AK1 1'],
  ])(
    'with a %s that is broken, beside a good one, stay refused: the good one is taken, once',
    async (_, content, other, reason) => {
      const { text } = await billed();
      await hospital.import(`${text}\n${broken(await other(), reason.split(' ')[0] as string)}`);
      const [file] = await files();
      expect(file).toMatchObject({ status: 'refused', content, reason });
      await hospital.send(new RetryInterchange({ interchangeId: file?.id as string }, hospital.biller));
      await office.work();
      expect((await files())[0]).toMatchObject({ status: 'refused', reason });
      await postedOnce();
    },
  );

  it('in which the broken one was mended are taken as a whole', async () => {
    const [{ text }, other] = [await billed(), await hospital.billed()];
    const second = file835(payment('EFT-2', [paid((await other.claim()).claimControlNumber, 10_000)]));
    await hospital.import(`${text}\n${broken(second, 'CLP')}`);
    expect((await other.claim()).state).toBe('acknowledged');
    await hospital.import(`${text}\n${second}`);
    expect((await other.claim()).state).toBe('adjudicated');
    expect((await files()).map(({ status }) => status)).toEqual(['refused', 'processed']);
  });

  it('that wait to be processed are not processed once more', async () => {
    const { text } = await billed();
    const file = await hospital.send(new ImportInterchange({ name: 'waits', text }, hospital.biller));
    const retry = new RetryInterchange({ interchangeId: file.id }, hospital.biller);
    await expect(hospital.send(retry)).rejects.toMatchObject({ code: 'billing.interchange-not-refused' });
    await office.work();
    await postedOnce();
  });

  describe('that refuse a claims file late (999 R)', () => {
    const refused = async () => {
      office.clearinghouse.fault = 'A0';
      const visit = await hospital.billed();
      expect((await visit.claim()).state).toBe('submitted');
      office.clearinghouse.fault = undefined;
      const [batch] = readClaims(office.clearinghouse.received.at(-1) as string).batches;
      return { visit, text: reject999(batch?.envelope.controlNumber as number) };
    };

    it('send its claims again, after a pause, and once', async () => {
      const { visit, text } = await refused();
      await hospital.import(text);
      await hospital.import(text);
      expect(await visit.claim()).toMatchObject({ state: 'transmission-rejected', stateReason: '999:R' });
      expect(office.clearinghouse.received).toHaveLength(1);
      await office.after(5);
      expect(await visit.claim()).toMatchObject({ state: 'acknowledged' });
      await hospital.import(text);
      await office.after(5);
      expect(office.clearinghouse.received).toHaveLength(2);
      const rejections = (await hospital.events()).filter((type) => type === 'claim-transmission-rejected');
      expect(rejections).toHaveLength(1);
    });

    it('leave them to somebody after the tenth time', async () => {
      const { visit, text } = await refused();
      await office.host.rows('update billing.claim set transmissions = 10 where tenant = $1', [hospital.tenant]);
      await hospital.import(text);
      await office.after(86_400);
      expect((await visit.claim()).state).toBe('transmission-rejected');
      expect(office.clearinghouse.received).toHaveLength(1);
    });
  });

  it('with several sets give what can be read', async () => {
    const { visit, text } = await billed();
    const { claimControlNumber } = await visit.claim();
    await hospital.import(`${file277CA(claimControlNumber, 'A2')}\n${text}`);
    expect((await files()).map(({ content }) => content)).toEqual(['835+277CA']);
    await postedOnce();
  });

  it('are imported by hand under a name once, by the billing office only', async () => {
    const { text } = await billed();
    await hospital.import(text, 'by-hand');
    const again = new ImportInterchange({ name: 'by-hand', text }, hospital.biller);
    await expect(hospital.send(again)).rejects.toMatchObject({ code: 'orderly.conflict' });
    const nurse = person(hospital.tenant, { permissions: ROLES.nurse });
    const [file] = await files();
    for (const attempt of [
      new ImportInterchange({ name: 'other', text }, nurse),
      new GetInterchange({ interchangeId: file?.id as string }, nurse),
    ])
      await expect(hospital.send<unknown>(attempt)).rejects.toMatchObject({ code: 'orderly.forbidden' });
  });

  it('lie in a mailbox of each hospital`s own', async () => {
    const { visit, text } = await billed();
    const stranger = await Hospital.enrolled(office);
    await stranger.billed();
    office.clearinghouse.mailbox(stranger.tenant).set('835', text);
    await office.after(COLLECT_S);
    expect(await files()).toEqual([]);
    expect((await visit.claim()).state).toBe('acknowledged');
    expect((await stranger.remittances())[0]).toMatchObject({ outcome: 'error', unmatched: 1 });
  });
});
