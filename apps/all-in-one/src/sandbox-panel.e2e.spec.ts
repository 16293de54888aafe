import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, workerServers } from '@orderly/platform/testing';
import { Hospital, PASSWORD, RunningOrderly } from './testing/hospital';
import { freePort, Sandbox } from './testing/sandbox';
import { ANALYSER, aHospitalThatBills } from './testing/visit';

const ROLES = ['registrar', 'physician', 'lab-technician', 'pathologist', 'biller'];

interface State {
  actions: Record<string, { running: boolean }>;
  visits: { encounterId: string; orderId: string; step: string; failed?: string; effects: object }[];
  effects: Record<'eventsCopied' | 'messagesSent' | 'paymentsMade', number>;
}

describe('a person at the panel', () => {
  let running: RunningOrderly;
  let outside: Sandbox;
  let folder: string;
  let hospital: Hospital;

  beforeAll(async () => {
    execFileSync(process.execPath, [join(__dirname, '../../../tools/build.mjs')]);
    folder = mkdtempSync(join(tmpdir(), 'orderly-panel-'));
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    running = await RunningOrderly.start({ clearinghouseUrl: url, sandboxUrl: url });
    hospital = await running.hospital();
    const file = join(folder, 'demo-hospital.json');
    outside = await Sandbox.start(port, running.mllpPort, join(folder, 'sandbox'), {
      ...{ SANDBOX_HOSPITAL_FILE: file, SANDBOX_BREATH_MS: '20', SANDBOX_CORRECT_EVERY: '1' },
      ...{ AMQP_URL: (await workerServers('e2e')).amqpUrl, MESSAGING_NAMESPACE: running.namespace },
    });
    expect((await ask(hospital, 'GET', 'state')).status).toBe(503);
    await aHospitalThatBills(hospital);
    const passwords = Object.fromEntries(ROLES.map((role) => [role, PASSWORD]));
    const { tenant: id, slug } = hospital;
    writeFileSync(file, JSON.stringify({ url: running.url, tenant: { id, slug }, analyser: ANALYSER, passwords }));
  }, 60_000);
  afterAll(async () => {
    hospital.leave();
    await running.stop();
    await outside.kill();
    rmSync(folder, { recursive: true });
  });

  /** As the console asks: with somebody's token, at the address of the product. */
  const ask = async (of: Hospital, method: string, path: string, body?: object) => {
    const login = { tenant: of.slug, username: 'nurse', password: PASSWORD };
    const json = { 'content-type': 'application/json' };
    const entered = await fetch(`${of.url}/v1/login`, { method: 'POST', headers: json, body: JSON.stringify(login) });
    const { accessToken } = (await entered.json()) as { accessToken: string };
    const headers = { ...(body && json), authorization: `Bearer ${accessToken}` };
    const answer = await fetch(`${of.url}/v1/sandbox/${path}`, { method, headers, body: body && JSON.stringify(body) });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const press = (name: string, body: object = {}) => ask(hospital, 'POST', `actions/${name}`, body);
  const state = async () => (await ask(hospital, 'GET', 'state')).body as unknown as State;
  const duplicatesIgnored = async () => {
    const metrics = await (await fetch(`${running.url}/metrics`)).text();
    return [...metrics.matchAll(/^orderly_duplicates_total\S* (\d+)$/gm)].reduce((sum, [, count]) => sum + Number(count), 0);
  };
  const happened = (context: string, type: string) =>
    running.rows<{ id: string }>(`select event_id as id from "${context}".event_log where tenant = $1 and type = $2`, [
      hospital.tenant,
      type,
    ]);

  it('places an order, and the staff carry the patient to the paid claim, although the payer hangs and everything comes twice', async () => {
    expect((await press('send-twice', { on: true })).status).toBe(200);
    const placed = await press('place-order');
    expect((await press('hang-payer', { seconds: 5 })).body).toHaveProperty('until');
    expect(placed).toMatchObject({ status: 202, body: { tenant: hospital.tenant } });
    const { encounterId, orderId } = placed.body as { encounterId: string; orderId: string };
    expect(await state()).toMatchObject({
      actions: { 'send-twice': { running: true }, 'hang-payer': { running: true }, 'place-order': { running: false } },
      visits: [{ encounterId, orderId }],
    });

    await eventually(async () => {
      const { visits, actions } = await state();
      expect(visits).toEqual([{ encounterId, orderId, step: 'settled', effects: { claims: 1, decided: 1 } }]);
      expect(actions['hang-payer']).toEqual({ running: false });
    }, 40_000);
    const { effects } = await state();
    expect(effects).toMatchObject({ messagesSent: 2 });
    // Hospitals of other specs in this database may have had claims to send as well; ours has one payment, see below.
    expect(effects.paymentsMade).toBeGreaterThanOrEqual(1);
    await eventually(async () => expect((await state()).effects.eventsCopied).toBeGreaterThan(15));
    await eventually(async () => expect(await duplicatesIgnored()).toBeGreaterThan(15));

    for (const type of ['charge-captured', 'claim-drafted', 'claim-submitted', 'claim-adjudicated', 'payment-posted'])
      expect([type, (await happened('billing', `billing.${type}`)).length]).toEqual([type, 1]);
    const { patientId } = (await hospital.as('physician').get('/v1/encounters/{encounterId}', { path: { encounterId } })).data;
    await eventually(async () => {
      const path = { patientId };
      const { items } = (await hospital.as('physician').get('/v1/charts/{patientId}/results', { path, query: {} })).data;
      expect(items).toMatchObject([{ status: 'corrected' }]);
      const timeline = await hospital.as('physician').get('/v1/charts/{patientId}/timeline', { path, query: { limit: 50 } });
      const kinds = timeline.data.items.map(({ kind }) => kind);
      expect(kinds).toContain('billing.payment-posted');
      expect(kinds).toHaveLength(new Set(kinds).size);
    });
    await press('send-twice', { on: false });
    expect((await state()).actions['send-twice']).toEqual({ running: false });
  }, 80_000);

  it('sends garbage, and the door for analysers says no to each kind and stays open', async () => {
    const { status, body } = await press('send-garbage');
    expect(status).toBe(200);
    expect(body['answers']).toEqual([
      { sent: 'noise without a frame', answer: 'closed' },
      { sent: 'half a message', answer: 'closed' },
      { sent: 'noise in a frame', answer: 'AR' },
      { sent: 'an empty frame', answer: 'AR' },
      { sent: 'a header that ends early', answer: 'AR' },
      { sent: 'a result from nobody we know', answer: 'AR' },
    ]);
  });

  it('cannot stop servers that nobody has started for the sandbox', async () => {
    expect(await press('kill-worker')).toMatchObject({ status: 409, body: { type: '/problems/sandbox.not-here' } });
    expect((await state()).actions).not.toHaveProperty('stop-broker');
  });

  it('is refused as a user of another hospital, and finds only the buttons that there are', async () => {
    const stranger = await running.hospital();
    const refused = { status: 403, body: { type: '/problems/sandbox.another-hospital' } };
    expect(await ask(stranger, 'POST', 'actions/place-order', {})).toMatchObject(refused);
    expect(await ask(stranger, 'GET', 'state')).toMatchObject(refused);
    stranger.leave();
    expect((await press('drop-tables')).status).toBe(404);
    expect((await press('stop-broker', { seconds: 3600 })).status).toBe(400);
  });
});
