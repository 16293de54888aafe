import { Writable } from 'node:stream';
import { InMemorySpanExporter } from '@opentelemetry/sdk-trace-base';
import { connect } from 'amqplib';
import { MllpClient } from '@orderly/platform/mllp';
import { JsonLogger, startTelemetry } from '@orderly/platform/telemetry';
import { eventually, workerServers } from '@orderly/platform/testing';
import { Hospital, RunningOrderly } from './testing/hospital';
import { anOrder, aVerifiedResult } from './testing/stay';
import { ANALYSER, aHospitalThatBills } from './testing/visit';

const exporter = new InMemorySpanExporter();

describe('following one request', () => {
  let running: RunningOrderly;
  let hospital: Hospital;
  const logged: string[] = [];
  const log = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      logged.push(chunk.toString());
      done();
    },
  });
  // Only what callers ask for is kept, so that each test sees its own spans.
  const telemetry = startTelemetry({ service: 'test', ratio: 0, exporter });

  beforeAll(async () => {
    running = await RunningOrderly.start({ logger: new JsonLogger('debug', log) });
    hospital = await running.hospital();
  });
  afterAll(async () => {
    hospital.leave();
    await running.stop();
    await telemetry.stop();
  });

  it('leads from the HTTP request through the relay to the last effect, in one trace', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;
    const ordered = await anOrder(hospital, { traceparent });
    await aVerifiedResult(hospital, { ...ordered, traceparent });
    await eventually(async () => {
      await telemetry.flush();
      const names = new Set(
        exporter
          .getFinishedSpans()
          .filter((span) => span.spanContext().traceId === traceId)
          .map(({ name }) => name),
      );
      expect([...names]).toEqual(
        expect.arrayContaining([
          'POST /v1/orders',
          'publish orders.order-placed',
          'laboratory-on-orders accept-order-on-order-placed',
          'publish laboratory.order-accepted',
          'POST /v1/lab-tasks/:taskId/verify-results',
          'publish laboratory.result-verified',
          'orders-on-laboratory complete-order-on-result-verified',
          'publish orders.order-completed',
          'chart-on-laboratory laboratory.result-verified',
          'chart-on-orders orders.order-completed',
        ]),
      );
    });
  });

  it('understands the header of Jaeger clients as well', async () => {
    const { accessToken } = await logIn(running.url, hospital.slug);
    const headers = {
      authorization: `Bearer ${accessToken}`,
      'uber-trace-id': '7bf92f3577b34da6a3ce929d0e0e4736:00f067aa0ba902b7:0:1',
    };
    const answer = await fetch(`${running.url}/v1/me`, { headers });
    expect(answer.headers.get('orderly-trace-id')).toBe('7bf92f3577b34da6a3ce929d0e0e4736');
  });

  it('leaves no patient data in logs, broker, journal, metrics, traces or refusals', async () => {
    const canaries = [
      'Kanarienvogel',
      'Zwitscherine',
      '1907-03-21',
      'CANARY-4711',
      '77.7071',
      'stool colour canary',
      'canary reason',
      'MEMBER-815-CANARY',
      'canary diagnosis',
      'canary service',
      '7707.17',
      'PIDCANARY',
      'FILECANARY',
    ];
    const tap = await tapBroker(running.namespace);
    const patient = {
      ...{
        name: { family: 'Kanarienvogel', given: ['Zwitscherine'] },
        gender: 'female' as const,
        birthDate: '1907-03-21',
        mrn: 'CANARY-4711',
      },
      identifier: [{ system: 'urn:canary', value: 'CANARY-4711' }],
    };
    const ordered = await anOrder(hospital, { patient, traceparent: '00-5bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' });
    const verified = await aVerifiedResult(hospital, ordered, '77.7071');
    const resultId = verified.data.results[0]?.id as string;
    const body = { resultId, value: { valueString: 'stool colour canary' }, reason: 'canary reason' };
    await hospital.as('pathologist').post('/v1/lab-tasks/{taskId}/correct-result', { path: ordered, body });
    await theRestOfTheCanariesDay(running, hospital, ordered.encounterId);
    const refusals = [
      await refusalOf(hospital.as('registrar').post('/v1/patients', { body: patient })),
      await refusalOf(hospital.as('registrar').post('/v1/patients', { body: { ...patient, birthDate: 'Kanarienvogel' } })),
      await refusalOf(
        hospital
          .as('registrar')
          .post('/v1/patients/search', { body: { family: 'Kanarienvogel', limit: 5, mrn: 'Zwitscherine' } }),
      ),
    ];
    await eventually(() => expect(tap.messages.join()).toContain('laboratory.result-corrected'));
    await eventually(() => expect(tap.messages.join()).toContain('billing.claim-drafted'));
    await telemetry.flush();
    const places = {
      log: logged.join(''),
      broker: tap.messages.join('\n'),
      journal: await tableText(running, 'event_log'),
      audit: await tableText(running, 'audit'),
      answers: await tableText(running, 'command_answer'),
      inbox: await tableText(running, 'inbox'),
      errands: await tableText(running, 'errand'),
      metrics: await (await fetch(`${running.url}/metrics`)).text(),
      traces: JSON.stringify(
        exporter.getFinishedSpans().map(({ name, attributes, events, status }) => ({ name, attributes, events, status })),
      ),
      refusals: JSON.stringify(refusals),
    };
    await tap.close();
    expect(places.log).toContain('"route":"/v1/patients"');
    expect(places.broker).toContain('"sealed"');
    const leaks = Object.entries(places).flatMap(([place, text]) =>
      canaries.filter((canary) => text.includes(canary)).map((canary) => `${place}: ${canary}`),
    );
    expect(leaks).toEqual([]);
  });
});

