import { demoHospital } from './demo';
import { fillIn, scenario } from './stage';

const BUDGET_BYTES = 160_000;

describe('somebody who comes to the page', () => {
  const biller = { hospital: demoHospital.slug, user: 'biller' };

  scenario('is refused with a message when the password is wrong, and what was typed stays', async (stage) => {
    const page = await stage.open();
    await fillIn(page, { ...biller, password: 'not the password' });
    await page.getByRole('alert').filter({ hasText: 'Hospital, user or password is wrong' }).waitFor();
    expect(await page.getByLabel('Hospital').inputValue()).toBe(biller.hospital);
    expect(await page.getByLabel('User', { exact: true }).inputValue()).toBe('biller');
    await stage.picture(page, 'log-in-refused');
  });

  scenario('gets to the journeys with the right one, is still in after a reload, and out after logging out', async (stage) => {
    const page = await stage.logIn('biller');
    const journeys = page.getByRole('table', { name: 'Journeys' }).getByRole('link', { name: /^Journey / });
    await journeys.first().waitFor();
    await page.getByText('Demo biller').waitFor();
    await stage.picture(page, 'journeys');

    await page.reload();
    await journeys.first().waitFor();

    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByRole('heading', { name: 'Log in' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Log in' }).waitFor();
  });

  scenario('does not wait for more than the budget allows, and for nobody else', async (stage) => {
    const page = await stage.open();
    await page.getByRole('heading', { name: 'Log in' }).waitFor();
    const [bytes, hosts, paintedMs] = await page.evaluate<[number, string[], number]>(`(() => {
      const loaded = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
      return [
        loaded.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
        [...new Set(loaded.map(({ name }) => new URL(name).host))],
        Math.round(performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? performance.now()),
      ];
    })()`);
    expect(bytes).toBeLessThan(BUDGET_BYTES);
    expect(hosts).toEqual([new URL(page.url()).host]);
    // Time on a shared machine proves nothing; the budget does.
    process.stdout.write(`  cold load: ${Math.round(bytes / 1000)} kB, painted after ${paintedMs} ms\n`);
  });
});
