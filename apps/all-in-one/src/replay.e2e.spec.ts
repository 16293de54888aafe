import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTelemetry } from '@orderly/platform/telemetry';
import { orderly } from '@orderly/sdk';
import { OPERATOR_PASSWORD, RunningOrderly } from './testing/hospital';
import { freePort, Sandbox } from './testing/sandbox';
import { GLUCOSE } from './testing/stay';

const root = join(__dirname, '../../..');

describe('replaying bundles', () => {
  let running: RunningOrderly;
  let outside: Sandbox;
  let folder: string;
  const telemetry = startTelemetry({ service: 'test', ratio: 0 });
  beforeAll(async () => {
    execFileSync(process.execPath, [join(root, 'tools/build.mjs')]);
    folder = mkdtempSync(join(tmpdir(), 'orderly-replay-'));
    demoHospital = join(folder, 'demo-hospital.json');
    const port = await freePort();
    running = await RunningOrderly.start({ clearinghouseUrl: `http://127.0.0.1:${port}` });
    outside = await Sandbox.start(port, running.mllpPort, join(folder, 'sandbox'));
  }, 60_000);
  afterAll(async () => {
    await running.stop();
    await outside.kill();
    await telemetry.stop();
    rmSync(folder, { recursive: true });
  });

  let said = '';
  let demoHospital: string;
  const replay = async (name: string) => {
    const report = join(folder, `${name}.json`);
    const args = [join(root, 'dist/tools/replay/src/main.js'), '--bundles', join(folder, 'bundles'), '--report', report];
    const env = {
      ...process.env,
      ORDERLY_URL: running.url,
      SANDBOX_URL: outside.url,
      DATABASE_URL: running.databaseUrl,
      OPERATOR_PASSWORD,
      DEMO_HOSPITAL_FILE: demoHospital,
    };
    const status = await new Promise<number>((resolve) => {
      const child = execFile(process.execPath, args, { env }, (_error, stdout) => (said = stdout));
      child.on('close', (code) => resolve(code ?? -1));
    });
    return { status, report: JSON.parse(readFileSync(report, 'utf8')) as Record<string, unknown> };
  };

  /** A person tries the demo hospital out, with the password that the summary has shown. */
  const somebodyPlacesAnOrder = async () => {
    const shown = (name: string) => new RegExp(`^ +${name} +(\\S+)$`, 'm').exec(said)?.[1] as string;
    const physician = orderly({
      baseUrl: running.url,
      tenant: shown('hospital'),
      username: 'physician',
      password: shown('physician'),
    });
    const [encounter] = (await physician.get('/v1/encounters', { query: { limit: 1 } })).data.items;
    await physician.post('/v1/orders', { body: { encounterId: encounter?.id as string, code: GLUCOSE, tests: [GLUCOSE] } });
    physician.close();
  };

  it('plays the samples to the end, names what is broken or refused, the second time changes nothing, and an order that somebody adds is nobody`s fault', async () => {
    cpSync(join(root, 'samples'), join(folder, 'bundles'), { recursive: true });
    const mira = join(folder, 'bundles', '01-mira-testwood.json');
    writeFileSync(mira, readFileSync(mira, 'utf8').replace('"code": "H"', '"code": "not a code"'));
    writeFileSync(join(folder, 'bundles', 'truncated.json'), '{"resourceType": "Bundle", "entry": [');
    const first = await replay('first');
    expect(first).toMatchObject({
      status: 0,
      report: {
        ...{ ok: true, patients: 8, encounters: 9, ordersPlaced: 18, unmatched: [] },
        skipped: [
          { file: 'truncated.json' },
          {
            file: '01-mira-testwood.json',
            reason: expect.stringMatching(/^Order\/.* was refused: its results are not what a laboratory takes$/) as string,
          },
        ],
        events: { parked: 0, dead: 0 },
        sampleTraceId: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      },
    });
    const { written } = first.report['events'] as { written: number };
    const second = await replay('second');
    expect(second).toMatchObject({ status: 0, report: { ok: true, events: { written, published: written } } });

    const shown = JSON.parse(readFileSync(demoHospital, 'utf8')) as { tenant: { slug: string }; passwords: { biller: string } };
    expect(said).toContain(shown.tenant.slug);
    expect(said).toContain(shown.passwords.biller);
    expect(statSync(demoHospital).mode & 0o777).toBe(0o600);

    await somebodyPlacesAnOrder();
    const third = await replay('third');
    expect(third).toMatchObject({ status: 0, report: { ok: true, ordersPlaced: 19, unmatched: [] } });
  }, 180_000);
});
