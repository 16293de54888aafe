import { ResubmitClaim } from '@orderly/contracts';
import { moneyOf } from '@orderly/kernel';
import { payerNumberOf } from './testing/clearinghouse';
import { file277CA } from './testing/remittances';
import { Hospital, Office } from './testing/office';

describe('a charge after the claim', () => {
  let office: Office;
  let hospital: Hospital;
  beforeAll(async () => (office = await Office.start()));
  afterAll(() => office.stop());
  beforeEach(async () => (hospital = await office.hospital()));

  it('makes a claim that replaces it, with everything, under the payer`s number of the original', async () => {
    const visit = await hospital.billed(10_000);
    const original = await visit.claim();
    await visit.capture(2_500);
    await office.work();
    const [replaced, replacement] = await visit.claims();
    expect(replaced).toMatchObject({ id: original.id, replacedBy: replacement?.id });
    expect(replacement).toMatchObject({ frequency: '7', state: 'acknowledged', total: moneyOf(12_500), replaces: original.id });
    const sent = office.clearinghouse.taken.get(replacement?.claimControlNumber as string);
    expect(sent).toMatchObject({
      frequency: '7',
      payerClaimControlNumber: payerNumberOf(original.claimControlNumber),
      totalCents: 12_500,
    });
    expect(sent?.lines.map(({ reference, cents }) => [reference, cents])).toEqual([
      ['1', 10_000],
      ['2', 2_500],
    ]);
    expect((await hospital.events(original.id)).at(-1)).toBe('claim-replaced');
  });

  it('waits until the payer has numbered the original', async () => {
    office.clearinghouse.numbers = false;
    const visit = await hospital.billed();
    const { claimControlNumber } = await visit.claim();
    await visit.capture(2_500);
    await office.work();
    expect(office.clearinghouse.received).toHaveLength(1);
    await hospital.import(file277CA(claimControlNumber, 'A2', 'PAYER-1'));
    const [, replacement] = await visit.claims();
    expect(replacement).toMatchObject({ frequency: '7', state: 'acknowledged', stateReason: undefined });
    expect(office.clearinghouse.taken.get(replacement?.claimControlNumber as string)?.payerClaimControlNumber).toBe('PAYER-1');
  });

  it('says so while it waits for that number, and goes out under one that a person knows', async () => {
    office.clearinghouse.numbers = false;
    const visit = await hospital.billed();
    await visit.capture(2_500);
    await office.work();
    const [original, waiting] = await visit.claims();
    expect([original?.stateReason, waiting?.stateReason]).toEqual([undefined, 'no-payer-number']);
    const resubmit = (claimId: string, payerClaimControlNumber?: string) =>
      hospital.send(new ResubmitClaim({ claimId, payerClaimControlNumber }, hospital.biller));
    for (const attempt of [() => resubmit(waiting?.id as string), () => resubmit(original?.id as string, 'TOLD-1')])
      await expect(attempt()).rejects.toMatchObject({ code: 'billing.not-rejected' });
    expect((await resubmit(waiting?.id as string, 'TOLD-1')).stateReason).toBeUndefined();
    await office.work();
    const sent = office.clearinghouse.taken.get(waiting?.claimControlNumber as string);
    expect(sent).toMatchObject({ frequency: '7', payerClaimControlNumber: 'TOLD-1' });
    expect((await visit.claims())[1]).toMatchObject({ state: 'acknowledged' });
  });

  it('is not billed twice when the replacement is rejected: the next one replaces what the payer has', async () => {
    const visit = await hospital.billed();
    const original = await visit.claim();
    office.clearinghouse.fault = 'A3';
    await visit.capture(2_500);
    await office.work();
    const [, rejected] = await visit.claims();
    expect(rejected).toMatchObject({ frequency: '7', state: 'rejected' });
    office.clearinghouse.fault = undefined;
    await hospital.send(new ResubmitClaim({ claimId: rejected?.id as string }, hospital.biller));
    await office.work();
    const [, , again] = await visit.claims();
    expect(again).toMatchObject({ frequency: '7', state: 'acknowledged', replaces: rejected?.id });
    expect(office.clearinghouse.taken.get(again?.claimControlNumber as string)).toMatchObject({
      ...{ frequency: '7', payerClaimControlNumber: payerNumberOf(original.claimControlNumber), totalCents: 12_500 },
    });
  });

  it('nor when one more waits behind the replacement that turns out to be rejected', async () => {
    const visit = await hospital.billed();
    const original = await visit.claim();
    office.clearinghouse.numbers = false;
    await visit.capture(2_500);
    await office.work();
    await visit.capture(1_000);
    await office.work();
    const [, replacement, waiting] = await visit.claims();
    expect([replacement?.state, waiting?.stateReason]).toEqual(['acknowledged', 'no-payer-number']);
    await hospital.import(file277CA(replacement?.claimControlNumber as string, 'A7'));
    expect((await visit.claims())[2]).toMatchObject({ frequency: '7', state: 'acknowledged' });
    expect(office.clearinghouse.taken.get(waiting?.claimControlNumber as string)).toMatchObject({
      ...{ frequency: '7', payerClaimControlNumber: payerNumberOf(original.claimControlNumber), totalCents: 13_500 },
    });
  });

  it('goes out as an original when the one before turns out to be rejected', async () => {
    Object.assign(office.clearinghouse, { fault: 'A1', numbers: false });
    const visit = await hospital.billed();
    const { claimControlNumber } = await visit.claim();
    await visit.capture(2_500);
    await office.work();
    await hospital.import(file277CA(claimControlNumber, 'A7'));
    const [rejected, instead] = await visit.claims();
    expect([rejected?.state, instead?.state, instead?.frequency]).toEqual(['rejected', 'acknowledged', '1']);
    expect(office.clearinghouse.taken.get(instead?.claimControlNumber as string)).toMatchObject({ totalCents: 12_500 });
  });

  it('that came while the clearinghouse was away sends both, the original first', async () => {
    office.clearinghouse.fault = 'dead';
    const visit = await hospital.visit();
    await visit.ready(10_000);
    await office.work();
    await visit.capture(2_500);
    await office.work();
    office.clearinghouse.fault = undefined;
    await office.after(60);
    expect(await visit.claims()).toMatchObject([
      { frequency: '1', state: 'acknowledged' },
      { frequency: '7', state: 'acknowledged' },
    ]);
    expect([...office.clearinghouse.taken.values()].map(({ frequency }) => frequency)).toEqual(['1', '7']);
  });
});
