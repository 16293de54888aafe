import type { Locator, Page } from 'playwright-core';

/** A visit takes a dozen steps of the staff; an outage comes on top. */
const A_WHOLE_VISIT_MS = 90_000;

/** Presses the button, and is led to the new journey. @returns its id */
export async function placeOrder(page: Page): Promise<string> {
  const before = page.url();
  await page.getByRole('button', { name: 'Place an order' }).click();
  await page.waitForURL((now) => /^#\/journeys\/[0-9a-f-]{36}$/.test(now.hash) && now.href !== before);
  const id = page.url().slice(-36);
  await page.getByRole('heading', { name: 'Journey of an encounter' }).waitFor();
  return id;
}

export type CardState = 'waits' | 'done';

/** The card of a step, in whatever state unless one is named. */
export const card = (page: Page, step: string, state: CardState | '.*' = '.*'): Locator =>
  page.getByRole('button', { name: new RegExp(`^${step}(, \\d+ times)?; [^;]+; ${state}(;|$)`) });

/** A step that nobody has taken yet. */
export const expected = (page: Page, step: string): Locator =>
  page.getByRole('listitem').filter({ hasText: step }).filter({ hasText: 'still to come' });

export const waits = (page: Page): Locator => page.getByRole('region', { name: 'What waits' });

export const live = (page: Page): Locator => page.getByRole('status').getByText('Live', { exact: true });

/** What the panel has said last. */
export const said = (page: Page, words: RegExp): Locator =>
  page.getByRole('complementary').getByRole('status').filter({ hasText: words });

/** Waits for the end: every step done, every cent accounted for. The page is a biller's. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('status').filter({ hasText: 'The journey is settled' }).waitFor({ timeout: A_WHOLE_VISIT_MS });
  await page.getByRole('region', { name: 'The money' }).getByText('Every cent is accounted for').waitFor();
  await page.getByText('each exactly once').waitFor();
  await page.getByText('nothing waits').waitFor();
  expect(await expected(page, '').count()).toBe(0);
  expect(await card(page, '[^;]+', 'waits').count()).toBe(0);
}

/** Whatever was broken or came twice: each of these happened once, and the payer has one claim and has decided it once. */
export async function onceEach(page: Page, id: string): Promise<void> {
  for (const step of ONCE) {
    const name = await card(page, step).getAttribute('aria-label');
    expect(name).toMatch(new RegExp(`^${step}; `));
  }
  const visit = page
    .getByRole('region', { name: 'Visits' })
    .getByRole('link', { name: id.slice(-12) })
    .locator('../..');
  await visit.getByText('claims at the payer: 1, decided: 1').waitFor();
}

const ONCE = [
  'Encounter started',
  'Order placed',
  'Specimen collected',
  'Specimen received',
  'Result entered',
  'Result verified',
  'Order completed',
  'Encounter finished',
  'Claim drafted',
  'Claim submitted',
  'Claim acknowledged',
  'Claim adjudicated',
  'Payment posted',
];

/** Presses a button of the panel that breaks something for some seconds, for so many. */
export async function breakFor(page: Page, seconds: number, action: 'stop-broker' | 'hang-payer'): Promise<void> {
  const label = { 'stop-broker': 'Stop the broker', 'hang-payer': 'Hang the payer' }[action];
  await page.route(`**/v1/sandbox/actions/${action}`, (route) => route.continue({ postData: JSON.stringify({ seconds }) }));
  await page.getByRole('button', { name: label }).click();
}
