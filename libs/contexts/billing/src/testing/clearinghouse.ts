import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import {
  acknowledge,
  InstitutionalClaim,
  readClaims,
  writeClaimAcknowledgments,
  writeImplementationAcknowledgment,
} from '@orderly/standards/x12';
import { submitterIdOf } from '../clearinghouse';

/** What may go wrong: no connection, no answer, 503, a redirection, an answer that says nothing, a 999 R, a 277CA with this category. */
export type Fault = 'dead' | 'hang' | '503' | '307' | 'garbage' | 'mute' | '999 R' | 'A0' | 'A1' | 'A3';

type Reply = (status: number, body: unknown) => void;

interface File {
  name: string;
  content: string;
}

/** A clearinghouse on a port of its own that takes each claim once by CLM01, and does what a spec wants to go wrong. */
export class TestClearinghouse {
  readonly url: string;
  fault?: Fault;
  /** The answer to the next file gets lost after the claims were taken. */
  losesAnswer = false;
  /** Comes with each answer to a file. */
  besides: File[] = [];
  /** Tenants whose mailbox cannot be read. */
  readonly broken = new Set<string>();
  /** Files as they came. */
  readonly received: string[] = [];
  /** Claims that were taken, by CLM01. */
  readonly taken = new Map<string, InstitutionalClaim>();
  /** The payer's number of each claim, unless the spec wants that the 277CA has none. */
  numbers = true;
  private readonly mailboxes = new Map<string, Map<string, string>>();
  private sent = 0;

  private constructor(private readonly server: Server) {
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (request, response) => void this.answer(request, response));
  }

  static async start(): Promise<TestClearinghouse> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new TestClearinghouse(server);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  reset(): void {
    Object.assign(this, { fault: undefined, losesAnswer: false, numbers: true, besides: [] });
    this.broken.clear();
    this.received.length = 0;
    this.taken.clear();
    this.mailboxes.clear();
  }

  mailbox(tenant: string): Map<string, string> {
    return this.box(submitterIdOf(tenant));
  }

  private box(submitter: string): Map<string, string> {
    const box = this.mailboxes.get(submitter) ?? new Map<string, string>();
    this.mailboxes.set(submitter, box);
    return box;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await bodyOf(request);
    const [path = '', moved] = (request.url ?? '').split('?');
    const [, , , submitter = '', what, name] = path.split('/');
    const reply: Reply = (status, body) =>
      void response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
    if (moved === undefined && this.goesWrong(request, response)) return;
    if (what !== 'claims' && this.isBroken(submitter)) return reply(200, '<html>');
    if (what !== 'claims') return this.show(this.box(submitter), { name, removes: request.method === 'DELETE' }, reply);
    const files = this.take(text);
    if (!this.losesAnswer) return reply(200, { files: [...files, ...this.besides] });
    this.losesAnswer = false;
    request.socket.destroy();
  }

  private isBroken(submitter: string): boolean {
    return [...this.broken].some((tenant) => submitterIdOf(tenant) === submitter);
  }

  private goesWrong(request: IncomingMessage, response: ServerResponse): boolean {
    const wrong: { [fault in Fault]?: () => unknown } = {
      dead: () => request.socket.destroy(),
      hang: () => undefined,
      '503': () => response.writeHead(503).end(),
      '307': () => response.writeHead(307, { location: `${this.url}${request.url}?moved` }).end(),
      garbage: () => response.end('<html>'),
    };
    const goWrong = this.fault && wrong[this.fault];
    goWrong?.();
    return goWrong !== undefined;
  }

  private show(box: Map<string, string>, wanted: { name?: string; removes: boolean }, reply: Reply): void {
    if (!wanted.name) return reply(200, { files: [...box.keys()].map((name) => ({ name })) });
    const name = decodeURIComponent(wanted.name);
    const content = box.get(name);
    if (content === undefined) return reply(404, '');
    if (wanted.removes) box.delete(name);
    reply(200, wanted.removes ? '' : content);
  }

  private take(text: string): File[] {
    this.received.push(text);
    if (this.fault === 'mute') return [{ name: 'note.txt', content: 'we are looking into it' }];
    const now = { controlNumber: ++this.sent, createdAt: '2026-03-02T08:00:01.000Z' };
    const [answer] = acknowledge(text, now);
    if (answer?.type !== '999') throw new Error('not a file that a 999 answers');
    const { acknowledgment } = answer;
    if (this.fault === '999 R') {
      const transactions = acknowledgment.transactions.map((set) => ({ ...set, code: 'R' as const }));
      return [{ name: '999', content: writeImplementationAcknowledgment({ ...acknowledgment, code: 'R', transactions }) }];
    }
    const claims = readClaims(text).batches.flatMap((batch) => batch.claims);
    const category = this.fault ?? 'A2';
    for (const claim of claims) if (category !== 'A3') this.taken.set(claim.claimControlNumber, claim);
    const said = claims.map(({ claimControlNumber, totalCents: billedCents }) => ({
      ...{ claimControlNumber, category, status: category === 'A3' ? '21' : '20', billedCents },
      ...(this.numbers && category !== 'A3' && { payerClaimControlNumber: payerNumberOf(claimControlNumber) }),
    }));
    const envelope = { ...acknowledgment.envelope, controlNumber: ++this.sent };
    return [
      { name: 'ack\u0000/999', content: writeImplementationAcknowledgment(acknowledgment) },
      { name: '277CA', content: writeClaimAcknowledgments({ envelope, claims: said }) },
    ];
  }
}

export const payerNumberOf = (claimControlNumber: string): string => `P${claimControlNumber}`;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
