import { readInterchanges } from './interchanges';
import type { InterchangeAcknowledgment, SyntaxFault } from './model';
import { part, type Segment } from './tokens';
import { envelopeFault, identifier, NotExpressible } from './values';
import { writeInterchange } from './writer';

/**
 * Writes a TA1 in an interchange without functional groups (005010X231A1, appendix C.1). TA102 and TA103, date and time of the
 * interchange that is answered, are those of the answer: the shape does not keep them.
 * @throws NotExpressible when a control number or note has no place in the file
 */
export function writeInterchangeAcknowledgment({ envelope, controlNumber, code, note }: InterchangeAcknowledgment): string {
  if (!Number.isInteger(controlNumber) || controlNumber < 0 || controlNumber > 999_999_999) {
    throw new NotExpressible('TA101', 'must be 0 to 999999999');
  }
  const digits = envelope.createdAt.replace(/\D/g, '');
  const answered = String(controlNumber).padStart(9, '0');
  const acknowledgment = ['TA1', answered, digits.slice(2, 8), digits.slice(8, 12), code, identifier(note, 3, 'TA105')] as const;
  return writeInterchange(envelope, undefined, acknowledgment);
}

/** Reads every TA1 of a file. The faults are those of the envelopes and of TA1 segments that cannot be read. */
export function readInterchangeAcknowledgments(text: string): {
  acknowledgments: InterchangeAcknowledgment[];
  faults: SyntaxFault[];
} {
  const acknowledgments: InterchangeAcknowledgment[] = [];
  const faults: SyntaxFault[] = [];
  for (const { envelope, usable, acknowledgments: segments, faults: own } of readInterchanges(text)) {
    for (const fault of own) faults.push(fault);
    for (const segment of segments) {
      const fault = faultOf(segment);
      if (fault) faults.push(fault);
      else if (envelope && usable) acknowledgments.push({ envelope, ...acknowledgmentOf(segment) });
    }
  }
  return { acknowledgments, faults };
}

const acknowledgmentOf = (segment: Segment): Omit<InterchangeAcknowledgment, 'envelope'> => ({
  controlNumber: Number(part(segment, 1)),
  code: part(segment, 4) as InterchangeAcknowledgment['code'],
  note: part(segment, 5) || '000',
});

/** What is wrong with a TA1; TA105 is required by the standard but missing in the field, which harms nobody. */
export function faultOf(segment: Segment): SyntaxFault | undefined {
  if (!/^\d{1,9}$/.test(part(segment, 1)))
    return { ...envelopeFault('6', 'TA101 is not a control number.'), segment: 'TA1', element: 1 };
  if (!/^[AER]$/.test(part(segment, 4))) return { ...envelopeFault('7', 'TA104 is not A, E or R.'), segment: 'TA1', element: 4 };
  return undefined;
}
