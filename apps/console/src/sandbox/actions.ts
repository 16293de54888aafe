import type { Drawing } from '../icons';
import type { ActionName } from './api';

export interface Deed {
  readonly name: ActionName;
  readonly body?: object;
  /** Said when it is done. */
  readonly words: string;
}

export const actions: readonly (Deed & { readonly label: string; readonly icon: Drawing; readonly primary?: true })[] = [
  {
    name: 'place-order',
    label: 'Place an order',
    icon: 'place',
    primary: true,
    words: 'A sample patient has an order; the staff of the sandbox carry the visit on.',
  },
  {
    name: 'stop-broker',
    label: 'Stop the broker for 20 s',
    icon: 'broker',
    body: { seconds: 20 },
    words: 'RabbitMQ is stopped. Orders still go in; events wait in the outbox.',
  },
  {
    name: 'hang-payer',
    label: 'Hang the payer for 20 s',
    icon: 'hang',
    body: { seconds: 20 },
    words: 'The payer does not answer. Claims wait.',
  },
  {
    name: 'send-garbage',
    label: 'Send garbage over MLLP',
    icon: 'garbage',
    words: 'Garbage was sent to the door for analysers; each piece was answered, none was believed.',
  },
  { name: 'kill-worker', label: 'Kill a worker', icon: 'kill', words: 'The worker is killed; it comes back by itself.' },
];
