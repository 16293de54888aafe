import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Where the replay writes down which hospital it has played, for the sandbox's staff; only its owner may read it. */
export const hospitalFileOf = (root) => join(root, '.orderly', 'start', 'demo-hospital.json');

/** That of an earlier run may have been served elsewhere. */
export const forgetHospital = (root) => rmSync(hospitalFileOf(root), { force: true });

/** How a person gets in. */
export function invitationTo(root) {
  if (!existsSync(hospitalFileOf(root))) return 'There is no demo hospital: the replay has not come to its end';
  const { url, tenant, passwords } = JSON.parse(readFileSync(hospitalFileOf(root), 'utf8'));
  return `Open ${url} and log in: hospital ${tenant.slug}, user biller, password ${passwords.biller}`;
}
