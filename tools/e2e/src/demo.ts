import { readFileSync } from 'node:fs';

export type Role = 'administrator' | 'registrar' | 'physician' | 'nurse' | 'lab-technician' | 'pathologist' | 'biller';

export interface Hospital {
  readonly slug: string;
  /** Users are named like their role. */
  readonly passwordOf: (role: Role) => string;
}

interface Written {
  tenant: { slug: string };
  passwords: Record<Role, string>;
}

function given(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: scenarios are run by npm run test:e2e`);
  return value;
}

export const url = given('E2E_URL');
export const browserAddress = given('E2E_BROWSER');
export const artifacts = given('E2E_ARTIFACTS');
export const operatorPassword = given('E2E_OPERATOR_PASSWORD');
export const logs = given('E2E_LOGS').split(':');

const { tenant, passwords } = JSON.parse(readFileSync(given('E2E_HOSPITAL_FILE'), 'utf8')) as Written;
export const demoHospital: Hospital = { slug: tenant.slug, passwordOf: (role) => passwords[role] };
