import type { Drawing } from './icons';

const lanes: Readonly<Record<string, { name: string; icon: Drawing }>> = {
  patients: { name: 'Patients', icon: 'encounters' },
  encounters: { name: 'Encounters', icon: 'encounters' },
  orders: { name: 'Orders', icon: 'orders' },
  laboratory: { name: 'Laboratory', icon: 'laboratory' },
  chart: { name: 'Chart', icon: 'chart' },
  billing: { name: 'Billing', icon: 'billing' },
};

export const contextName = (context: string): string => lanes[context]?.name ?? capital(context);
export const contextIcon = (context: string): Drawing => lanes[context]?.icon ?? 'part';

/** From the patient's arrival to the money; what is new stands last. */
export function inOrder(contexts: Iterable<string>): string[] {
  const known = Object.keys(lanes);
  const place = (context: string) => (known.includes(context) ? known.indexOf(context) : known.length);
  return [...new Set(contexts)].sort((a, b) => place(a) - place(b) || a.localeCompare(b));
}

/** `orders.order-placed` is said "Order placed". */
export const eventName = (type: string): string => capital(plain(type.slice(type.lastIndexOf('.') + 1)));
export const plain = (code: string): string => code.replace(/[-_.]/g, ' ');
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const waits: Readonly<Record<string, string>> = {
  outbox: 'the message broker',
  'task-accepted': 'somebody to take the specimen',
  'task-in-progress': 'the specimen or its results',
  'task-unverified': 'a pathologist to verify the results',
  'account-not-billed': 'what a claim needs',
  'account-overdue': 'what a claim needs, for too long already',
  'claim-drafted': 'somebody to complete the claim',
  'claim-submitted': 'the clearinghouse to acknowledge the claim',
  'claim-acknowledged': 'the payer to decide',
  'claim-rejected': 'somebody to correct the claim',
  'patient-payment': 'the patient to pay',
  'submit-claim': 'the clearinghouse to take the claim',
};

/** `chart-on-orders` waits for what the orders tell. */
export function waitName(what: string): string {
  const [, source] = /-on-([a-z-]+)$/.exec(what) ?? [];
  return waits[what] ?? (source ? `events of ${contextName(source)}` : plain(what));
}

export function actorName({ kind, role }: { kind: string; role?: string }): string {
  if (kind === 'person') return plain(role ?? 'person');
  return role === 'device' ? 'analyser' : 'Orderly';
}

/** The end of an id tells more than its beginning, which is the time. */
export const shortId = (id: string): string => (id.length > 13 ? `…${id.slice(-12)}` : id);

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
export const timeOf = (instant: string): string => clock.format(new Date(instant));
export const whenOf = (instant: string): string => `${day.format(new Date(instant))}, ${timeOf(instant)}`;

/** `4 s`, `2 min 5 s`, `3 h 10 min`, `2 d`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const [minutes, hours] = [Math.floor(seconds / 60), Math.floor(seconds / 3600)];
  if (minutes < 60) return seconds % 60 ? `${minutes} min ${seconds % 60} s` : `${minutes} min`;
  if (hours < 48) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  return `${Math.floor(hours / 24)} d`;
}

export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** `129.16 USD` as the reader's language writes it; the digits stay as they are. */
export function moneyText({ amount, currency }: { amount: string; currency: string }): string {
  const format = new Intl.NumberFormat(undefined, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  return format.format(Number(amount));
}
