import * as fc from 'fast-check';
import { moneyOf, newId } from '@orderly/kernel';
import { Invoice } from './invoice';
import { LATER, NOW, types } from './testing/samples';

const issued = (cents = 1_000) =>
  Invoice.issue({ accountId: newId(), claimId: newId(), patientId: newId(), reason: 'patient-responsibility' }, cents, NOW);
const anInvoice = (cents?: number) => issued(cents)[0];

describe('an invoice', () => {
  it('asks the patient for money', () => {
    const [invoice, event] = issued();
    expect(types([event])).toEqual(['invoice-issued']);
    expect(event.data).toMatchObject({ totalNet: moneyOf(1_000), claimId: invoice.claimId, reason: 'patient-responsibility' });
    expect(invoice.resource()).toMatchObject({ status: 'issued', totalNet: moneyOf(1_000), paid: moneyOf(0), payments: [] });
  });

  it('is balanced by what was paid, each reference once', () => {
    const invoice = anInvoice();
    const paidEvents = [
      invoice.pay('A', 400, 'tom', LATER),
      invoice.pay('A', 400, 'tom', LATER),
      invoice.pay('B', 600, 'tom', LATER),
    ];
    expect(paidEvents.map(types)).toEqual([['patient-payment-received'], [], ['patient-payment-received']]);
    expect(invoice.resource()).toMatchObject({ status: 'balanced', paid: moneyOf(1_000) });
    expect(invoice.pay('A', 400, 'tom', LATER)).toEqual([]);
    expect(() => invoice.pay('C', 1, 'tom', LATER)).toThrow('billing.invoice-not-open');
    expect(() => invoice.pay('A', 401, 'tom', LATER)).toThrow('billing.payment-exists');
  });

  it.each([
    ['less than was paid: the rest is a credit', 300, [400, 100, 'balanced']],
    ['nothing any more', 0, [400, 400, 'balanced']],
    ['exactly what was paid', 400, [400, 0, 'balanced']],
    ['less, which is still open', 600, [600, 0, 'issued']],
    ['more', 1_500, [1_500, 0, 'issued']],
  ] as const)('asks for another sum after the payer corrected itself: %s', (_, cents, [total, credit, status]) => {
    const invoice = anInvoice();
    invoice.pay('A', 400, 'tom', LATER);
    const [event, ...others] = [...invoice.adjust(cents, LATER), ...invoice.adjust(cents, LATER)];
    expect(types([event, ...others])).toEqual(['invoice-adjusted']);
    expect(event?.data).toMatchObject({ totalNet: moneyOf(total), credit: moneyOf(credit), status });
    expect(invoice.resource()).toMatchObject({ totalNet: moneyOf(total), credit: moneyOf(credit), status, paid: moneyOf(400) });
  });

  it('asks for the sum that it asked for: nothing has happened', () => {
    expect(anInvoice().adjust(1_000, LATER)).toEqual([]);
  });

  it.each([0, -1, 1_001])('does not take %p cents of 1000', (cents) => {
    expect(() => anInvoice().pay('A', cents, 'tom', LATER)).toThrow('billing.pays-too-much');
  });

  it('is cancelled only as long as nothing was paid, and once', () => {
    const [open, begun] = [anInvoice(), anInvoice()];
    begun.pay('A', 1, 'tom', LATER);
    expect(types([...open.cancel(LATER), ...open.cancel(LATER), ...begun.cancel(LATER)])).toEqual(['invoice-cancelled']);
    expect([open.status, begun.status]).toEqual(['cancelled', 'issued']);
    expect(() => open.pay('A', 1, 'tom', LATER)).toThrow('billing.invoice-not-open');
  });

  it('never holds more than it asks for, and exactly what its payments say', () => {
    const attempt = fc.tuple(fc.constantFrom('A', 'B', 'C', 'D'), fc.integer({ min: -10, max: 600 }));
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 12 }), (attempts) => {
        const invoice = anInvoice();
        for (const [reference, cents] of attempts)
          try {
            invoice.pay(reference, cents, 'tom', LATER);
          } catch (error) {
            expect(error).toMatchObject({ name: 'Refusal' });
          }
        const sum = invoice.payments.reduce((total, { amount }) => total + Number(amount.amount.replace('.', '')), 0);
        expect(invoice.paid).toBe(sum);
        expect(invoice.paid).toBeLessThanOrEqual(invoice.totalNet);
        expect(invoice.status === 'balanced').toBe(invoice.paid === invoice.totalNet);
      }),
    );
  });
});
