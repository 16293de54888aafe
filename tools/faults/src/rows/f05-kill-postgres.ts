import { between, Times } from '../chance';
import { row } from '../row';
import { takesEffectAgain } from '../takeover';

export const killPostgres = row({
  id: 'F5',
  title: 'kill -9 of PostgreSQL with all of its sessions',
  scales: {
    short: { events: 20_000, kills: 5, perSecond: 500 },
    long: { events: 300_000, kills: 50, perSecond: 500 },
  },
  async run(arena, { events, kills, perSecond }) {
    await arena.workersOf('consumer', 2);
    await arena.workersOf('relay', 2, { lookEveryMs: 10 });
    const load = await arena.load({ events, perSecond });
    const [commits, effects] = [new Times(), new Times()];
    await load.during(async () => {
      for (let killed = 0; killed < kills; killed++) {
        await arena.rest(between(1_500, 2_500));
        await arena.servers.kill('postgres');
        await arena.during('waiting for PostgreSQL', arena.servers.start('postgres'));
        const began = Date.now();
        const { committed } = load;
        await arena.until(() => load.committed > committed, 60_000, 10);
        commits.add(Date.now() - began);
        await takesEffectAgain(arena);
        effects.add(Date.now() - began);
      }
    });
    await arena.judge();
    arena.must(commits.worst <= 5_000, `commands were answered again ${commits.worst} ms after PostgreSQL was back`);
    arena.must(effects.worst <= 5_000, `events took effect again ${effects.worst} ms after PostgreSQL was back`);
    return { kills, eventsPerSecond: load.rate, worstCommitMs: commits.worst, worstEffectMs: effects.worst };
  },
});
