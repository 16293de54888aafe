import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ReceiveLabMessage } from '@orderly/contracts';
import { TestHost } from '@orderly/platform/testing';
import { decodeMessage, readResultMessage, splitBatch, writeResultMessage } from '@orderly/standards/hl7v2';
import { Bench } from './testing/bench';

/** Published sample messages of many senders; not part of the repository. */
const FOLDER = resolve(__dirname, '../../../../../shared/data/hl7v2');
const present = existsSync(FOLDER);
if (!present) console.warn(`Published messages are not tried: there is no ${FOLDER}.`);

const files = () =>
  readdirSync(FOLDER, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
const texts = () => files().flatMap((file) => splitBatch(decodeMessage(readFileSync(file))));

(present ? describe : describe.skip)('published result messages', () => {
  let host: TestHost;
  let bench: Bench;
  beforeAll(async () => {
    host = await Bench.host();
    bench = await Bench.with(host);
  });
  afterAll(() => host.stop());

  /** The same message from our analyser, each under a control id of its own. */
  const ours = (text: string, index: number): string => {
    const [msh = '', ...segments] = text.split('\r');
    const separator = msh[3] as string;
    const fields = msh.split(separator);
    fields[2] = bench.application;
    fields[3] = 'LAB';
    if (fields[9]) fields[9] = `M${index}`;
    return [fields.join(separator), ...segments].join('\r');
  };
  const deliver = (text: string) => host.send(new ReceiveLabMessage({ text }, bench.door));
  const ends = (prefix: string) =>
    host.rows<{ status: string; reason: string | null; n: number }>(
      `select status, reason, count(*)::int as n from laboratory.lab_message
       where tenant = $1 and starts_with(control_id, $2) group by 1, 2 order by 3 desc`,
      [bench.tenant, prefix],
    );

  it('end waiting or refused as long as nobody knows of their orders, and a second delivery changes nothing', async () => {
    const messages = texts()
      .map(ours)
      .filter((text) => /^MSH.[^\r]*ORU.R01/.test(text));
    expect(messages.length).toBeGreaterThan(300);
    const first = [];
    for (const text of messages) first.push(await deliver(text));
    const stored = await ends('M');
    if (process.env['DEBUG']) console.log(messages.length, stored);
    expect(new Set(stored.map(({ status }) => status))).toEqual(new Set(['refused', 'waiting']));
    const second = [];
    for (const text of messages) second.push(await deliver(text));
    expect(second).toEqual(first);
    expect(await ends('M')).toEqual(stored);
    expect(await host.rows('select 1 from laboratory.event_log where tenant = $1', [bench.tenant])).toEqual([]);
  }, 120_000);

  it('are entered as a whole when there is an order for what they say', async () => {
    const said = new Map<string, number>();
    for (const [index, text] of texts().entries()) {
      const { message } = readResultMessage(text);
      if (!message) continue;
      const results = message.reports.flatMap((report) => report.results);
      const taskId = await bench.task(
        results.map(({ code }) => code),
        `R-${index}`,
      );
      said.set(taskId, results.length);
      const sender = { sendingApplication: bench.application, sendingFacility: 'LAB' };
      const header = { ...message.header, ...sender, processingId: 'P', controlId: `R${index}` };
      const reports = message.reports.map((report) => ({ ...report, placerOrderNumber: taskId, accessionNumber: undefined }));
      expect(await deliver(writeResultMessage({ header, reports }))).toEqual({ code: 'AA', faults: [] });
    }
    const stored = await ends('R');
    if (process.env['DEBUG']) console.log(stored);
    expect(stored.find(({ status }) => status === 'entered')?.n).toBeGreaterThan(100);
    expect(stored.every(({ reason }) => reason === null || reason === 'laboratory.nothing-to-correct')).toBe(true);
    const told = await host.rows<{ task: string; n: number }>(
      `select aggregate_id as task, count(*)::int as n from laboratory.event_log
       where tenant = $1 and type like 'laboratory.result-%' group by 1`,
      [bench.tenant],
    );
    expect(told.filter(({ task, n }) => said.get(task) !== n)).toEqual([]);
  }, 120_000);
});
