import type { Clock } from '@orderly/kernel';
import {
  acknowledge,
  type ClaimAcknowledgment,
  type Envelope,
  type ImplementationAcknowledgment,
  writeClaimAcknowledgments,
  writeImplementationAcknowledgment,
  writeInterchangeAcknowledgment,
} from '@orderly/standards/x12';

/** A file of the clearinghouse; what is no text travels as base64. */
export interface File {
  name: string;
  content: string;
  encoding?: 'base64';
}

/** Who wrote to whom: the envelope of an answer is its mirror image. */
export type Route = Pick<Envelope, 'senderId' | 'receiverId' | 'usage'>;

/** Whatever the sandbox writes, each under a control number of its own. */
export class Envelopes {
  /** Seconds since 2020: a sandbox that remembers nothing does not begin with numbers that it has used before. */
  last = Math.floor((Date.now() - Date.UTC(2020)) / 1000);

  constructor(private readonly clock: Clock) {}

  /** The envelope of an answer to what came this way. */
  next({ senderId, receiverId, usage }: Route): Envelope {
    return { senderId: receiverId, receiverId: senderId, controlNumber: ++this.last, createdAt: this.clock.now(), usage };
  }

  /** A number that is used up, by this process or an earlier one. */
  seen(controlNumber: number): void {
    this.last = Math.max(this.last, controlNumber);
  }

  /** TA1 and 999 of whatever was sent (nothing when it holds no ISA); `rejected`: the 999 says no without a reason. */
  answersTo(text: string, rejected: boolean): File[] {
    const answers = acknowledge(text, { controlNumber: this.last + 1, createdAt: this.clock.now() });
    this.last += answers.length;
    return answers.map(({ type, acknowledgment }) => {
      if (type === 'TA1') return fileOf(type, acknowledgment.envelope, writeInterchangeAcknowledgment(acknowledgment));
      const written = rejected ? asRejected(acknowledgment) : acknowledgment;
      return fileOf(type, acknowledgment.envelope, writeImplementationAcknowledgment(written));
    });
  }

  /** TA1 that refuses a file: note 025, a number that has come before with other claims; 022, nothing that can be answered. */
  refusal(route: Route, answered: { controlNumber: number; note: '022' | '025' }): File {
    const envelope = this.next(route);
    return fileOf('TA1', envelope, writeInterchangeAcknowledgment({ envelope, code: 'R', ...answered }));
  }

  /** 277CA. */
  claimAcknowledgments(route: Route, claims: ClaimAcknowledgment[]): File {
    const envelope = this.next(route);
    return fileOf('277CA', envelope, writeClaimAcknowledgments({ envelope, claims }));
  }
}

export const fileName = (kind: string, { controlNumber }: Envelope): string =>
  `${kind}-${String(controlNumber).padStart(9, '0')}`;

const fileOf = (kind: string, envelope: Envelope, content: string): File => ({
  name: `${fileName(kind, envelope)}.edi`,
  content,
});

/** IK304 I6: something is missing that only this clearinghouse wants. */
const asRejected = (acknowledgment: ImplementationAcknowledgment): ImplementationAcknowledgment => ({
  ...acknowledgment,
  code: 'R',
  transactions: acknowledgment.transactions.map(({ controlNumber }) => ({
    ...{ controlNumber, code: 'R' },
    errors: [{ segment: 'CLM', position: 20, code: 'I6', text: 'Refused for the sake of a test.' }],
  })),
});
