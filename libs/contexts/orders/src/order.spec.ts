import { newId } from '@orderly/kernel';
import { Order } from './order';

const NOW = '2026-03-02T08:00:00.000Z';
const glucose = { system: 'http://loinc.org', code: '2345-7' };

const anActiveOrder = () => {
  const [order] = Order.place({ encounterId: newId(), code: glucose, tests: [glucose], priority: 'stat' }, newId(), NOW);
  return order;
};

describe('an order', () => {
  it('is active once placed, authored now unless told otherwise', () => {
    expect(anActiveOrder().resource()).toMatchObject({
      status: 'active',
      intent: 'order',
      priority: 'stat',
      authoredOn: NOW,
      specimenReceived: false,
    });
  });

  it('can be revoked, once', () => {
    const order = anActiveOrder();
    expect(order.revoke('not needed', NOW).data).toMatchObject({ orderId: order.id, reason: 'not needed' });
    expect(order).toMatchObject({ status: 'revoked', statusReason: 'not needed' });
    expect(() => order.revoke('again', NOW)).toThrow('orders.not-active');
  });

  it('cannot be revoked while the laboratory has the specimen', () => {
    const order = anActiveOrder();
    order.noteSpecimen(true);
    expect(() => order.revoke('not needed', NOW)).toThrow('orders.specimen-received');
    order.noteSpecimen(false);
    expect(() => order.revoke('not needed', NOW)).not.toThrow();
  });

  it('is active again when the laboratory was quicker than the revocation', () => {
    const order = anActiveOrder();
    order.revoke('not needed', NOW);
    expect(order.reinstate(NOW)).toHaveLength(1);
    expect(order).toMatchObject({ status: 'active', statusReason: undefined });
    expect(order.reinstate(NOW)).toEqual([]);
  });

  it('is completed once', () => {
    const order = anActiveOrder();
    expect(order.complete(NOW)).toHaveLength(1);
    expect(order.complete(NOW)).toEqual([]);
    expect(order.status).toBe('completed');
  });
});
