import { GetInterchange, ListInterchanges, ResubmitClaim } from '@orderly/contracts';
import { moneyOf, newId } from '@orderly/kernel';
import { eventually } from '@orderly/platform/testing';
import { readClaims } from '@orderly/standards/x12';
import { file277CA } from './testing/remittances';
import { Hospital, Office, service, Visit } from './testing/office';
import { Claim } from './claim';
import { Clearinghouse } from './clearinghouse';

describe('claims go to the clearinghouse', () => {
  let office: Office;
  let hospital: Hospital;
  beforeAll(async () => (office = await Office.start()));
  afterAll(() => office.stop());
  beforeEach(async () => (hospital = await office.hospital()));
  afterEach(() => jest.restoreAllMocks());

  const ready = async (cents = 10_000) => {
    const visit = await hospital.visit();
    await visit.ready(cents);
    return visit;
  };
  const eventsOf = async (visit: Visit) => hospital.events((await visit.claim()).id);
  const SENT = ['claim-drafted', 'claim-submitted', 'claim-acknowledged'];
  const numbersIn = (text: string) =>
    readClaims(text).batches.flatMap(({ claims }) => claims.map(({ claimControlNumber }) => claimControlNumber));

  it('those of one payer in one file, with what was done, for whom, and under which numbers', async () => {
    const visits = [await ready(10_000), await ready(2_550)];
    await office.work();
    expect(office.clearinghouse.received).toHaveLength(1);
    const [batch] = readClaims(office.clearinghouse.received[0] as string).batches;
    const first = await visits[0]?.claim();
    expect(batch?.envelope.controlNumber).toBeGreaterThan(0);
    expect(batch?.claims.find(({ claimControlNumber }) => claimControlNumber === first?.claimControlNumber)).toMatchObject({
      ...{ frequency: '1', facilityType: '13', totalCents: 10_000, payer: { name: 'TEST PAYER', id: 'TP01' } },
      billingProvider: { npi: '1234567893', taxId: '123456789' },
      subscriber: { family: 'TESTWOOD', given: 'MIRA', memberId: 'M1', birthDate: '1980-01-02', gender: 'female' },
      statementPeriod: { from: '2026-03-02', to: '2026-03-02' },
      lines: [{ number: 1, cents: 10_000, quantity: 1, serviceDate: '2026-03-02', reference: '1', procedure: service }],
    });
    for (const visit of visits) expect(await eventsOf(visit)).toEqual(SENT);
    expect(await visits[1]?.claim()).toMatchObject({ state: 'acknowledged', total: moneyOf(2_550) });
  });

  it('gathered up to a size, and those of two payers or hospitals in files of their own', async () => {
    const other = newId();
    await hospital.payer(other, 'TP02');
    const elsewhere = await Hospital.enrolled(office);
    await ready();
    await (await hospital.visit()).ready(500, { coverage: { payorId: other, subscriberId: 'M2' } });
    await (await elsewhere.visit()).ready(700);
    await office.work();
    expect(office.clearinghouse.received.map((text) => numbersIn(text).length)).toEqual([1, 1, 1]);
    const senders = office.clearinghouse.received.map((text) => readClaims(text).batches[0]?.envelope.senderId);
    expect(new Set(senders).size).toBe(2);
  });

  it.each(['dead', '503', '307', 'hang', 'garbage', 'mute'] as const)(
    'wait while it is %s, and go out later, each once',
    async (fault) => {
      office.clearinghouse.fault = fault;
      if (fault === 'hang') office.guard({ timeoutMs: 300 });
      const visits = [await ready(), await ready()];
      await office.work();
      for (const visit of visits) expect(await visit.claim()).toMatchObject({ state: 'drafted' });
      for (let n = 0; n < 3; n++) await office.after(3);
      const sent = office.clearinghouse.received.length;
      office.clearinghouse.fault = undefined;
      if (fault === 'hang') office.guard();
      await eventually(async () => {
        await office.after(60);
        for (const visit of visits) expect(await eventsOf(visit)).toEqual(SENT);
      });
      const files = office.clearinghouse.received.slice(sent);
      expect(files.flatMap(numbersIn)).toHaveLength(2);
      expect(office.clearinghouse.taken.size).toBe(2);
      // One entry in the audit trail for each disclosure, however often it was tried.
      expect(await disclosures()).toBe(2);
    },
  );

  it('are in the audit trail, also when a process died that had only taken them', async () => {
    await ready();
    await office.worker('bill-account').round();
    await office.host.rows('update billing.errand set attempts = 3');
    await office.work();
    expect(office.clearinghouse.taken.size).toBe(1);
    expect(await disclosures()).toBe(1);
  });

  it('are prepared only for somebody who is there', async () => {
    office.clearinghouse.fault = 'mute';
    office.guard({ resetMs: 600_000 });
    await ready();
    await office.work();
    for (let n = 0; n < 6; n++) await office.after(3);
    // Answers that say nothing count; only the first is kept.
    expect(() => office.host.get(Clearinghouse).requireAvailable()).toThrow('clearinghouse is away: open');
    expect(office.clearinghouse.received).toHaveLength(5);
    expect((await kept()).map(({ status, reason }) => [status, reason])).toEqual([['refused', 'no-acknowledgment']]);
    const numbers = () => office.host.rows('select last_value from billing.interchange_number');
    const before = await numbers();
    await office.after(3);
    expect(await numbers()).toEqual(before);
  });
  const kept = async () => (await hospital.send(new ListInterchanges({}, hospital.biller))).items;
  const disclosures = async () =>
    (await office.host.rows(`select 1 from billing.audit where tenant = $1 and action = 'E'`, [hospital.tenant])).length;

  it('wait when nobody has said where it is', async () => {
    const [{ options } = { options: {} }] = [office.host.get(Clearinghouse) as unknown as { options: Record<string, unknown> }];
    const { clearinghouseUrl } = options;
    options['clearinghouseUrl'] = undefined;
    const visit = await ready();
    await office.work();
    expect(await visit.claim()).toMatchObject({ state: 'drafted' });
    options['clearinghouseUrl'] = clearinghouseUrl;
    await office.after(3);
    expect(await eventsOf(visit)).toEqual(SENT);
  });

  it('once, when the answer got lost after the claims were taken', async () => {
    office.clearinghouse.losesAnswer = true;
    const visit = await ready();
    await office.work();
    expect(office.clearinghouse.taken.size).toBe(1);
    expect(await visit.claim()).toMatchObject({ state: 'drafted' });
    await office.after(3);
    expect(await eventsOf(visit)).toEqual(SENT);
    expect(office.clearinghouse.taken.size).toBe(1);
  });

  it('once, when the process dies between the answer and the commit', async () => {
    const visit = await ready();
    const submitted = jest.spyOn(Claim.prototype, 'submitted').mockImplementationOnce(() => {
      throw new Error('the process dies here');
    });
    await office.work();
    expect([submitted.mock.calls.length, office.clearinghouse.taken.size]).toEqual([1, 1]);
    expect(await visit.claim()).toMatchObject({ state: 'drafted' });
    await office.after(5);
    expect(await eventsOf(visit)).toEqual(SENT);
    expect(office.clearinghouse.taken.size).toBe(1);
  });

  it('once, when two workers have the same claim because a lease ran out', async () => {
    const visit = await ready();
    await office.worker('bill-account').round();
    const worker = office.worker('submit-claim');
    const [taken] = await Promise.all([(worker as unknown as { take(): Promise<never[]> }).take()]);
    await Promise.all([1, 2].map(() => (worker as unknown as { attempt(taken: never[]): Promise<void> }).attempt(taken)));
    expect(await eventsOf(visit)).toEqual(SENT);
  });

  it('again, ever later, when the file was not understood (999 R), until somebody has to look', async () => {
    office.clearinghouse.fault = '999 R';
    const visit = await ready();
    await office.work();
    expect(await visit.claim()).toMatchObject({ state: 'transmission-rejected', stateReason: '999:R' });
    for (let n = 0; n < 15; n++) await office.after(600);
    expect(office.clearinghouse.received).toHaveLength(10);
    expect((await eventsOf(visit)).filter((type) => type === 'claim-transmission-rejected')).toHaveLength(10);
    office.clearinghouse.fault = undefined;
    await office.after(86_400);
    expect(office.clearinghouse.received).toHaveLength(10);
    await hospital.send(new ResubmitClaim({ claimId: (await visit.claim()).id }, hospital.biller));
    await office.work();
    expect(await visit.claim()).toMatchObject({ state: 'acknowledged', stateReason: undefined });
    expect((await eventsOf(visit)).slice(-2)).toEqual(SENT.slice(1));
  });

  it('each alone, once their file was not understood, so that one does not hold up the others', async () => {
    office.clearinghouse.fault = '999 R';
    await ready();
    await ready();
    await office.work();
    office.clearinghouse.fault = undefined;
    await office.after(60);
    expect(office.clearinghouse.received.map((text) => numbersIn(text).length)).toEqual([2, 1, 1]);
    expect(await disclosures()).toBe(4);
  });

  it('again, when a late 999 R comes by the mailbox, and the same one again changes nothing', async () => {
    office.clearinghouse.fault = '999 R';
    const other = await ready();
    await office.work();
    const [refusal] = await office.host.rows<{ id: string }>('select id from billing.interchange where tenant = $1', [
      hospital.tenant,
    ]);
    const { text } = await hospital.send(new GetInterchange({ interchangeId: refusal?.id as string }, hospital.biller));
    office.clearinghouse.fault = undefined;
    await office.after(5);
    expect(await other.claim()).toMatchObject({ state: 'acknowledged' });
    // Of a group that was sent again since: nothing happens.
    await hospital.import(text);
    expect(await other.claim()).toMatchObject({ state: 'acknowledged' });
    expect(office.clearinghouse.received).toHaveLength(2);
  });

  describe('and are answered (277CA)', () => {
    it('A1: acknowledged, and rejected all the same when the payer says so later', async () => {
      office.clearinghouse.fault = 'A1';
      const visit = await hospital.billed();
      const { claimControlNumber, id } = await visit.claim();
      await hospital.import(file277CA(claimControlNumber, 'A2'));
      await hospital.import(file277CA(claimControlNumber, 'A7'));
      await hospital.import(file277CA(claimControlNumber, 'A2'));
      expect(await visit.claim()).toMatchObject({ state: 'rejected', stateReason: 'A7:20' });
      expect(await hospital.events(id)).toEqual([...SENT, 'claim-rejected']);
    });

    it('A3: rejected, corrected by coding, and built anew as an original that replaces it', async () => {
      office.clearinghouse.fault = 'A3';
      const visit = await hospital.billed();
      const rejected = await visit.claim();
      expect(rejected).toMatchObject({ state: 'rejected', stateReason: 'A3:21' });
      const resubmit = () => hospital.send(new ResubmitClaim({ claimId: rejected.id }, hospital.biller));
      office.clearinghouse.fault = undefined;
      await visit.code({ coverage: { payorId: hospital.payorId, subscriberId: 'M2' } });
      const again = await resubmit();
      await office.work();
      expect(again).toMatchObject({ state: 'drafted', frequency: '1', replaces: rejected.id, total: rejected.total });
      expect(again.claimControlNumber).not.toBe(rejected.claimControlNumber);
      expect([...office.clearinghouse.taken.values()]).toMatchObject([{ frequency: '1', subscriber: { memberId: 'M2' } }]);
      await expect(resubmit()).rejects.toMatchObject({ code: 'billing.not-rejected' });
      const [before, now] = await visit.claims();
      expect([before, now]).toMatchObject([{ state: 'rejected', replacedBy: now?.id }, { state: 'acknowledged' }]);
      expect(await hospital.events(rejected.id)).toEqual([
        ...['claim-drafted', 'claim-submitted', 'claim-rejected', 'claim-replaced'],
      ]);
      await expect(visit.code()).rejects.toMatchObject({ code: 'billing.already-billed' });
    });

    it('by another hospital`s mailbox: nothing is known of the claim there', async () => {
      office.clearinghouse.fault = 'A1';
      const visit = await hospital.billed();
      const { claimControlNumber, version } = await visit.claim();
      const stranger = await Hospital.enrolled(office);
      await stranger.import(file277CA(claimControlNumber, 'A7'));
      expect(await visit.claim()).toMatchObject({ state: 'acknowledged', version });
    });
  });

  it('that X12 cannot say are not built: they wait with that reason, and coding corrects them', async () => {
    const [good, bad] = [await ready(), await hospital.visit()];
    await bad.ready(500, { coverage: { payorId: hospital.payorId, subscriberId: 'M*1' } });
    await office.work();
    expect(await good.claim()).toMatchObject({ state: 'acknowledged' });
    expect(await bad.read()).toMatchObject({ billingStatus: 'carecomplete-notbilled', waitingFor: 'not-expressible' });
    await bad.code();
    await office.work();
    expect(await bad.claim()).toMatchObject({ state: 'acknowledged' });
  });

  it('that were built and still cannot be written stand among the rejected ones, and the others go', async () => {
    office.clearinghouse.fault = 'dead';
    const [good, bad] = [await ready(), await ready()];
    await office.work();
    const { id } = await bad.claim();
    await office.host.rows(
      `update billing.claim set document = jsonb_set(document::jsonb, '{subscriber,memberId}', '"M*1"')::json where id = $1`,
      [id],
    );
    office.clearinghouse.fault = undefined;
    await office.after(60);
    expect(await good.claim()).toMatchObject({ state: 'acknowledged' });
    const { state, stateReason } = await bad.claim();
    expect([state, stateReason]).toEqual(['rejected', expect.stringContaining('2010BA NM109')]);
    expect(stateReason).not.toContain('M*1');
    await hospital.send(new ResubmitClaim({ claimId: id }, hospital.biller));
    await office.work();
    expect((await bad.claims()).map((claim) => claim.state)).toEqual(['rejected', 'acknowledged']);
  });

  it('and every answer is kept as it came', async () => {
    await hospital.billed();
    const { items } = await hospital.send(new ListInterchanges({}, hospital.biller));
    expect(items.map(({ status, content }) => [status, content])).toEqual([
      ['processed', 'acknowledgment'],
      ['processed', 'acknowledgment'],
    ]);
  });

  it('and one that cannot be read stands out, though the file beside it was good', async () => {
    office.clearinghouse.besides = [{ name: '277CA-2', content: file277CA('C1', 'A2').replace('STC*A2', 'STC*\u0007') }];
    expect((await (await hospital.billed()).claim()).state).toBe('acknowledged');
    const { items } = await hospital.send(new ListInterchanges({ status: 'refused' }, hospital.biller));
    expect(items).toMatchObject([{ name: expect.stringContaining('277CA-2') as string, reason: expect.any(String) as string }]);
  });
});
