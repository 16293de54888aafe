import { eventually } from '@orderly/platform/testing';
import { aClaim, aFile, Listener, Outside } from './testing/neighbourhood';

describe('the panel', () => {
  let outside: Outside;
  afterEach(() => Outside.closeAll());

  const press = async (name: string, body?: unknown, headers: Record<string, string> = {}) => {
    const { status, text } = await outside.call('POST', `/admin/actions/${name}`, body, headers);
    return { status, body: JSON.parse(text) as Record<string, unknown> };
  };
  const panel = async () =>
    JSON.parse((await outside.call('GET', '/admin/panel')).text) as { actions: Record<string, { running: boolean }> };

  it('offers what can be done here, and says what is under way', async () => {
    outside = await Outside.start();
    expect(await panel()).toMatchObject({ visits: [], effects: { claimsReceived: 0, paymentsMade: 0, eventsCopied: 0 } });
    expect(Object.keys((await panel()).actions).sort()).toEqual(['hang-payer', 'place-order', 'send-garbage', 'send-twice']);
    expect(await press('kill-worker', {})).toMatchObject({ status: 409, body: { reason: 'not-here' } });
    await press('send-twice', { on: true });
    expect((await panel()).actions).toMatchObject({ 'send-twice': { running: true }, 'hang-payer': { running: false } });
  });

  it('lets the payer hang for a while; whatever else was switched on stays', async () => {
    outside = await Outside.start();
    await press('send-twice', { on: true });
    expect((await press('hang-payer', { seconds: 60 })).body).toEqual({ until: expect.stringMatching(/^20.*Z$/) as string });
    await outside.submit(aFile([aClaim('visit-1')]));
    await eventually(async () => expect(await outside.state()).toMatchObject({ held: 1, payments: { made: 0 } }));
    await press('hang-payer', { seconds: 1 });
    await eventually(async () => expect(await outside.files()).toHaveLength(2));
    expect(await outside.state()).toMatchObject({ payments: { made: 1 }, faults: { payer: { duplicateFiles: true } } });
    expect((await panel()).actions['hang-payer']).toEqual({ running: false });
  });

  it('has nobody to place an order while there is no hospital', async () => {
    outside = await Outside.start({ SANDBOX_HOSPITAL_FILE: '/nowhere/hospital.json' });
    expect(await press('place-order', {})).toMatchObject({ status: 503, body: { reason: 'no-hospital' } });
    expect(await press('send-garbage', {}, { 'orderly-tenant': 't1' })).toMatchObject({ status: 503 });
  });

  it('takes nothing that a page of somebody else`s could send', async () => {
    outside = await Outside.start();
    expect((await press('send-twice')).status).toBe(400);
    expect((await outside.call('POST', '/admin/actions/place-order', '{}')).status).toBe(400);
    expect((await press('send-twice', { on: true }, { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await panel()).actions['send-twice']).toEqual({ running: false });
  });

  it.each([
    ['hang-payer', { seconds: 61 }],
    ['hang-payer', { seconds: 0 }],
    ['send-twice', {}],
    ['place-order', { patientId: 'p1' }],
  ])('refuses %s with %j', async (name, body) => {
    outside = await Outside.start();
    expect((await press(name, body)).status).toBe(400);
  });

  it('asks for the token, like everything here', async () => {
    outside = await Outside.start({ SANDBOX_TOKEN: 'twelve letters' });
    expect((await press('hang-payer', {})).status).toBe(401);
    expect((await outside.call('GET', '/admin/panel')).status).toBe(401);
  });

  it('sends garbage to whoever listens, and says when nobody does', async () => {
    const orderly = await Listener.start();
    orderly.answer = () => undefined;
    outside = await Outside.start({ MLLP_PORT: orderly.port });
    const answers = async () =>
      new Set(((await press('send-garbage', {})).body['answers'] as { answer: string }[]).map((one) => one.answer));
    expect(await answers()).toEqual(new Set(['closed']));
    await orderly.close();
    expect(await answers()).toEqual(new Set(['unreachable']));
  });
});
