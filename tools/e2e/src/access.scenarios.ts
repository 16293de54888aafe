import type { Page } from 'playwright-core';
import { paleTexts } from './contrast';
import { demoHospital } from './demo';
import { card } from './journey';
import { fillIn, scenario } from './stage';

const CONTROLS = 'button|link|textbox|searchbox|switch|checkbox|radio|radiogroup|combobox|tab|dialog|table|region';

/** Whatever a screen reader would announce by its kind alone. */
async function nameless(page: Page): Promise<string[]> {
  const outline = await page.locator('body').ariaSnapshot();
  return outline.split('\n').filter((line) => new RegExp(`^\\s*- (${CONTROLS})(:|$| \\[)`).test(line));
}

/** Presses Tab until `name` has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const here = await page.evaluate<string>(
      `(document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent).trim()`,
    );
    if (name.test(here)) return;
  }
  throw new Error(`no way with Tab to ${name}`);
}

describe('the page', () => {
  scenario('can be used with the keyboard alone', async (stage) => {
    const page = await stage.open();
    await page.getByRole('heading', { name: 'Log in' }).waitFor();
    for (const text of [demoHospital.slug, 'biller', demoHospital.passwordOf('biller')]) {
      await page.keyboard.type(text);
      if (text !== demoHospital.passwordOf('biller')) await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page
      .getByRole('link', { name: /^Journey / })
      .first()
      .waitFor();
    await tabTo(page, /^Journey [0-9a-f]{8}-/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Journey of an encounter' }).waitFor();
    await tabTo(page, /^Order placed; /);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: /^Order placed/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.waitForFunction(`document.activeElement.getAttribute('aria-label')?.startsWith('Order placed; ')`);
  });

  for (const colorScheme of ['light', 'dark'] as const)
    scenario(`has a name for everything and texts that can be read, when it is ${colorScheme}`, async (stage) => {
      const page = await stage.open({ colorScheme });
      const found: object[] = [];
      const look = async (place: string): Promise<void> => {
        await stage.picture(page, `${place}-${colorScheme}`);
        found.push({ place, nameless: await nameless(page), pale: await paleTexts(page), title: await page.title() });
      };
      await page.getByRole('heading', { name: 'Log in' }).waitFor();
      await look('log-in');
      await fillIn(page, { hospital: demoHospital.slug, user: 'biller', password: demoHospital.passwordOf('biller') });
      await page.getByRole('button', { name: 'Place an order' }).waitFor();
      await page.getByRole('row').filter({ hasText: 'Settled' }).getByRole('link').first().waitFor();
      await look('list');
      await page.getByRole('row').filter({ hasText: 'Settled' }).getByRole('link').first().click();
      await card(page, 'Encounter started').waitFor();
      await look('journey');
      await card(page, 'Encounter started').click();
      await page.getByRole('dialog').getByRole('table').waitFor();
      await look('step');

      const right = (place: string, title: RegExp) => ({
        place,
        nameless: [],
        pale: [],
        title: expect.stringMatching(title) as string,
      });
      expect(found).toEqual([
        right('log-in', /^Log in · Orderly$/),
        right('list', /^Journeys · Orderly$/),
        right('journey', /^Journey …\w+ · Orderly$/),
        right('step', /^Journey …\w+ · Orderly$/),
      ]);
      expect(await page.evaluate('document.documentElement.lang')).toBe('en');
      expect(await page.evaluate('document.documentElement.dataset.mantineColorScheme')).toBe(colorScheme);
    });
});
