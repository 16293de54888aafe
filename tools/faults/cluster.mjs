import { freePort } from '../infra/ports.mjs';
import { processesWith } from '../infra/processes.mjs';
import { privateRabbitmq } from '../infra/rabbitmq.mjs';
import { readRun } from '../infra/run-file.mjs';
import { siteOf } from '../infra/site.mjs';
import { rabbitmqctl } from './rabbitmqctl.mjs';

const names = ['one', 'two', 'three'];

/** The side of a split that is smaller stops by itself. */
const settings = { cluster_partition_handling: 'pause_minority' };

/**
 * Three brokers that share a port mapper, so that they find each other. None runs until it is started; who starts them joins them.
 * @param {{root: string, signal?: AbortSignal}} run
 */
export function clusterOf({ root, signal }) {
  let mapper;
  const epmd = () => (mapper ??= freePort());
  const nodes = Object.fromEntries(names.map((name) => [name, nodeOf({ root, signal, epmd }, `faults-${name}`)]));
  const stop = async ({ hurry }) => {
    for (const { quiet, processes } of Object.values(nodes))
      if (processes().length > 0) await quiet.stop({ hurry, discard: true });
  };
  return { nodes, stop };
}

function nodeOf({ root, signal, epmd }, purpose) {
  const site = siteOf({ root, purpose, say: () => undefined, signal });
  const chosen = () => readRun(root, purpose).infra?.rabbitmq ?? {};
  const broker = privateRabbitmq(site, { epmd, settings });
  let started = false;
  return {
    // The first time it knows nothing of its peers.
    quiet: {
      ...broker,
      start: async (wish) => {
        await broker.start(started ? wish : { fresh: true });
        started = true;
      },
    },
    processes: () => (chosen().home ? processesWith(chosen().home).map(({ pid }) => pid) : []),
    control: (args) => rabbitmqctl(site, chosen(), args),
  };
}
