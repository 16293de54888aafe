import { InfrastructureFailure } from '../infra/failure.mjs';
import { during } from '../infra/waiting.mjs';
import { findChromium } from '../infra/chromium.mjs';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A Chromium without a window and with a profile of its own, which whoever knows the address may drive.
 * @param {{folder: string, say: (line: string) => void}} where
 * @returns {Promise<{address: string, stop: () => Promise<void>}>}
 */
export async function openBrowser({ folder, say }) {
  const executablePath = await findChromium({ folder, say });
  // Only now: the dependencies may have been installed a moment ago.
  const { chromium } = await import('playwright-core');
  const signals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  const launched = chromium.launchServer({ executablePath, headless: true, args, ...signals });
  const server = await during(say, 'Chromium', launched).catch((error) => {
    throw new InfrastructureFailure(`Chromium: ${executablePath} does not start`, error.message);
  });
  return { address: server.wsEndpoint(), stop: () => server.close() };
}
