import { chart } from '@orderly/contexts/chart';
import { defineContext, sourcesOf } from '@orderly/platform/messaging';
import { freshTenant, TEST_SECRET, TestHost } from '@orderly/platform/testing';
import { Usage } from './dead-letter-args';
import { replay } from './replay';

describe('npm run orderly -- replay', () => {
  let out = '';
  let said = '';
  beforeEach(() => (out = said = ''));
  const console = { out: (text: string) => void (out += `${text}\n`), say: (text: string) => void (said += `${text}\n`) };

  it.each([
    [[]],
    [['--view', 'identity']],
    [['--view', 'chart', '--tenant', 'st-anne']],
    [['--view', 'chart', 'now']],
    [['--view', 'chart', '--force']],
  ])('%j is wrong usage', async (args) => {
    await expect(replay(args, {}, console)).rejects.toThrow(Usage);
  });

  describe('on an installation', () => {
    let host: TestHost;
    const sources = sourcesOf(chart).map((context) => defineContext({ context, entities: [], migrations: [], handlers: [] }));
    beforeAll(async () => (host = await TestHost.start([chart, ...sources], { transport: false })));
    afterAll(() => host.stop());
    const installed = () => ({ DATABASE_URL: host.adminUrl, AMQP_URL: 'amqp://127.0.0.1', ORDERLY_SECRET: TEST_SECRET });

    it('shows what is different, corrects it, and finds it equal the next time', async () => {
      const tenant = freshTenant();
      await host.rows(`insert into chart.person_name (tenant, id, display) values ($1, $1, 'Ada Testwood')`, [tenant]);
      const args = ['--view', 'chart', '--tenant', tenant];
      expect(await replay([...args, '--dry-run'], installed(), console)).toBe(1);
      expect(out).toMatch(/person_name +1 +0 +1\n/);
      expect(out).toContain('run this again without --dry-run');
      expect(await replay(args, installed(), console)).toBe(0);
      expect(out).toContain('corrected in one transaction');
      expect(said).toContain('chart: compares once more');
      out = '';
      expect(await replay([...args, '--json'], installed(), console)).toBe(0);
      expect(JSON.parse(out)).toMatchObject({ context: 'chart', equal: true, switched: false });
      expect(out + said).not.toContain('Testwood');
    });
  });
});
