import { chart } from '@orderly/contexts/chart';
import { dayOf, Journals, sources } from '@orderly/contexts/chart/testing';
import { newId } from '@orderly/kernel';
import { Effects, rebuild, RebuildReport } from '@orderly/platform/messaging';
import { BenchRow } from '../bench';
import { Host, SECRET, Site } from '../host';
import { interleave, median, resultOf, stopwatch } from '../pairs';
import { rawRebuild } from '../raw/rebuild';
import { figure } from '../report';

const EVENTS_OF_A_DAY = dayOf(newId()).length;
const PATIENTS_TOGETHER = 50;
const LEAST_PER_SECOND = 10_000;

/** The chart, all its views and seals, built again beside the live one from the journals of its sources. */
export const p8: BenchRow = {
  id: 'P8',
  title: 'the chart is rebuilt from the journals',
  async run(bench) {
    const definitions = [chart, ...sources];
    const site = await Site.open(bench, 'p8', definitions);
    const host = await site.host(definitions);
    try {
      const events = await fill(site, host, bench.events * 2);
      const reports: RebuildReport[] = [];
      const ours = async () => {
        const report = await rebuild({ databaseUrl: site.databaseUrl, secret: SECRET, definition: chart, dryRun: true });
        if (!report.equal) throw new Error('the rebuilt chart differs from the live one');
        reports.push(report);
        return report.eventsPerSecond;
      };
      const theirs = async () => {
        const rate = stopwatch();
        return rate(await rawRebuild(site.databaseUrl, sources.map(({ context }) => context))); // prettier-ignore
      };
      const row = { id: 'P8', unit: 'events/s', what: `${figure(events)} events into six views, equal to the live ones` };
      const read = resultOf(await interleave(bench.pairs, row.what, ours, theirs), {
        ...row,
        against: 'read and upsert by hand',
      });
      const whole = median(reports.slice(1).map(({ seconds }) => events / seconds));
      const rest = { unit: row.unit, id: row.id, against: '', pairs: bench.pairs };
      return [
        { ...read, goal: `>= ${figure(LEAST_PER_SECOND)}/s`, ok: read.value >= LEAST_PER_SECOND },
        { ...rest, what: 'the same, with the comparison of all rows', value: whole, goal: 'for information', ok: true },
      ];
    } finally {
      await host.close();
      await site.close();
    }
  },
};

/** Journals as their contexts would write them, and the live chart of them. Answers how many events the chart has taken. */
async function fill(site: Site, host: Host, wanted: number): Promise<number> {
  const { db } = host.running('chart');
  const effects = (subscription: string) => new Effects(db, chart, host.modules, subscription);
  const journals = new Journals(site.admin, db.shop.keyring, effects);
  const tenants = [newId(), newId(), newId()];
  const patients = Math.ceil(wanted / EVENTS_OF_A_DAY);
  for (let done = 0; done < patients; done += PATIENTS_TOGETHER) {
    const days = Array.from({ length: PATIENTS_TOGETHER }, () => dayOf(newId())).flat();
    await journals.write(tenants[(done / PATIENTS_TOGETHER) % tenants.length] as string, days);
  }
  await site.rows('analyze');
  return Math.ceil(patients / PATIENTS_TOGETHER) * PATIENTS_TOGETHER * EVENTS_OF_A_DAY;
}
