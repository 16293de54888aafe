import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { artifacts, browserAddress, demoHospital, type Hospital, logs, type Role, url } from './demo';

/** Longer than any step takes on a busy machine, shorter than a scenario may take. */
const PATIENCE_MS = 30_000;

/** As large as a desk's screen, so that the panel stands beside the page; what would slide in is there at once. */
const DESK: BrowserContextOptions = {
  viewport: { width: 1440, height: 900 },
  colorScheme: 'light',
  locale: 'en-US',
  reducedMotion: 'reduce',
};

/** Where a scenario plays: people with browsers of their own. */
export class Stage {
  readonly troubles: string[] = [];
  private readonly contexts: BrowserContext[] = [];
  private readonly pages: Page[] = [];

  constructor(private readonly browser: Browser) {}

  /** Somebody whom nobody knows yet stands before the page; `place` is what follows the `#`. */
  async open(options: BrowserContextOptions = {}, place = ''): Promise<Page> {
    const context = await this.browser.newContext({ ...DESK, ...options, baseURL: url });
    context.setDefaultTimeout(PATIENCE_MS);
    this.contexts.push(context);
    const page = await context.newPage();
    this.pages.push(page);
    page.on('pageerror', (error) => this.troubles.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) this.troubles.push(message.text());
    });
    await page.goto(`/${place}`);
    return page;
  }

  /** Somebody of a hospital is at the list of journeys. */
  async logIn(role: Role, hospital: Hospital = demoHospital, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.open(options);
    await fillIn(page, { hospital: hospital.slug, user: role, password: hospital.passwordOf(role) });
    await page.getByRole('heading', { name: 'Journeys', level: 1 }).waitFor();
    await page.getByRole('status').getByText('Live', { exact: true }).waitFor();
    return page;
  }

  /** A picture for people to look at. */
  async picture(page: Page, name: string): Promise<void> {
    await page.waitForFunction('[...document.images].every(({ complete }) => complete)');
    await page.screenshot({ path: join(artifacts, `${name}.png`) });
  }

  /** What somebody needs who wants to know why a scenario failed. */
  async keep(sentence: string): Promise<void> {
    const folder = join(artifacts, `failed: ${sentence}`.replace(/[^\w]+/g, '-').slice(0, 80));
    mkdirSync(folder, { recursive: true });
    for (const [place, page] of this.pages.entries()) {
      await page.screenshot({ path: join(folder, `page-${place + 1}.png`), fullPage: true }).catch(() => undefined);
      const html = await page.content().catch((error: unknown) => String(error));
      writeFileSync(join(folder, `page-${place + 1}.html`), `<!-- ${page.url()} -->\n${html}`);
    }
    for (const log of logs.filter(existsSync)) copyFileSync(log, join(folder, basename(log)));
  }

  async close(): Promise<void> {
    await Promise.all(this.contexts.map((context) => context.close()));
  }
}

export async function fillIn(page: Page, given: { hospital: string; user: string; password: string }): Promise<void> {
  await page.getByLabel('Hospital').fill(given.hospital);
  await page.getByLabel('User', { exact: true }).fill(given.user);
  await page.getByLabel('Password', { exact: true }).fill(given.password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

let browser: Browser | undefined;
afterAll(async () => browser?.close());

/** One sentence that holds of the page. Whatever is thrown, and whatever breaks inside the page, is a failure and is kept. */
export function scenario(sentence: string, play: (stage: Stage) => Promise<void>): void {
  it(sentence, async () => {
    // Jest tells without a terminal only when a whole file has ended.
    if (!process.stdout.isTTY) process.stdout.write(`  ${sentence} ...\n`);
    browser ??= await chromium.connect(browserAddress);
    const stage = new Stage(browser);
    try {
      await play(stage);
      expect(stage.troubles).toEqual([]);
    } catch (error) {
      await stage.keep(sentence);
      throw error;
    } finally {
      await stage.close();
    }
  });
}
