import { GetClaim, GetRemittance, ImportInterchange, ListClaims, MatchPayment, RecordPatientPayment } from '@orderly/contracts';
import { moneyOf, newId } from '@orderly/kernel';
import { RemittanceClaim } from '@orderly/standards/x12';
import { Invoice } from './invoice';
import { Hospital, Office, Visit } from './testing/office';
import { file835, paid, payment, reversed } from './testing/remittances';

describe('payments of payers (835)', () => {
  let office: Office;
  let hospital: Hospital;
  beforeAll(async () => (office = await Office.start()));
  afterAll(() => office.stop());
  beforeEach(async () => (hospital = await office.hospital()));

  const POSTED = ['claim-adjudicated', 'payment-posted'];
  /** What has happened to the claim since it was acknowledged. */
  const since = async (visit: Visit) => (await hospital.events((await visit.claim()).id)).slice(3);
  const numberOf = async (visit: Visit) => (await visit.claim()).claimControlNumber;
  const said = async (visit: Visit, given: { paid?: number; patient?: number } = {}) =>
    paid(await numberOf(visit), 10_000, given);
  const pay = (...parts: RemittanceClaim[]) => hospital.import(file835(payment(hospital.nextTrace(), parts)));
  const theOnlyRemittance = async () => {
    const [remittance, ...others] = await hospital.remittances();
    expect(others).toEqual([]);
    return hospital.send(new GetRemittance({ remittanceId: remittance?.id as string }, hospital.biller));
  };
  const sums = async (visit: Visit) => {
    const { state, paid: got, adjusted, patient } = await visit.claim();
    return [state, got.amount, adjusted.amount, patient.amount];
  };
  /** As the table has it: what is billed is always accounted for. */
  const balance = async () =>
    office.host.rows(
      `select 1 from billing.claim where tenant = $1 and state in ('adjudicated', 'denied') and total <> paid + adjusted + patient_share`,
      [hospital.tenant],
    );

  it('are posted: the claim is adjudicated, and what is left to the patient is an invoice', async () => {
    const visit = await hospital.billed();
    await pay(await said(visit, { paid: 7_000, patient: 1_000 }));
    expect(await sums(visit)).toEqual(['adjudicated', '70.00', '20.00', '10.00']);
    expect(await since(visit)).toEqual(POSTED);
    expect(await visit.invoices()).toMatchObject([
      { reason: 'patient-responsibility', status: 'issued', totalNet: moneyOf(1_000), claimId: (await visit.claim()).id },
    ]);
    expect(await theOnlyRemittance()).toMatchObject({
      ...{ outcome: 'complete', payer: 'TP01', paymentAmount: moneyOf(7_000), paymentDate: '2026-03-20' },
      detail: [{ sequence: 1, status: '1', billed: moneyOf(10_000), paid: moneyOf(7_000), claimId: (await visit.claim()).id }],
    });
    expect((await hospital.events()).filter((type) => type === 'remittance-received')).toHaveLength(1);
  });

  it('of nothing are a denial, and no money is posted', async () => {
    const visit = await hospital.billed();
    await pay(await said(visit, { paid: 0 }));
    expect(await sums(visit)).toEqual(['denied', '0.00', '100.00', '0.00']);
    expect(await since(visit)).toEqual(['claim-adjudicated']);
  });

  it('of less than agreed stand on the worklist of underpaid claims', async () => {
    await hospital.contract(80);
    const [fair, low] = [await hospital.billed(), await hospital.billed()];
    await pay(await said(fair, { paid: 7_000, patient: 1_000 }), await said(low, { paid: 7_000, patient: 999 }));
    const { items } = await hospital.send(new ListClaims({ underpaid: 'true' }, hospital.biller));
    expect(items.map(({ id }) => id)).toEqual([(await low.claim()).id]);
  });

  it('are posted once, when the same payment comes in two files, at once or one after the other', async () => {
    const visit = await hospital.billed();
    const part = await said(visit, { paid: 7_000 });
    const same = file835(payment('EFT-1', [part]));
    await Promise.all([hospital.import(same), hospital.import(same)]);
    await office.after(60);
    await hospital.import(same);
    expect(await sums(visit)).toEqual(['adjudicated', '70.00', '30.00', '0.00']);
    expect(await since(visit)).toEqual(POSTED);
    expect((await hospital.events()).filter((type) => type === 'remittance-received')).toHaveLength(1);
  });

  it('are posted once, when the same payment stands twice in one file', async () => {
    const visit = await hospital.billed();
    const same = payment('EFT-1', [await said(visit)]);
    await hospital.import(file835(same, same));
    expect(await since(visit)).toEqual(POSTED);
    expect((await theOnlyRemittance()).outcome).toBe('complete');
  });

  it('of nothing but interest (PLB) are complete, and say what they are for', async () => {
    const interest = { cents: 25, providerAdjustments: [{ reason: 'L6', reference: 'I1', cents: -25 }] };
    await hospital.import(file835(payment('EFT-1', [], interest)));
    expect(await theOnlyRemittance()).toMatchObject({
      ...{ outcome: 'complete', detail: [], paymentAmount: moneyOf(25) },
      providerAdjustments: [{ reason: 'L6', reference: 'I1', amount: moneyOf(-25) }],
    });
  });

  it('of the same number that speak of other claims lose none of them', async () => {
    const [one, other] = [await hospital.billed(), await hospital.billed()];
    const denials = [payment('0', [await said(one, { paid: 0 })]), payment('0', [await said(other, { paid: 0 })])];
    for (const denial of denials) await hospital.import(file835(denial));
    expect([(await one.claim()).state, (await other.claim()).state]).toEqual(['denied', 'denied']);
    expect((await theOnlyRemittance()).detail).toHaveLength(2);
  });

  it('that come before the 277CA and without a 999 are posted all the same', async () => {
    Object.assign(office.clearinghouse, { fault: '503' });
    const visit = await hospital.billed();
    await pay(await said(visit));
    office.clearinghouse.fault = undefined;
    await office.after(60);
    expect(await sums(visit)).toEqual(['adjudicated', '100.00', '0.00', '0.00']);
  });

  describe('that are taken back (CLP02 22)', () => {
    it('reopen the claim, cancel the patient`s invoice, and the correction is posted', async () => {
      const visit = await hospital.billed();
      const first = await said(visit, { paid: 7_000, patient: 1_000 });
      await pay(first);
      await pay(reversed(first));
      expect(await sums(visit)).toEqual(['acknowledged', '0.00', '0.00', '0.00']);
      await pay(await said(visit, { paid: 8_000, patient: 500 }));
      expect(await sums(visit)).toEqual(['adjudicated', '80.00', '15.00', '5.00']);
      expect(await since(visit)).toEqual([...POSTED, 'payment-reversed', ...POSTED]);
      expect((await visit.invoices()).map(({ status, totalNet }) => [status, totalNet.amount])).toEqual([
        ['cancelled', '10.00'],
        ['issued', '5.00'],
      ]);
      const { postings } = await hospital.send(new GetClaim({ claimId: (await visit.claim()).id }, hospital.biller));
      expect(postings.map(({ kind, paid: cents }) => [kind, cents.amount])).toEqual([
        ['payment', '70.00'],
        ['reversal', '-70.00'],
        ['payment', '80.00'],
      ]);
    });

    it('keep the invoice that the patient has begun to pay', async () => {
      const visit = await hospital.billed();
      const first = await said(visit, { paid: 7_000, patient: 1_000 });
      await pay(first);
      const [invoice] = await visit.invoices();
      const payInvoice = { invoiceId: invoice?.id as string, reference: 'CARD-1', amount: moneyOf(400) };
      await hospital.send(new RecordPatientPayment(payInvoice, hospital.biller));
      await pay(reversed(first));
      expect(await visit.invoices()).toMatchObject([{ status: 'issued', paid: moneyOf(400) }]);
    });

    it('before they were paid wait visibly, and are posted when the payment comes', async () => {
      const visit = await hospital.billed();
      const first = await said(visit, { paid: 7_000 });
      await pay(reversed(first));
      expect(await theOnlyRemittance()).toMatchObject({ outcome: 'error', detail: [{ unmatched: 'reversal-without-payment' }] });
      await pay(first);
      expect(await sums(visit)).toEqual(['acknowledged', '0.00', '0.00', '0.00']);
      expect(await since(visit)).toEqual([...POSTED, 'payment-reversed']);
      expect((await hospital.remittances()).map(({ outcome }) => outcome)).toEqual(['complete', 'complete']);
    });

    it('and corrected in one file, whichever stands first', async () => {
      for (const correctionFirst of [false, true]) {
        const visit = await hospital.billed();
        const first = await said(visit, { paid: 7_000 });
        const [reversal, correction] = [reversed(first), await said(visit, { paid: 9_000 })];
        await pay(first);
        await pay(...(correctionFirst ? [correction, reversal] : [reversal, correction]));
        expect(await sums(visit)).toEqual(['adjudicated', '90.00', '10.00', '0.00']);
        expect(await since(visit)).toEqual([...POSTED, 'payment-reversed', ...POSTED]);
      }
      expect(new Set((await hospital.remittances()).map(({ outcome }) => outcome))).toEqual(new Set(['complete']));
    });

    it('and corrected, in files that come in the reverse order', async () => {
      const visit = await hospital.billed();
      const first = await said(visit, { paid: 7_000 });
      await pay(await said(visit, { paid: 9_000 }));
      await pay(reversed(first));
      await pay(first);
      // The correction came first and stands; the others wait for somebody who decides, and nothing is lost.
      expect(await sums(visit)).toEqual(['adjudicated', '90.00', '10.00', '0.00']);
      expect((await hospital.remittances()).map(({ outcome, unmatched }) => [outcome, unmatched])).toEqual([
        ['complete', 0],
        ['error', 1],
        ['error', 1],
      ]);
    });

    it('hundreds at once before their payments: each is posted when its own comes', async () => {
      const visits = [];
      for (let n = 0; n < 3; n++) visits.push(await hospital.billed());
      const unknown = Array.from({ length: 120 }, (_, n) => reversed(paid(`UNKNOWN${n}`, 10_000)));
      const parts = await Promise.all(visits.map((visit) => said(visit)));
      await pay(...unknown, ...parts.map(reversed));
      await pay(parts[2] as RemittanceClaim);
      const happened = [];
      for (const visit of visits) happened.push(await since(visit));
      expect(happened).toEqual([[], [], [...POSTED, 'payment-reversed']]);
      await pay(parts[0] as RemittanceClaim, parts[1] as RemittanceClaim);
      for (const visit of visits) expect(await since(visit)).toEqual([...POSTED, 'payment-reversed']);
      expect((await hospital.remittances())[0]).toMatchObject({ outcome: 'partial', unmatched: 120 });
    });

    it('in a large payment, while its own payment comes between two steps of posting it', async () => {
      const visit = await hospital.billed();
      const part = await said(visit);
      const unknown = Array.from({ length: 120 }, (_, n) => paid(`UNKNOWN${n}`, 10_000));
      const large = payment(hospital.nextTrace(), [reversed(part), ...unknown]);
      const take = async (text: string) => {
        await hospital.send(new ImportInterchange({ name: newId(), text }, hospital.biller));
        await office.worker('process-interchange').round();
      };
      await take(file835(large));
      await office.worker('post-remittance').round();
      const [{ remittanceId } = { remittanceId: '' }] = await office.host.rows<{ remittanceId: string }>(
        `select id as "remittanceId" from billing.errand where kind = 'post-remittance'`,
      );
      await take(file835(payment(hospital.nextTrace(), [part])));
      // What is left of the large one is due later than the payment that its first part waits for.
      await office.host.rows(`update billing.errand set due_at = due_at + interval '1 day' where id = $1`, [remittanceId]);
      await office.worker('post-remittance').round();
      await office.after(2 * 86_400);
      expect(await since(visit)).toEqual([...POSTED, 'payment-reversed']);
    });

    it('after the patient has paid: the correction adjusts the same invoice, and the patient is not asked twice', async () => {
      for (const [share, expected] of [
        [1_000, ['balanced', '10.00', '0.00']],
        [400, ['balanced', '6.00', '2.00']],
        [0, ['balanced', '6.00', '6.00']],
        [800, ['issued', '8.00', '0.00']],
      ] as const) {
        const visit = await hospital.billed();
        const first = await said(visit, { paid: 7_000, patient: 1_000 });
        await pay(first);
        const [invoice] = await visit.invoices();
        const amount = moneyOf(share === 1_000 ? 1_000 : 600);
        const payInvoice = { invoiceId: invoice?.id as string, reference: 'R1', amount };
        await hospital.send(new RecordPatientPayment(payInvoice, hospital.biller));
        await pay(reversed(first));
        await pay(await said(visit, { paid: 6_500, patient: share }));
        const after = await visit.invoices();
        expect(after.map(({ status, totalNet, credit }) => [status, totalNet.amount, credit.amount])).toEqual([expected]);
        const events = await hospital.events(invoice?.id);
        expect(events).toEqual(['invoice-issued', 'patient-payment-received', ...(share === 1_000 ? [] : ['invoice-adjusted'])]);
      }
    });
  });

  describe('that nobody can post', () => {
    it.each([
      ['unknown-claim', (part: RemittanceClaim) => ({ ...part, claimControlNumber: 'NOBODYS' })],
      ['amount-differs', () => paid('', 9_999)],
      ['not-primary', (part: RemittanceClaim) => ({ ...part, status: '2' })],
      ['out-of-balance', (part: RemittanceClaim) => ({ ...part, adjustments: [{ group: 'CO', reason: '45', cents: 1 }] })],
    ])('stay with the payment as %s, and the rest of it is posted', async (reason, wrong) => {
      const [visit, other] = [await hospital.billed(), await hospital.billed()];
      const part = await said(visit);
      const { claimControlNumber } = part;
      const bad = wrong(part);
      await pay({ ...bad, claimControlNumber: bad.claimControlNumber || claimControlNumber }, await said(other));
      expect((await visit.claim()).state).toBe('acknowledged');
      expect((await other.claim()).state).toBe('adjudicated');
      expect(await theOnlyRemittance()).toMatchObject({ outcome: 'partial', detail: [{ unmatched: reason }, {}] });
    });

    it('because they stand twice in one payment: the second waits for somebody', async () => {
      const visit = await hospital.billed();
      const part = await said(visit, { paid: 7_000 });
      await pay(part, part);
      expect(await since(visit)).toEqual(POSTED);
      expect(await theOnlyRemittance()).toMatchObject({ outcome: 'partial', detail: [{}, { unmatched: 'paid-already' }] });
      await pay(reversed(part));
      expect((await hospital.remittances())[0]).toMatchObject({ outcome: 'partial', unmatched: 1 });
    });

    it('because another payer sent them, unless somebody matches them by hand', async () => {
      const visit = await hospital.billed();
      const other = payment('EFT-1', [await said(visit)], { payer: { name: 'TEST PAYER', id: 'TP99' } });
      await hospital.import(file835(other));
      const { id: remittanceId, detail } = await theOnlyRemittance();
      expect(detail).toMatchObject([{ unmatched: 'other-payer' }]);
      const claimId = (await visit.claim()).id;
      expect(claimId).toBeDefined();
      await hospital.send(new MatchPayment({ remittanceId, sequence: 1, claimId }, hospital.biller));
      expect(await since(visit)).toEqual(POSTED);
    });

    it('because the amount was wrong, until the payer sends the same payment with the right one', async () => {
      const visit = await hospital.billed();
      const part = await said(visit);
      await hospital.import(file835(payment('EFT-1', [{ ...part, billedCents: 9_999 }])));
      expect(await theOnlyRemittance()).toMatchObject({ outcome: 'error', detail: [{ unmatched: 'amount-differs' }] });
      await hospital.import(file835(payment('EFT-1', [part])));
      expect(await theOnlyRemittance()).toMatchObject({ outcome: 'complete', detail: [{ billed: moneyOf(10_000) }] });
      expect(await since(visit)).toEqual(POSTED);
    });

    it('because their sum is wrong are held as a whole, until the payer sends it right', async () => {
      const visit = await hospital.billed();
      const part = await said(visit);
      await hospital.import(file835(payment('EFT-1', [part, paid('NOBODYS', 500)], { cents: 10_000 })));
      expect(await theOnlyRemittance()).toMatchObject({
        outcome: 'error',
        detail: [{ unmatched: 'out-of-balance' }, { unmatched: 'out-of-balance' }],
      });
      expect((await visit.claim()).state).toBe('acknowledged');
      await hospital.import(file835(payment('EFT-1', [part])));
      expect(await theOnlyRemittance()).toMatchObject({ outcome: 'complete', detail: [{}] });
      expect(await since(visit)).toEqual(POSTED);
    });

    it('are matched by hand, once, and only to a claim that they fit', async () => {
      const [visit, other] = [await hospital.billed(), await hospital.billed(9_999)];
      await pay({ ...(await said(visit)), claimControlNumber: 'TYPO' });
      const { id: remittanceId } = await theOnlyRemittance();
      const match = (claimId: string, sequence = 1) =>
        hospital.send(new MatchPayment({ remittanceId, sequence, claimId }, hospital.biller));
      await expect(match((await other.claim()).id)).rejects.toMatchObject({ code: 'billing.does-not-match' });
      await expect(match((await visit.claim()).id, 2)).rejects.toMatchObject({ code: 'billing.nothing-unmatched' });
      await expect(match(newId())).rejects.toMatchObject({ code: 'orderly.not-found' });
      const both = await Promise.allSettled([1, 2].map(async () => match((await visit.claim()).id)));
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await theOnlyRemittance()).toMatchObject({ outcome: 'complete' });
      expect(await since(visit)).toEqual(POSTED);
    });

    it('because they are for another hospital`s claim', async () => {
      const visit = await hospital.billed();
      const part = await said(visit);
      const stranger = await Hospital.enrolled(office);
      await stranger.import(file835(payment('EFT-1', [part])));
      expect((await visit.claim()).state).toBe('acknowledged');
      expect((await stranger.remittances())[0]).toMatchObject({ outcome: 'error', unmatched: 1 });
      // The same number of another payment elsewhere is no duplicate here.
      await hospital.import(file835(payment('EFT-1', [part])));
      expect(await since(visit)).toEqual(POSTED);
    });
  });

  it('are posted once, when the process dies in the middle', async () => {
    const visits = [await hospital.billed(), await hospital.billed()];
    const dies = jest.spyOn(Invoice, 'issue').mockImplementationOnce(() => {
      throw new Error('the process dies here');
    });
    await pay(await said(visits[0] as Visit, { paid: 5_000 }), await said(visits[1] as Visit, { paid: 5_000, patient: 1_000 }));
    expect(dies).toHaveBeenCalledTimes(1);
    for (const visit of visits) expect(await since(visit)).toEqual([]);
    await office.after(5);
    for (const visit of visits) expect(await since(visit)).toEqual(POSTED);
    dies.mockRestore();
  });

  it('of two files that both speak of the same claims in another order are posted without a deadlock', async () => {
    const visits = [];
    for (let n = 0; n < 6; n++) visits.push(await hospital.billed());
    const parts = await Promise.all(visits.map((visit) => said(visit)));
    const files = [parts, parts.toReversed()].map((claims, n) => file835(payment(`EFT-${n}`, claims)));
    await Promise.all(files.map((text) => hospital.import(text)));
    await office.after(60);
    for (const visit of visits) expect(await since(visit)).toEqual(POSTED);
    expect((await hospital.remittances()).map(({ unmatched }) => unmatched).sort()).toEqual([0, 6]);
  });

  it('always balance in the table, whatever came', async () => {
    const visit = await hospital.billed();
    const unbalanced = office.host.rows(`update billing.claim set state = 'adjudicated' where tenant = $1`, [hospital.tenant]);
    await expect(unbalanced).rejects.toThrow('claim_balances');
    const early = office.host.rows('update billing.claim set paid = 1 where tenant = $1', [hospital.tenant]);
    await expect(early).rejects.toThrow('claim_balances');
    await pay(await said(visit, { paid: 1 }));
    expect(await balance()).toEqual([]);
  });

  describe('and of patients', () => {
    it('are counted once by their reference, up to what is open', async () => {
      const visit = await hospital.visit();
      await visit.ready(1_000, { coverage: { selfPay: true } });
      await office.work();
      const [invoice] = await visit.invoices();
      const receive = (reference: string, cents: number) =>
        hospital.send(
          new RecordPatientPayment({ invoiceId: invoice?.id as string, reference, amount: moneyOf(cents) }, hospital.biller),
        );
      await Promise.all([receive('A', 400), receive('A', 400)]);
      await expect(receive('B', 601)).rejects.toMatchObject({ code: 'billing.pays-too-much' });
      await expect(receive('B', -1)).rejects.toMatchObject({ code: 'billing.pays-too-much' });
      expect(await receive('B', 600)).toMatchObject({ status: 'balanced', paid: moneyOf(1_000) });
      await expect(receive('C', 1)).rejects.toMatchObject({ code: 'billing.invoice-not-open' });
      expect(await receive('A', 400)).toMatchObject({ paid: moneyOf(1_000) });
      await expect(receive('A', 401)).rejects.toMatchObject({ code: 'billing.payment-exists' });
      expect((await hospital.events()).filter((type) => type === 'patient-payment-received')).toHaveLength(2);
    });
  });
});
