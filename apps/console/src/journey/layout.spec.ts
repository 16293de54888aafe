import type { Effect, Step } from '../api';
import { boardOf, tallyOf } from './layout';

let nth = 0;
function step(type: string, more: Partial<Step> = {}): Step {
  nth++;
  return {
    id: `s${nth}`,
    type,
    context: type.split('.')[0] as string,
    subject: { type: 'Thing', id: 'thing' },
    version: nth,
    occurredAt: `2026-03-02T10:00:${String(nth).padStart(2, '0')}.000Z`,
    actor: { kind: 'system' },
    correlationId: 'c',
    causationId: `request-${nth}`,
    published: true,
    effects: [],
    ...more,
  };
}
const effect = (state: Effect['state'], more: Partial<Effect> = {}): Effect => ({
  subscription: 'chart-on-orders',
  context: 'chart',
  state,
  attempts: 0,
  caused: [],
  ...more,
});
const shape = (steps: Step[], expected: { type: string; context: string }[] = []) =>
  boardOf({ steps, expected, waiting: [] }).cells.map(({ type, row, lane, state, steps: all }) => [
    type,
    row,
    lane,
    state,
    all.length,
  ]);

describe('the board of a journey', () => {
  beforeEach(() => (nth = 0));

  it('has a lane for each context, in the order in which a patient meets them', () => {
    const { lanes } = boardOf({
      steps: [step('billing.claim-drafted'), step('orders.order-placed')],
      expected: [{ type: 'x.y', context: 'imaging' }],
      waiting: [],
    });
    expect(lanes).toEqual(['orders', 'billing', 'imaging']);
  });

  it('puts a step below its cause and below what came before in its lane; what comes within a second may stand beside it', () => {
    const placed = step('orders.order-placed');
    const accepted = step('laboratory.order-accepted', { causationId: placed.id });
    const charged = step('billing.charge-captured');
    const later = { occurredAt: '2026-03-02T10:00:09.000Z' };
    const revoked = step('orders.order-revoked', later);
    const drafted = step('billing.claim-drafted', later);
    expect(shape([placed, accepted, charged, revoked, drafted]).map(([type, row, lane]) => [type, row, lane])).toEqual([
      ['orders.order-placed', 0, 0],
      ['laboratory.order-accepted', 1, 1],
      ['billing.charge-captured', 1, 2],
      ['orders.order-revoked', 2, 0],
      ['billing.claim-drafted', 2, 2],
    ]);
  });

  it('keeps a row free where the line to a step comes down', () => {
    const verified = step('laboratory.result-verified');
    const completed = step('orders.order-completed', { causationId: verified.id });
    const corrected = step('laboratory.result-corrected');
    expect(shape([verified, completed, corrected]).map(([, row]) => row)).toEqual([0, 1, 2]);
  });

  it('draws steps of one kind with one cause as one card', () => {
    const finished = step('encounters.encounter-finished');
    const revoked = () => step('orders.order-revoked', { causationId: finished.id, subject: { type: 'Order', id: `o${nth}` } });
    expect(shape([finished, revoked(), revoked()])).toEqual([
      ['encounters.encounter-finished', 0, 0, 'done', 1],
      ['orders.order-revoked', 1, 1, 'done', 2],
    ]);
  });

  it('leads what the machine did outside back to the step of the person who set it off', () => {
    const coded = step('billing.encounter-coded', { actor: { kind: 'person', role: 'biller' } });
    const submitted = step('billing.claim-submitted', { causationId: coded.causationId });
    const { cells } = boardOf({ steps: [coded, submitted], expected: [], waiting: [] });
    expect(cells.map(({ cause }) => cause?.type)).toEqual([undefined, 'billing.encounter-coded']);
  });

  it('draws what people repeat on one thing as one card, but not on two', () => {
    const charge = () => step('billing.charge-captured');
    expect(shape([charge(), charge()])).toHaveLength(1);
    expect(shape([charge(), step('billing.charge-captured', { subject: { type: 'Account', id: 'another' } })])).toHaveLength(2);
  });

  it.each<[string, Partial<Step>]>([
    ['done', { effects: [effect('done')] }],
    ['done', {}],
    ['waiting', { published: false }],
    ['waiting', { effects: [effect('done'), effect('waiting')] }],
    ['stuck', { effects: [effect('waiting'), effect('dead')] }],
    ['waiting', { effects: [effect('held')] }],
  ])('shows a step as %s with %j', (state, more) => {
    expect(shape([step('orders.order-placed', more)])[0]?.[3]).toBe(state);
  });

  it('puts what is still to come below everything, without a time', () => {
    const expected = ['orders.order-completed', 'billing.claim-drafted', 'billing.claim-submitted'].map((type) => ({
      type,
      context: type.split('.')[0] as string,
    }));
    const board = boardOf({ steps: [step('orders.order-placed')], expected, waiting: [] });
    expect(board.cells.map(({ state, row }) => [state, row])).toEqual([
      ['done', 0],
      ['expected', 1],
      ['expected', 1],
      ['expected', 2],
    ]);
    expect(board.times).toEqual(['2026-03-02T10:00:01.000Z', undefined, undefined]);
  });
});

describe('what a lane waits for', () => {
  const since = '2026-03-02T10:00:05.000Z';
  const expected = ['billing.claim-submitted', 'billing.payment-posted'].map((type) => ({ type, context: 'billing' }));
  const statesWith = (what: string) => {
    const waiting = [{ context: 'billing', what, since, attempts: 3 }];
    return boardOf({ steps: [step('billing.claim-drafted')], expected, waiting }).cells.map(({ state, wait }) => [
      state,
      wait?.attempts,
    ]);
  };

  it('is the first of what is still to come there', () => {
    expect(statesWith('submit-claim')).toEqual([
      ['done', undefined],
      ['waiting', 3],
      ['expected', undefined],
    ]);
  });

  it.each(['outbox', 'billing-on-orders'])('is not what shows at a step already: %s', (what) => {
    expect(statesWith(what).map(([state]) => state)).toEqual(['done', 'expected', 'expected']);
  });
});

describe('the counter of effects', () => {
  it('counts what has happened, and says since when the longest waits', () => {
    const [older, newer] = ['2026-03-02T10:00:01.000Z', '2026-03-02T10:00:09.000Z'];
    const effects = [
      effect('done'),
      effect('waiting', { since: newer, attempts: 1 }),
      effect('waiting', { since: older, attempts: 4 }),
    ];
    expect(tallyOf([step('orders.order-placed', { effects })])).toEqual({ done: 1, all: 3, attempts: 4, since: older });
  });

  it('counts nothing as done that has not left the outbox', () => {
    const placed = step('orders.order-placed', { published: false });
    expect(tallyOf([placed])).toMatchObject({ since: placed.occurredAt, all: 0 });
  });
});
