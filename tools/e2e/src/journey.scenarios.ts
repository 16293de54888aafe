import { card, expected, onceEach, placeOrder, settled } from './journey';
import { scenario } from './stage';

describe('an order', () => {
  scenario('appears live in the list and goes its way from grey to green, to the money', async (stage) => {
    const [colleague, page] = [await stage.logIn('physician'), await stage.logIn('biller')];
    const id = await placeOrder(page);
    await colleague.getByRole('link', { name: `Journey ${id}` }).waitFor();

    await card(page, 'Order placed').waitFor();
    await expected(page, 'Claim submitted').or(card(page, 'Claim submitted')).first().waitFor();
    await card(page, 'Result verified', 'done').waitFor();
    await stage.picture(page, 'journey-under-way');
    await settled(page);
    await onceEach(page, id);
    await stage.picture(page, 'journey-settled');

    const money = page.getByRole('region', { name: 'The money' });
    const [billed = 0, ...parts] = await Promise.all(
      ['Billed', 'Paid by the payer', 'Adjusted', 'Patient’s share'].map(async (name) => {
        const amount = await money
          .getByRole('term')
          .filter({ hasText: name })
          .locator('xpath=following-sibling::dd')
          .textContent();
        return Math.round(Number(amount?.replace(/[^\d.]/g, '')) * 100);
      }),
    );
    expect(parts[0]).toBeGreaterThan(0);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(billed);

    const row = colleague.getByRole('row').filter({ has: colleague.getByRole('link', { name: `Journey ${id}` }) });
    await row.getByText('Settled').waitFor();
  });

  scenario('tells of each step whom it reached: once', async (stage) => {
    const page = await stage.logIn('biller');
    await page.getByRole('row').filter({ hasText: 'Settled' }).getByRole('link').first().click();
    await card(page, 'Order placed', 'done').first().click();
    const details = page.getByRole('dialog', { name: /^Order placed/ });
    const effects = details.getByRole('table', { name: 'Effects of this step' });
    await effects.waitFor();
    const times = await effects.getByRole('row').locator('td:last-child').allTextContents();
    expect(times.length).toBeGreaterThan(0);
    expect(new Set(times)).toEqual(new Set(['1']));
    await stage.picture(page, 'step-details');
    await page.keyboard.press('Escape');
    await details.waitFor({ state: 'hidden' });
  });

  scenario('whose result is corrected shows the history of that result', async (stage) => {
    const page = await stage.logIn('pathologist');
    // One visit in three has a correction.
    const ids = [await placeOrder(page), await placeOrder(page), await placeOrder(page)];
    const history = page.getByRole('region', { name: 'Corrected result' });
    for (const id of ids) {
      await page.goto(`/#/journeys/${id}`);
      await page.getByRole('navigation', { name: 'Where you are' }).getByText(id.slice(-12)).waitFor();
      await card(page, 'Encounter finished').waitFor();
      if (await history.count()) break;
    }
    const whats = await history.getByRole('row').locator('td:nth-child(2)').allTextContents();
    expect(whats).toEqual(['Result entered', 'Result verified', 'Result corrected']);
    await history.getByRole('button', { name: /value of today/ }).click();
    await history
      .getByRole('status')
      .getByText(/: [\d.]+/)
      .waitFor();
    await history.scrollIntoViewIfNeeded();
    await stage.picture(page, 'corrected-result');
  });
});
