import { Client } from 'pg';
import { ModuleRef } from '@nestjs/core';
import { newId } from '@orderly/kernel';
import { Contexts, Effects, rebuild, RunningContext } from '@orderly/platform/messaging';
import { freshTenant, TEST_SECRET, TestHost } from '@orderly/platform/testing';
import { chart } from './chart.module';
import { dayOf, Journals, sources } from './testing/journals';

const PATIENTS = 150;
const TABLES = ['chart_patient', 'person_name', 'timeline_entry', 'chart_order', 'chart_result', 'result_version'];

describe('the chart, rebuilt from the journals of the contexts that it listens to,', () => {
  let host: TestHost;
  let admin: Client;
  let journals: Journals;
  const tenant = freshTenant();

  beforeAll(async () => {
    host = await TestHost.start([chart, ...sources], { transport: false });
    admin = new Client({ connectionString: host.adminUrl });
    await admin.connect();
    const { db } = host.get(Contexts).running.find(({ definition }) => definition === chart) as RunningContext;
    const modules = host.app.get(ModuleRef, { strict: false });
    journals = new Journals(admin, db.shop.keyring, (subscription) => new Effects(db, chart, modules, subscription));
    for (let done = 0; done < PATIENTS; done += 25)
      await journals.write(tenant, Array.from({ length: 25 }, () => dayOf(newId())).flat());
  });
  afterAll(async () => {
    await admin.end();
    await host.stop();
  });

  const rebuilt = () => rebuild({ databaseUrl: host.adminUrl, secret: TEST_SECRET, definition: chart, tenant });
  const texts = async () => {
    const all = TABLES.map((table) => `select '${table}' || t::text as row from chart.${table} t where tenant = $1`);
    return (await host.rows<{ row: string }>(`${all.join(' union all ')} order by 1`, [tenant])).map(({ row }) => row);
  };

  it('is byte-equal to the live one', async () => {
    const report = await rebuilt();
    expect(report).toMatchObject({ equal: true, switched: false, events: PATIENTS * 17 });
    expect(Object.fromEntries(report.tables.map(({ table, rebuilt }) => [table, rebuilt]))).toEqual({
      ...{ chart_patient: PATIENTS, person_name: 0, timeline_entry: PATIENTS * 12, chart_order: PATIENTS },
      ...{ chart_result: PATIENTS * 4, result_version: PATIENTS * 9 },
    });
  });

  it('is what the live one was, when that has been emptied by hand', async () => {
    const before = await texts();
    expect(before).toHaveLength(PATIENTS * 27);
    for (const table of TABLES) await host.rows(`delete from chart.${table} where tenant = $1`, [tenant]);
    expect(await rebuilt()).toMatchObject({ equal: false, switched: true });
    expect(await texts()).toEqual(before);
  });
});