/** An analyser names the patient, somebody bills the visit and imports a file that is none. */
async function theRestOfTheCanariesDay(running: RunningOrderly, hospital: Hospital, encounterId: string): Promise<void> {
  const { payorId } = await aHospitalThatBills(hospital);
  const analyser = new MllpClient({ host: '127.0.0.1', port: running.mllpPort, timeoutMs: 5_000 });
  const lines = [
    `MSH|^~\\&|${ANALYSER}|${hospital.slug}|||20260302080000||ORU^R01|1|P|2.5.1`,
    'PID|1||PIDCANARY||PIDCANARY^PIDCANARY',
    'OBR|1||PIDCANARY|2345-7^PIDCANARY^LN',
    'OBX|1|NM|2345-7^Glucose^LN||77.7071|mmol/L|||||F',
  ];
  expect(await analyser.send(lines.join('\r'))).toContain('MSA|AA|1');
  analyser.close();
  const code = { system: 'http://snomed.info/sct', code: '185349003', display: 'canary service' };
  const charges = [{ serviceReference: 'service 1', code, priceOverride: { amount: '7707.17', currency: 'USD' as const } }];
  const path = { accountId: encounterId };
  await hospital.as('biller').post('/v1/accounts/{accountId}/capture-charges', { path, body: { charges } });
  const diagnosis = [{ system: 'http://snomed.info/sct', code: '44054006', display: 'canary diagnosis' }];
  const coded = { orderIds: [], chargeCount: 1, coverage: { payorId, subscriberId: 'MEMBER-815-CANARY' }, diagnosis };
  await hospital.as('biller').post('/v1/accounts/{accountId}/complete-coding', { path, body: coded });
  await hospital.as('physician').post('/v1/encounters/{encounterId}/finish', { path: { encounterId }, body: {} });
  await hospital.as('biller').post('/v1/interchanges', { body: { name: 'a file', text: 'ISA*FILECANARY' } });
  await eventually(async () => {
    const { items } = (await hospital.as('biller').get('/v1/interchanges', { query: { status: 'refused' } })).data;
    expect(items).toHaveLength(1);
  });
}

async function logIn(url: string, tenant: string): Promise<{ accessToken: string }> {
  const body = JSON.stringify({ tenant, username: 'physician', password: 'somebody of the tests' });
  const answer = await fetch(`${url}/v1/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return (await answer.json()) as { accessToken: string };
}

/** Everything that the exchange sends, as a partner with a queue of its own would see it. */
async function tapBroker(namespace: string) {
  const connection = await connect((await workerServers('e2e')).amqpUrl);
  const channel = await connection.createChannel();
  const { queue } = await channel.assertQueue('', { exclusive: true });
  await channel.bindQueue(queue, `${namespace}.events`, '#');
  const messages: string[] = [];
  await channel.consume(
    queue,
    (message) =>
      message &&
      messages.push(`${JSON.stringify(message.fields)} ${JSON.stringify(message.properties)} ${message.content.toString()}`),
    { noAck: true },
  );
  return { messages, close: () => connection.close() };
}

const refusalOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => Promise.reject(new Error('was not refused')),
    (problem: { body?: unknown; message: string }) => ({ ...problem, message: problem.message }),
  );

async function tableText(running: RunningOrderly, table: string): Promise<string> {
  const schemas = await running.rows<{ name: string }>(
    'select table_schema as name from information_schema.tables where table_name = $1',
    [table],
  );
  const texts: string[] = [];
  for (const { name } of schemas)
    texts.push(...(await running.rows<{ t: string }>(`select t::text as t from "${name}"."${table}" t`)).map(({ t }) => t));
  return texts.join('\n');
}
