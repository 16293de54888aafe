import { newId } from '@orderly/kernel';
import { stopwatch } from './pairs';
import { peer } from './peers/peer';

export const CONNECTIONS = 32;
const LOINC = 'http://loinc.org';
const CODE = { system: LOINC, code: '24323-8', display: 'Comprehensive metabolic 2000 panel' };
const TESTS = [
  { system: LOINC, code: '2345-7', display: 'Glucose' },
  { system: LOINC, code: '2160-0', display: 'Creatinine' },
];

export interface Placing {
  readonly url: string;
  readonly token: string;
  readonly encounterId: string;
}

type Autocannon = (options: object) => Promise<{ errors: number; timeouts: number; '2xx': number; non2xx: number }>;

/** Places `amount` orders, each with an idempotency key of its own, over 32 connections. Answers orders per second. */
export async function placeOrders({ url, token, encounterId }: Placing, amount: number): Promise<number> {
  const autocannon = peer<Autocannon>('autocannon');
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const setupRequest = (request: object) => ({ ...request, headers: { ...headers, 'idempotency-key': newId() } });
  const body = JSON.stringify({ encounterId, code: CODE, tests: TESTS });
  const perSecond = stopwatch();
  let answered = 0;
  let speed = 0;
  // autocannon itself looks at the clock once a second.
  const onResponse = () => {
    if (++answered === amount) speed = perSecond(amount);
  };
  const result = await autocannon({
    ...{ url, connections: CONNECTIONS, amount, timeout: 30 },
    requests: [{ method: 'POST', path: '/v1/orders', body, headers, setupRequest, onResponse }],
  });
  if (result['2xx'] !== amount)
    throw new Error(`of ${amount} orders only ${result['2xx']} were placed (${result.errors} errors)`);
  return speed;
}
