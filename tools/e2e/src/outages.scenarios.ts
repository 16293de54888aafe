import { calm } from './calm';
import { breakFor, card, live, onceEach, placeOrder, said, settled, waits } from './journey';
import { scenario } from './stage';

describe('a journey ends with the paid claim all the same', () => {
  beforeEach(calm);
  afterAll(calm);

  scenario('when the broker is away as the order is placed: its step waits, then goes on', async (stage) => {
    const page = await stage.logIn('biller');
    await breakFor(page, 15, 'stop-broker');
    await said(page, /RabbitMQ is stopped/).waitFor();
    const id = await placeOrder(page);
    await card(page, 'Order placed', 'waits').waitFor();
    await waits(page).getByText('the message broker').first().waitFor();
    await stage.picture(page, 'broker-away');
    await card(page, 'Order placed', 'done').waitFor({ timeout: 60_000 });
    await settled(page);
    await onceEach(page, id);
  });

  scenario('when the payer hangs: the claim waits for it', async (stage) => {
    const page = await stage.logIn('biller');
    await breakFor(page, 30, 'hang-payer');
    await said(page, /The payer does not answer/).waitFor();
    const id = await placeOrder(page);
    await waits(page).getByText('the payer to decide').waitFor({ timeout: 60_000 });
    await stage.picture(page, 'payer-hangs');
    await settled(page);
    await onceEach(page, id);
  });

  scenario('when every message comes twice: each has one effect', async (stage) => {
    const page = await stage.logIn('biller');
    const twice = page.getByRole('switch', { name: 'Send every message twice' });
    await twice.click();
    await said(page, /Every message comes twice now/).waitFor();
    const id = await placeOrder(page);
    await settled(page);
    await onceEach(page, id);
    const copied = page.getByRole('region', { name: 'What the outside has counted' }).getByText('Events copied').locator('..');
    await copied.getByText(/1[1-9]|[2-9]\d|\d{3}/).waitFor();
    await stage.picture(page, 'everything-twice');
    await twice.click();
    await said(page, /Messages come once again/).waitFor();
  });

  scenario('when the worker is killed: the page says so, comes back by itself and loses nothing', async (stage) => {
    const page = await stage.logIn('biller');
    const id = await placeOrder(page);
    await page.evaluate('window.sameAsBefore = true');
    const reconnecting = page.getByRole('status').getByText('Reconnecting', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Kill a worker' }).click();
    await reconnecting;
    await stage.picture(page, 'worker-killed');
    await live(page).waitFor({ timeout: 60_000 });
    await settled(page);
    await onceEach(page, id);
    expect(await page.evaluate('window.sameAsBefore')).toBe(true);
  });
});

describe('garbage over MLLP', () => {
  beforeEach(calm);

  scenario('is answered piece by piece, and the page says so', async (stage) => {
    const page = await stage.logIn('lab-technician');
    const answered = page.waitForResponse('**/v1/sandbox/actions/send-garbage');
    await page.getByRole('button', { name: 'Send garbage over MLLP' }).click();
    const { answers } = (await (await answered).json()) as { answers: { sent: string; answer: string }[] };
    expect(answers).toHaveLength(6);
    expect(answers.filter(({ answer }) => ['unreachable', 'silent', 'not understood'].includes(answer))).toEqual([]);
    await said(page, /Garbage was sent .* each piece was answered/).waitFor();
  });
});
