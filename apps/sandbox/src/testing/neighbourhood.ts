import { mkdtempSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimControlNumber, type ClaimBatch, type InstitutionalClaim, writeClaims } from '@orderly/standards/x12';
import { readConfig, type Sandbox, startSandbox } from '../sandbox';

export const aFolder = (): string => mkdtempSync(join(tmpdir(), 'orderly-sandbox-'));

/** A sandbox on a free port that pays after 20 ms, as a hospital sees it. */
export class Outside {
  private static readonly open = new Set<Outside>();

  private constructor(private readonly sandbox: Sandbox) {
    Outside.open.add(this);
  }

  /** What a failed test leaves open would keep Jest from ending. */
  static async closeAll(): Promise<void> {
    await Promise.all([...Outside.open].map((outside) => outside.close()));
  }

  static async start(env: Record<string, string> = {}): Promise<Outside> {
    const config = readConfig({ SANDBOX_PORT: '0', SANDBOX_PAY_AFTER_MS: '20', MLLP_PORT: '1', ...env });
    return new Outside(await startSandbox(config));
  }

  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const isText = typeof body === 'string';
    const type = isText ? 'application/edi-x12' : 'application/json';
    const answer = await fetch(`${this.sandbox.url}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': type }), ...headers },
      body: isText ? body : JSON.stringify(body),
    });
    return { status: answer.status, text: await answer.text() };
  }

  async submit(text: string, submitterId = 'HOSP1'): Promise<{ name: string; content: string }[]> {
    const { status, text: answer } = await this.call('POST', `/v1/submitters/${submitterId}/claims`, text);
    if (status !== 200) throw new Error(`claims were answered ${status}: ${answer}`);
    return (JSON.parse(answer) as { files: { name: string; content: string }[] }).files;
  }

  async files(submitterId = 'HOSP1'): Promise<string[]> {
    const { text } = await this.call('GET', `/v1/submitters/${submitterId}/files`);
    return (JSON.parse(text) as { files: { name: string }[] }).files.map(({ name }) => name);
  }

  async read(name: string, submitterId = 'HOSP1'): Promise<string> {
    return (await this.call('GET', `/v1/submitters/${submitterId}/files/${name}`)).text;
  }

  async state(): Promise<Record<string, Record<string, unknown>>> {
    return JSON.parse((await this.call('GET', '/admin/state')).text) as Record<string, Record<string, unknown>>;
  }

  faults(party: string, faults: object) {
    return this.call('PUT', `/admin/faults/${party}`, faults);
  }

  close(): Promise<void> {
    Outside.open.delete(this);
    return this.sandbox.close();
  }
}

export function aClaim(visit: string, parts: Partial<InstitutionalClaim> = {}): InstitutionalClaim {
  return {
    claimControlNumber: claimControlNumber(visit, 1),
    frequency: '1',
    facilityType: '13',
    totalCents: 15_000,
    billingProvider: {
      ...{ name: 'ST ANNE HOSPITAL', npi: '1234567893', taxId: '123456789' },
      address: { line: '1 MAIN ST', city: 'BOSTON', state: 'MA', postalCode: '021080001' },
    },
    payer: { name: 'TEST PAYER', id: 'TP01' },
    subscriber: { family: 'TESTPERSON', given: 'ADA', memberId: 'M1', birthDate: '1980-01-02', gender: 'female' },
    statementPeriod: { from: '2026-03-02', to: '2026-03-02' },
    diagnoses: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I10' }],
    lines: [
      { number: 1, revenueCode: '0300', cents: 10_001, quantity: 1, serviceDate: '2026-03-02', reference: 'L1' },
      { number: 2, revenueCode: '0510', cents: 4_999, quantity: 1, serviceDate: '2026-03-02', reference: 'L2' },
    ],
    ...parts,
  };
}

let lastNumber = 0;

/** A claims file as Orderly writes it; each with a new control number. */
export function aFile(claims: InstitutionalClaim[], controlNumber = ++lastNumber): string {
  const batch: ClaimBatch = {
    envelope: { senderId: 'HOSP1', receiverId: 'CLEARING', controlNumber, createdAt: '2026-03-03T08:00:00.000Z', usage: 'T' },
    submitter: { name: 'ST ANNE HOSPITAL', id: 'HOSP1', telephone: '6175550100' },
    receiver: { name: 'CLEARINGHOUSE', id: 'CLEARING' },
    claims,
  };
  return writeClaims(batch);
}

/** Where Orderly would listen for laboratory messages; `answer` says what it answers, undefined: the connection ends. */
export class Listener {
  readonly received: string[] = [];
  answer: (controlId: string) => string | undefined = (controlId) => acknowledgment(controlId, 'AA');
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Listener> {
    const listener = new Listener(createServer());
    listener.server.on('connection', (socket) => listener.serve(socket));
    await new Promise<void>((resolve) => listener.server.listen(0, '127.0.0.1', resolve));
    return listener;
  }

  get port(): string {
    return String((this.server.address() as AddressInfo).port);
  }

  get connections(): number {
    return this.sockets.size;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(socket: Socket): void {
    let held = '';
    this.sockets.add(socket);
    socket.setEncoding('utf8');
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('data', (chunk: string) => {
      held += chunk;
      for (let end = held.indexOf('\x1c\r'); end >= 0; end = held.indexOf('\x1c\r')) {
        const message = held.slice(held.indexOf('\v') + 1, end);
        held = held.slice(end + 2);
        this.received.push(message);
        const answer = this.answer(controlIdOf(message));
        if (answer === undefined) return void socket.destroy();
        socket.write(`\v${answer}\x1c\r`);
      }
    });
  }
}

export const controlIdOf = (message: string): string => message.split('|')[9] ?? '';

export const acknowledgment = (controlId: string, code: string): string =>
  `MSH|^~\\&|ORDERLY|LAB|ANALYSER|LAB|20260302080000||ACK^R01^ACK|1|P|2.5.1\rMSA|${code}|${controlId}\r`;
