import { createHash } from 'node:crypto';
import { Coding, Decimal, Instant } from '@orderly/kernel';
import { writeResultMessage } from '@orderly/standards/hl7v2';
import { z } from 'zod';

const Text = z.string().min(1).max(1_000);
const Quantity = z.strictObject({
  value: Decimal,
  comparator: z.enum(['<', '<=', '>=', '>']).optional(),
  unit: Text.optional(),
  system: Text.optional(),
  code: Text.optional(),
});
const Value = z.union([
  z.strictObject({ valueQuantity: Quantity }),
  z.strictObject({ valueCodeableConcept: z.strictObject({ coding: z.array(Coding), text: Text.optional() }) }),
  z.strictObject({ valueString: Text }),
  z.strictObject({ dataAbsentReason: Coding }),
]);
const Result = z.strictObject({
  code: Coding,
  status: z.enum(['preliminary', 'final', 'corrected', 'amended', 'entered-in-error', 'cancelled']),
  value: Value,
  interpretation: Text.optional(),
  referenceRange: z.strictObject({ low: Quantity.optional(), high: Quantity.optional(), text: Text.optional() }).optional(),
  effectiveDateTime: Instant.optional(),
});
const Order = z.strictObject({
  sendingApplication: Text,
  sendingFacility: Text,
  placerOrderNumber: Text,
  accessionNumber: Text.optional(),
  report: z.strictObject({
    placerOrderNumber: Text.optional(),
    accessionNumber: Text.optional(),
    code: Coding,
    results: z.array(Result).max(500),
  }),
});
export type Order = z.output<typeof Order>;

export const AnalyserOrders = z.strictObject({
  orders: z
    .array(Order)
    .refine(
      (orders) => new Set(orders.map(({ placerOrderNumber }) => placerOrderNumber)).size === orders.length,
      'each order once',
    ),
});

/** One ORU^R01, as it is sent until somebody acknowledges it. */
export interface Message {
  controlId: string;
  placerOrderNumber: string;
  text: string;
}

/** MSH-10 is the same whenever the same results of the same order are sent, and another one when they have changed. */
export function messageOf(
  { sendingApplication, sendingFacility, placerOrderNumber, accessionNumber, report }: Order,
  at: string,
): Message {
  const told = { ...report, placerOrderNumber, accessionNumber: accessionNumber ?? report.accessionNumber };
  const revision = JSON.stringify([sendingApplication, sendingFacility, told]);
  const controlId = digest(revision).toString('hex').slice(0, 20).toUpperCase();
  const text = writeResultMessage({
    header: {
      ...{ sendingApplication, sendingFacility, receivingApplication: 'ORDERLY', receivingFacility: sendingFacility },
      ...{ at, type: 'ORU^R01', controlId, processingId: 'P', version: '2.5.1' },
    },
    reports: [told],
  });
  return { controlId, placerOrderNumber, text };
}

export const digest = (text: string) => createHash('sha256').update(text).digest();
