import { setTimeout as delay } from 'node:timers/promises';

/** The answer to whoever asked goes through the very process that is killed. */
const beforeTheKill = 500;

/**
 * What `npm start` does to its own servers when the sandbox asks for it.
 * @param {{rabbitmq?: {stop: Function, start: Function}, application: () => {kill: () => Promise<void>} | undefined}} owned
 *   no `rabbitmq`: the broker belongs to somebody else
 * @returns {Record<string, import('./control.mjs').Action>}
 */
export function disturbances({ rabbitmq, application }) {
  return {
    'stop-broker': {
      refused: () => (rabbitmq ? undefined : 'AMQP_URL names a broker of somebody else; only a private one is stopped here'),
      perform: ({ seconds, signal }) => ({
        until: new Date(Date.now() + seconds * 1000).toISOString(),
        done: outage(rabbitmq, seconds * 1000, signal),
      }),
    },
    'kill-worker': {
      refused: () => (application() ? undefined : 'Orderly is not served yet'),
      perform: ({ signal }) => ({ done: delay(beforeTheKill, undefined, { signal }).then(() => application().kill()) }),
    },
  };
}

/** As a broker dies: nothing is finished. */
async function outage(rabbitmq, ms, signal) {
  await rabbitmq.stop({ discard: true });
  await delay(ms, undefined, { signal });
  await rabbitmq.start({ samePort: true });
}
