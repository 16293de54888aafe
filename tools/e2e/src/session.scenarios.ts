import type { Page, Route } from 'playwright-core';
import { demoHospital } from './demo';
import { scenario } from './stage';

/** From now on the server knows the token of this page no longer. */
const spoilToken = async (route: Route): Promise<void> =>
  route.continue({ headers: { ...route.request().headers(), authorization: 'Bearer of.a.past' } });

async function logInAgain(page: Page): Promise<void> {
  await page.getByRole('status').filter({ hasText: 'Your session has ended' }).waitFor();
  expect(await page.getByLabel('Hospital').inputValue()).toBe(demoHospital.slug);
  await page.getByLabel('Password', { exact: true }).fill(demoHospital.passwordOf('biller'));
  await page.getByRole('button', { name: 'Log in' }).click();
}

describe('a session that has ended', () => {
  scenario('leads to the log-in with a message, and after it back to where one was', async (stage) => {
    const page = await stage.logIn('biller');
    await page.getByRole('row').filter({ hasText: 'Settled' }).getByRole('link').first().click();
    await page.getByRole('heading', { name: 'Journey of an encounter' }).waitFor();
    const here = page.url();

    await page.route('**/v1/**', spoilToken);
    // Not by the link: what the page asks for by itself may end the session before it is clicked.
    await page.evaluate(`location.hash = '#/journeys'`);
    await page.getByRole('heading', { name: 'Log in' }).waitFor();
    await stage.picture(page, 'session-ended');
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
    await page.unroute('**/v1/**');
    await page.evaluate(`location.href = ${JSON.stringify(here)}`);
    await logInAgain(page);
    await page.getByRole('heading', { name: 'Journey of an encounter' }).waitFor();
    expect(page.url()).toBe(here);
  });

  scenario('is noticed when the page is loaded again, too', async (stage) => {
    const page = await stage.logIn('biller');
    await page.evaluate(`(() => {
      const [key] = Object.keys(sessionStorage);
      const held = JSON.parse(sessionStorage.getItem(key));
      sessionStorage.setItem(key, JSON.stringify({ ...held, token: held.token.slice(0, -8) + 'AAAAAAAA' }));
    })()`);
    await page.goto('/#/journeys?state=settled');
    await page.reload();
    await logInAgain(page);
    await page.getByRole('radio', { name: 'Settled' }).waitFor({ state: 'attached' });
    expect(await page.getByRole('radio', { name: 'Settled' }).isChecked()).toBe(true);
  });
});
