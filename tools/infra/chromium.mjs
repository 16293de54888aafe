import { join } from 'node:path';
import { canInstall, healPolicy, installPackages } from './apt.mjs';
import { InfrastructureFailure } from './failure.mjs';
import { isExecutable } from './program.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const folders = () => [...(process.env.PATH ?? '').split(':'), '/usr/local/bin', '/usr/bin', '/snap/bin'].filter(Boolean);
const macs = ['Chromium', 'Google Chrome'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);

const waysOut = 'install Chromium or Chrome, or set CHROME_PATH to the program';

const installed = () => [...folders().flatMap((folder) => names.map((name) => join(folder, name))), ...macs].find(isExecutable);

/**
 * The browser of the environment, of the machine, or, as root on Debian and Ubuntu, of apt-get.
 * @param {{folder: string, say: (line: string) => void, env?: NodeJS.ProcessEnv}} where
 * @returns {Promise<string>} the path of the program
 */
export async function findChromium({ folder, say, env = process.env }) {
  const given = env.CHROME_PATH;
  if (given && !isExecutable(given)) throw new InfrastructureFailure(`Chromium: CHROME_PATH names ${given}, which is no program`);
  if (given) return given;
  healPolicy();
  // A bare machine has no fonts either, and Chromium only recommends them.
  const packages = ['chromium', 'fonts-liberation', 'fonts-dejavu-core'];
  if (!installed() && canInstall()) await installPackages(packages, { what: 'Chromium', otherwise: waysOut, folder, say });
  const found = installed();
  if (found) return found;
  throw new InfrastructureFailure(`Chromium: there is none on this machine; ${waysOut}`);
}
