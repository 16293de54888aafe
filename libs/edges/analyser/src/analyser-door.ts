import { BeforeApplicationShutdown, Inject, Injectable, Logger, OnApplicationBootstrap } from '@nestjs/common';
import { Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { Acknowledgment, ReceiveLabMessage } from '@orderly/contracts';
import { Clock, Ctx, newId, Refusal } from '@orderly/kernel';
import { ANYBODY, Gateway } from '@orderly/platform/http';
import { MllpServer, MllpServerOptions, Peer } from '@orderly/platform/mllp';
import { failureKind, traceparentOf } from '@orderly/platform/telemetry';
import { decodeMessage, isFault, MessageHeader, readHeader, writeAcknowledgment } from '@orderly/standards/hl7v2';

export const ANALYSER_OPTIONS = Symbol('analyser options');

/** Where analysers connect. Port 0: any free one. With `tls` only those with a certificate get through. */
export type AnalyserOptions = Pick<MllpServerOptions, 'host' | 'port' | 'tls'>;

const tracer = trace.getTracer('orderly');

/** Where a message of an analyser becomes a command, and its answer an ACK. Opens with the application and closes before it. */
@Injectable()
export class AnalyserDoor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('Analysers');
  private readonly server: MllpServer;
  /** Where it listens. */
  port = 0;

  constructor(
    @Inject(ANALYSER_OPTIONS) private readonly options: AnalyserOptions,
    @Inject(Gateway) private readonly gateway: Gateway,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.server = new MllpServer(options, (message, peer) => this.answer(message, peer));
  }

  async onApplicationBootstrap(): Promise<void> {
    this.port = await this.server.listen();
    this.log.log(`analysers deliver to port ${this.port}`);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.server.close();
  }

  /** Rejects when there is no answer: the connection ends, and the sender sends again. */
  private async answer(message: Buffer, peer: Peer): Promise<string> {
    const text = decodeMessage(message);
    const header = readHeader(text);
    const span = tracer.startSpan('mllp message', { kind: SpanKind.SERVER });
    try {
      const { code, faults } = await this.receive(text, peer, span);
      if (code !== 'AA')
        this.log.warn(`a message of ${nameOf(peer)} is answered with ${code} ${faults.map((fault) => fault.code).join(', ')}`);
      const to: MessageHeader | undefined = isFault(header) ? undefined : header;
      return writeAcknowledgment({ to, code, controlId: newId(), at: this.clock.now(), faults });
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  }

  private async receive(text: string, { certificateSubject }: Peer, span: Span): Promise<Acknowledgment> {
    if (this.options.tls && !certificateSubject) return NAMELESS;
    try {
      const command = new ReceiveLabMessage({ text, certificateSubject }, contextOf(span));
      return (await this.gateway.send(command)) as Acknowledgment;
    } catch (error) {
      if (error instanceof Refusal && TRANSIENT.has(error.page.status)) throw error;
      this.log.error(`a message failed: ${failureKind(error)}`);
      return FAILED;
    }
  }
}

const nameOf = ({ address, certificateSubject }: Peer) => [address, certificateSubject ?? []].flat().join(' ');

/** The tenant is not known before the sender is; the handler looks it up. */
const contextOf = (span: Span): Ctx => {
  const id = newId();
  return {
    tenant: ANYBODY.tenant,
    user: 'system:analyser-door',
    permissions: new Set([ReceiveLabMessage.permission]),
    correlationId: id,
    causationId: id,
    traceparent: traceparentOf(span),
    outcome: {},
  };
};

/** Somebody was quicker, or something is away: the same message is welcome again in a moment. Many senders give up after any answer, so there is none. */
const TRANSIENT: ReadonlySet<number> = new Set([409, 503]);

/** A certificate without a subject is nobody's. */
const NAMELESS: Acknowledgment = {
  code: 'AR',
  faults: [{ acknowledgment: 'AR', code: '204', text: 'The certificate has no subject.' }],
};

/** Nothing was stored, and the same message would fail again. */
const FAILED: Acknowledgment = {
  code: 'AR',
  faults: [{ acknowledgment: 'AR', code: '207', text: 'The message could not be processed here.' }],
};
