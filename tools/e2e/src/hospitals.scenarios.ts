import { randomBytes } from 'node:crypto';
import { orderly } from '@orderly/sdk';
import type { Page } from 'playwright-core';
import { demoHospital, type Hospital, operatorPassword, type Role, url } from './demo';
import { eventually } from './eventually';
import { placeOrder } from './journey';
import { scenario } from './stage';

const roles = ['registrar', 'physician'] as const satisfies readonly Role[];

async function anotherHospital(): Promise<Hospital> {
  const slug = `other-${randomBytes(5).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  const operator = orderly({ baseUrl: url, tenant: 'operations', username: 'operator', password: operatorPassword });
  const users = roles.map((role) => ({ username: role, displayName: `Other ${role}`, password, roles: [role] }));
  await operator.post('/v1/tenants', { body: { slug, name: `Other hospital ${slug}`, users } });
  operator.close();
  return { slug, passwordOf: () => password };
}

/** @returns the encounter of a patient with an order */
async function placeOrderIn({ slug, passwordOf }: Hospital): Promise<string> {
  const [registrar, physician] = roles.map((role) =>
    orderly({ baseUrl: url, tenant: slug, username: role, password: passwordOf(role) }),
  ) as [ReturnType<typeof orderly>, ReturnType<typeof orderly>];
  const body = { name: { family: 'Elsewhere', given: ['Sample'] }, gender: 'unknown' as const, birthDate: '1980-01-01' };
  const patient = await registrar.post('/v1/patients', { body });
  const started = await eventually(() =>
    registrar.post('/v1/encounters', { body: { patientId: patient.data.id, class: 'AMB' as const } }),
  );
  const code = { system: 'http://loinc.org', code: '2345-7', display: 'Glucose [Mass/volume] in Serum or Plasma' };
  await eventually(() => physician.post('/v1/orders', { body: { encounterId: started.data.id, code, tests: [code] } }));
  for (const client of [registrar, physician]) client.close();
  return started.data.id;
}

/** Notes every hint of the stream, from the next time the page is loaded. */
async function listen(page: Page): Promise<() => Promise<string>> {
  await page.addInitScript(`{
    const Stream = window.EventSource;
    window.hints = [];
    window.EventSource = class extends Stream {
      constructor(...given) {
        super(...given);
        this.addEventListener('hint', ({ data }) => window.hints.push(data));
      }
    };
  }`);
  await page.reload();
  await page.getByRole('status').getByText('Live', { exact: true }).waitFor();
  return () => page.evaluate<string>('window.hints.join(" ")');
}

describe('two hospitals side by side', () => {
  scenario('see nothing of each other: not in the list, not in the stream, not by the address', async (stage) => {
    const other = await anotherHospital();
    const [ours, theirs] = [await stage.logIn('physician', demoHospital), await stage.logIn('physician', other)];
    const [ourHints, theirHints] = [await listen(ours), await listen(theirs)];
    await theirs.getByText('No journey yet').waitFor();
    const link = (page: Page, id: string) => page.getByRole('link', { name: `Journey ${id}` });

    const our = await placeOrder(ours);
    const their = await placeOrderIn(other);
    await link(theirs, their).waitFor();
    await ours.getByRole('link', { name: 'Journeys', exact: true }).click();
    await link(ours, our).waitFor();
    expect([await link(theirs, our).count(), await link(ours, their).count()]).toEqual([0, 0]);
    expect(await theirs.getByRole('link', { name: /^Journey / }).count()).toBe(1);

    await eventually(async () => expect(await ourHints()).toContain(our));
    await eventually(async () => expect(await theirHints()).toContain(their));
    expect(await theirHints()).not.toContain(our);
    expect(await ourHints()).not.toContain(their);

    await ours.goto(`/#/journeys/${their}`);
    await theirs.goto(`/#/journeys/${our}`);
    for (const page of [ours, theirs]) await page.getByRole('alert').filter({ hasText: 'No such journey' }).waitFor();
    await stage.picture(theirs, 'no-such-journey');
  });

  scenario('do not share the sandbox: its buttons are for the demo hospital', async (stage) => {
    const page = await stage.logIn('physician', await anotherHospital());
    await page.getByText('No journey yet').waitFor();
    expect(await page.getByRole('button', { name: 'Place an order' }).count()).toBe(0);
  });
});
