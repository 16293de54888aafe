import { rmSync } from 'node:fs';
import { eventually } from '@orderly/platform/testing';
import { readResultMessage } from '@orderly/standards/hl7v2';
import { acknowledgment, aFolder, controlIdOf, Listener, Outside } from './testing/neighbourhood';

const GLUCOSE = { system: 'http://loinc.org', code: '2345-7', display: 'Glucose' };

const anOrder = (placerOrderNumber: string, value = '4.50') => ({
  ...{ sendingApplication: 'ANALYSER', sendingFacility: 'LAB', placerOrderNumber, accessionNumber: `L-${placerOrderNumber}` },
  report: {
    code: GLUCOSE,
    results: [{ code: GLUCOSE, status: 'final', value: { valueQuantity: { value, unit: 'mmol/L' } } }],
  },
});

describe('the analyser', () => {
  const folder = aFolder();
  let orderly: Listener;
  let outside: Outside;
  beforeEach(async () => {
    orderly = await Listener.start();
    outside = await Outside.start({ MLLP_PORT: orderly.port });
  });
  afterEach(async () => {
    await Outside.closeAll();
    await orderly.close();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const send = async (...orders: object[]) => {
    const { status, text } = await outside.call('POST', '/admin/analyser/orders', { orders });
    return status === 200 ? (JSON.parse(text) as { results: Record<string, string> }).results : status;
  };

  it('sends one message for each order and says how each was acknowledged', async () => {
    const codes: Record<string, string> = { 'L-o2': 'AE', 'L-o3': 'AR' };
    orderly.answer = (controlId) => {
      const message = orderly.received.find((one) => controlIdOf(one) === controlId) ?? '';
      return acknowledgment(controlId, codes[/L-o\d/.exec(message)?.[0] ?? ''] ?? 'AA');
    };
    expect(await send(anOrder('o1'), anOrder('o2'), anOrder('o3'))).toEqual({ o1: 'AA', o2: 'AE', o3: 'AR' });
    const { message } = readResultMessage(orderly.received.find((one) => one.includes('L-o1')) ?? '');
    expect(message).toMatchObject({
      header: { type: 'ORU^R01', sendingApplication: 'ANALYSER', sendingFacility: 'LAB' },
      reports: [{ placerOrderNumber: 'o1', accessionNumber: 'L-o1', results: [{ status: 'final' }] }],
    });
    expect(await outside.state()).toMatchObject({ orders: { waiting: 0, sent: 3, AA: 1, AE: 1, AR: 1 } });
  });

  it('gives the same results of an order the same control id, and changed results another', async () => {
    await send(anOrder('o1'));
    await send(anOrder('o1'));
    await send(anOrder('o1', '5.40'));
    const [first, again, changed] = orderly.received.map(controlIdOf);
    expect(again).toBe(first);
    expect(changed).not.toBe(first);
    expect(orderly.connections).toBe(1);
  });

  it('sends again what was not acknowledged, until it is', async () => {
    let refusals = 2;
    orderly.answer = (controlId) => (refusals-- > 0 ? undefined : acknowledgment(controlId, 'AA'));
    expect(await send(anOrder('o1'))).toEqual({ o1: 'AA' });
    expect(new Set(orderly.received.map(controlIdOf)).size).toBe(1);
    expect(orderly.received).toHaveLength(3);
  });

  it('does not take the answer to another message for its own', async () => {
    let first = true;
    orderly.answer = (controlId) => {
      const answer = acknowledgment(first ? 'SOMETHING ELSE' : controlId, 'AA');
      first = false;
      return answer;
    };
    expect(await send(anOrder('o1'))).toEqual({ o1: 'AA' });
    expect(await outside.state()).toMatchObject({ orders: { sent: 2, AA: 1 } });
  });

  it('goes on after 5 s and after a restart with what is unsent', async () => {
    await outside.close();
    outside = await Outside.start({ MLLP_PORT: orderly.port, SANDBOX_DIR: folder });
    await outside.faults('analyser', { down: true });
    expect(await send(anOrder('o1'), anOrder('o2'))).toEqual({ o1: 'unsent', o2: 'unsent' });
    expect(await outside.state()).toMatchObject({ orders: { waiting: 2, sent: 0 } });
    await outside.close();
    outside = await Outside.start({ MLLP_PORT: orderly.port, SANDBOX_DIR: folder });
    await eventually(async () => expect(await outside.state()).toMatchObject({ orders: { waiting: 0, AA: 2 } }));
    await outside.close();
    outside = await Outside.start({ MLLP_PORT: orderly.port, SANDBOX_DIR: folder });
    expect(await outside.state()).toMatchObject({ orders: { waiting: 0, AA: 2 } });
    expect(orderly.received).toHaveLength(2);
  });

  it('sends rubbish before the right message, or half a message and then nothing', async () => {
    await outside.faults('analyser', { garbage: 1 });
    expect(await send(anOrder('o1'))).toEqual({ o1: 'AA' });
    expect(orderly.received).toHaveLength(2);
    expect(orderly.received[0]).not.toMatch(/^MSH/);
    await outside.faults('analyser', { hang: true });
    const answer = send(anOrder('o2'));
    await eventually(async () => expect(await outside.state()).toMatchObject({ held: 1 }));
    await outside.call('DELETE', '/admin/faults/analyser');
    expect(await answer).toEqual({ o2: 'AA' });
  });

  it('sends every message twice while it is told to', async () => {
    await outside.faults('analyser', { duplicateMessages: true });
    expect(await send(anOrder('o1'))).toEqual({ o1: 'AA' });
    expect(orderly.received).toHaveLength(2);
    expect(orderly.received[1]).toBe(orderly.received[0]);
    await outside.faults('analyser', {});
    await send(anOrder('o2'));
    expect(orderly.received).toHaveLength(3);
  });

  it('refuses orders that it does not understand', async () => {
    expect(await send({ ...anOrder('o1'), colour: 'red' })).toBe(400);
    expect(await send(anOrder('o1'), anOrder('o1'))).toBe(400);
    expect(orderly.received).toEqual([]);
  });
});
