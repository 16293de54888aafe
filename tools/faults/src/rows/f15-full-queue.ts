import { queueOf } from '../topology';
import { row } from '../row';

const LENGTH = 50;
const POLICY = 'faults-full';
const PAUSE_MS = 1_500;

export const fullQueue = row({
  id: 'F15',
  title: 'queue with a limit that refuses publishes, its consumer at rest half of the time',
  scales: {
    short: { events: 20_000, length: LENGTH },
    long: { events: 20_000, length: LENGTH },
  },
  async run(arena, { events, length }) {
    const limits = JSON.stringify({ 'max-length': length, overflow: 'reject-publish' });
    const pattern = `^${queueOf(arena).replaceAll('.', '\\.')}$`;
    await arena.servers.control('rabbitmq', 'set_policy', '--apply-to', 'queues', POLICY, pattern, limits);
    try {
      const consumer = await arena.worker('consumer');
      await arena.worker('relay', { lookEveryMs: 10 });
      const load = await arena.load({ events });
      const writing = load.run();
      let pauses = 0;
      for (; !load.done; pauses++) {
        consumer.freeze();
        await arena.rest(PAUSE_MS);
        consumer.thaw();
        await arena.rest(PAUSE_MS);
      }
      await writing;
      await arena.judge();
      const refused = Number(arena.figures['wireDuplicates']);
      arena.must(refused > 0, 'the broker refused nothing, so the row shows nothing');
      return { pauses, refusedAndSentAgain: refused, eventsPerSecond: load.rate };
    } finally {
      await arena.servers.control('rabbitmq', 'clear_policy', POLICY);
    }
  },
});
