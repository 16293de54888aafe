import { DynamicModule, Logger } from '@nestjs/common';
import { CommandHandler, CqrsModule } from '@nestjs/cqrs';
import { Test, TestingModule } from '@nestjs/testing';
import { Acknowledgment, OPERATIONS, ReceiveLabMessage, ROLES } from '@orderly/contracts';
import { Clock, FixedClock, refuses } from '@orderly/kernel';
import { MllpClient, Peer } from '@orderly/platform/mllp';
import { AnalyserDoor, AnalyserEdge, AnalyserOptions } from '.';

const AT = '2026-03-02T08:00:00.000Z';
const MESSAGE = 'MSH|^~\\&|CHEM1|LAB|ORDERLY|HOSPITAL|20260302080000||ORU^R01^ORU_R01|M1|P|2.5.1\rOBR|1|O1||58410-2^CBC^LN\r';
const accepted: Acknowledgment = { code: 'AA', faults: [] };

const laboratory = { seen: [] as ReceiveLabMessage[], answer: (): Promise<Acknowledgment> => Promise.resolve(accepted) };

@CommandHandler(ReceiveLabMessage)
class Handler {
  execute(command: ReceiveLabMessage): Promise<Acknowledgment> {
    laboratory.seen.push(command);
    return laboratory.answer();
  }
}

describe('the door for analysers', () => {
  let app: TestingModule;
  let client: MllpClient;
  beforeEach(async () => {
    Object.assign(laboratory, { seen: [], answer: () => Promise.resolve(accepted) });
    class Shared {}
    const shared: DynamicModule = {
      module: Shared,
      global: true,
      imports: [CqrsModule.forRoot()],
      providers: [{ provide: Clock, useValue: new FixedClock(AT) }, Handler],
      exports: [Clock, CqrsModule],
    };
    app = await Test.createTestingModule({
      imports: [shared, AnalyserEdge.at({ host: '127.0.0.1', port: 0 })],
    }).compile();
    app.useLogger(false);
    await app.init();
    client = new MllpClient({ host: '127.0.0.1', port: app.get(AnalyserDoor, { strict: false }).port, timeoutMs: 5_000 });
  });
  afterEach(async () => {
    client.close();
    await app.close();
    jest.restoreAllMocks();
  });

  const segments = async (text: string) => (await client.send(text)).split('\r');

  it('hands the message to the laboratory under no tenant and with one permission, which no role holds', async () => {
    await client.send(MESSAGE);
    const [{ data, ctx } = {}] = laboratory.seen;
    expect(data).toEqual({ text: MESSAGE });
    expect(ctx).toMatchObject({ tenant: '00000000-0000-0000-0000-000000000000', user: 'system:analyser-door' });
    expect([...(ctx?.permissions ?? [])]).toEqual(['results:deliver']);
    expect(Object.values(ROLES).flat()).not.toContain('results:deliver');
    expect(OPERATIONS).toContain(ReceiveLabMessage);
  });

  it('tells whose certificate it was, and with TLS believes nobody without a name', async () => {
    type Inside = { options: AnalyserOptions; answer(message: Buffer, peer: Peer): Promise<string> };
    const door = app.get<unknown, Inside>(AnalyserDoor, { strict: false });
    const of = async (certificateSubject?: string) =>
      (await door.answer(Buffer.from(MESSAGE), { address: '127.0.0.1', certificateSubject })).split('\r')[1];
    expect(await of('O=Laboratory, CN=analyser-1')).toBe('MSA|AA|M1');
    expect(laboratory.seen.at(-1)?.data.certificateSubject).toBe('O=Laboratory, CN=analyser-1');
    Object.assign(door.options, { tls: {} });
    expect(await of()).toBe('MSA|AR|M1');
    expect(laboratory.seen).toHaveLength(1);
  });

  it('answers what the laboratory says, addressed to the sender', async () => {
    const [msh = '', msa] = await segments(MESSAGE);
    expect(msh.split('|').slice(2, 9)).toEqual([
      'ORDERLY',
      'HOSPITAL',
      'CHEM1',
      'LAB',
      expect.stringMatching(/^20260302080000/),
      '',
      'ACK^R01^ACK',
    ]);
    expect(msa).toBe('MSA|AA|M1');
    laboratory.answer = () =>
      Promise.resolve({ code: 'AE', faults: [{ acknowledgment: 'AE', code: '103', location: 'OBX[2]-11', text: 'Wrong.' }] });
    const [, refused, err] = await segments(MESSAGE);
    expect(refused).toBe('MSA|AE|M1');
    expect(err).toMatch(/^ERR\|\|OBX\^2\^11\|103\^/);
  });

  it('goes on after garbage and after a fault of ours, which it names without its words', async () => {
    const error = jest.spyOn(Logger.prototype, 'error').mockImplementation();
    laboratory.answer = () => Promise.reject(new TypeError('Testwood'));
    const [, failed, err] = await segments(MESSAGE);
    expect([failed, err]).toEqual(['MSA|AR|M1', expect.stringContaining('|207^')]);
    expect(JSON.stringify(error.mock.calls)).toContain('TypeError');
    expect(JSON.stringify(error.mock.calls)).not.toContain('Testwood');
    laboratory.answer = () => Promise.resolve({ code: 'AR', faults: [] });
    expect((await segments('\u0001 no message'))[1]).toMatch(/^MSA\|AR/);
    laboratory.answer = () => Promise.resolve(accepted);
    expect((await segments(MESSAGE))[1]).toBe('MSA|AA|M1');
  });

  it('gives no answer while something is away, so that the message comes again', async () => {
    laboratory.answer = () => Promise.reject(refuses('unavailable'));
    await expect(client.send(MESSAGE)).rejects.toMatchObject({ code: 'ECONNRESET' });
    laboratory.answer = () => Promise.resolve(accepted);
    expect((await segments(MESSAGE))[1]).toBe('MSA|AA|M1');
  });

  it('closes with the application, after the answer that is being made', async () => {
    let arrived = () => {};
    const working = new Promise<void>((resolve) => (arrived = resolve));
    let finish = (_: Acknowledgment) => {};
    laboratory.answer = () => {
      arrived();
      return new Promise((resolve) => (finish = resolve));
    };
    const answer = segments(MESSAGE);
    await working;
    const closed = app.close();
    finish(accepted);
    expect((await answer)[1]).toBe('MSA|AA|M1');
    await closed;
    await expect(client.send(MESSAGE)).rejects.toThrow();
  });
});
