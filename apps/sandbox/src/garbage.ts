import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { frame, FrameReader } from '@orderly/platform/mllp';
import { isFault, readAcknowledgment } from '@orderly/standards/hl7v2';
import type { Address } from './line';

export interface Garbled {
  sent: string;
  /** An acknowledgment code; `closed`: the connection ended without one; `silent`: nothing within 3 s; `unreachable`: nobody was there. */
  answer: 'AA' | 'AE' | 'AR' | 'closed' | 'silent' | 'unreachable' | 'not understood';
}

const PATIENCE_MS = 3_000;

const noise = () => Buffer.from(randomBytes(200).map((byte) => ([0x0b, 0x1c, 0x0d].includes(byte) ? 0x3f : byte)));
const foreign = () =>
  [
    `MSH|^~\\&|NOBODY|NOWHERE|ORDERLY|NOWHERE|20260302080000||ORU^R01^ORU_R01|${randomBytes(8).toString('hex').toUpperCase()}|P|2.5.1`,
    'OBR|1|none||2345-7^Glucose^LN',
    'OBX|1|NM|2345-7^Glucose^LN||4.50|mmol/L|||||F',
    '',
  ].join('\r');

const KINDS: readonly [sent: string, bytes: () => Buffer][] = [
  ['noise without a frame', noise],
  ['half a message', () => Buffer.from('\vMSH|^~\\&|ANALYSER|LAB')],
  ['noise in a frame', () => frame(noise())],
  ['an empty frame', () => frame('')],
  ['a header that ends early', () => frame('MSH|^~\\&|')],
  ['a result from nobody we know', () => frame(foreign())],
];

/** Sends rubbish of each kind to the door for analysers, one after the other, each over a connection of its own. */
export async function sendGarbage(address: Address): Promise<Garbled[]> {
  const answers: Garbled[] = [];
  for (const [sent, bytes] of KINDS) answers.push({ sent, answer: await answerTo(address, bytes()) });
  return answers;
}

function answerTo(address: Address, bytes: Buffer): Promise<Garbled['answer']> {
  return new Promise((resolve) => {
    const reader = new FrameReader(64 * 1024);
    const socket = connect(address);
    const finish = (answer: Garbled['answer']) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(PATIENCE_MS, () => finish('silent'));
    // Our half is closed: who waits for more waits in vain.
    socket.once('connect', () => socket.end(bytes));
    socket.on('data', (chunk) => {
      const [answer] = reader.push(chunk);
      if (answer) finish(codeOf(answer.toString()));
    });
    socket.once('error', () =>
      finish(socket.connecting || socket.bytesRead + socket.bytesWritten === 0 ? 'unreachable' : 'closed'),
    );
    socket.once('close', () => finish('closed'));
  });
}

function codeOf(answer: string): Garbled['answer'] {
  const read = readAcknowledgment(answer);
  return isFault(read) ? 'not understood' : read.code;
}
