import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { MllpClient } from '@orderly/platform/mllp';
import { type AcknowledgmentCode, isFault, readAcknowledgment } from '@orderly/standards/hl7v2';
import type { Faults } from './faults';

/** Where Orderly listens. */
export interface Address {
  host: string;
  port: number;
}

interface Work<M> {
  faults: Faults;
  /** Ends every waiting. */
  signal: AbortSignal;
  sent: () => void;
  acknowledged: (message: M, code: AcknowledgmentCode) => void;
}

const TIMEOUT_MS = 10_000;
const BACK_OFF_MS = { first: 100, most: 5_000 };

/** One connection of the analyser: sends one message at a time, each until it is acknowledged, with growing pauses. */
export class Line<M extends { text: string; controlId: string }> {
  private readonly queue: M[] = [];
  private readonly client: MllpClient;
  private busy = false;

  constructor(
    private readonly address: Address,
    private readonly work: Work<M>,
  ) {
    this.client = new MllpClient({ ...address, timeoutMs: TIMEOUT_MS });
  }

  add(message: M): void {
    this.queue.push(message);
    if (!this.busy) void this.drain();
  }

  close(): void {
    this.client.close();
  }

  private async drain(): Promise<void> {
    this.busy = true;
    for (let failures = 0; this.queue[0] && !this.work.signal.aborted;) {
      const code = await this.attempt(this.queue[0]);
      if (code) {
        this.work.acknowledged(this.queue.shift() as M, code);
        failures = 0;
      } else {
        await pause(Math.min(BACK_OFF_MS.first * 2 ** failures++, BACK_OFF_MS.most), this.work.signal);
      }
    }
    this.busy = false;
  }

  /** The acknowledgment code, or undefined when none has come that can be understood. */
  private async attempt({ text, controlId }: M): Promise<AcknowledgmentCode | undefined> {
    const { faults, signal } = this.work;
    await this.obstacles();
    if (signal.aborted) return undefined;
    if (faults.hit('analyser garbage', faults.state.analyser.garbage)) {
      const rubbish = faults.garbage(text).toString('latin1');
      // Whatever is answered to rubbish: the right message comes next.
      await this.client.send(rubbish.replace(/[\r\v\x1c]/g, '?')).catch(() => undefined);
    }
    try {
      this.work.sent();
      const answer = readAcknowledgment(await this.client.send(text));
      if (faults.state.analyser.duplicateMessages) await this.again(text);
      return isFault(answer) || answer.controlId !== controlId ? undefined : answer.code;
    } catch {
      return undefined;
    }
  }

  /** Whatever is answered to the second one. */
  private async again(text: string): Promise<void> {
    this.work.sent();
    await this.client.send(text).catch(() => undefined);
  }

  private async obstacles(): Promise<void> {
    const { faults, signal } = this.work;
    for (;;) {
      const { down, hang, delayMs = 0 } = faults.state.analyser;
      if (hang) await this.fallSilent();
      else if (down) await faults.changed();
      else return delayMs ? pause(delayMs, signal) : undefined;
    }
  }

  /** A connection on which half a message has come, and then nothing. */
  private async fallSilent(): Promise<void> {
    const socket = connect({ ...this.address, signal: this.work.signal }, () => socket.write('\vMSH|^~\\&|'));
    socket.on('error', () => undefined);
    await this.work.faults.changed();
    socket.destroy();
  }
}

/** Waits, but not longer than the signal allows. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> => sleep(ms, undefined, { signal }).catch(() => undefined);
