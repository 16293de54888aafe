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
