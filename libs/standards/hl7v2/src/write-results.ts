import type { Hl7Segment } from '@medplum/core';
import type { Quantity, ReportedResult, ResultMessage, ResultReport } from './model';
import { statusLetter, systemName } from './terminology';
import { writeTime } from './time';
import { isUnknown } from './value';
import { codedField, component, field, headerSegment, messageOf, segment } from './write';

/** An ORU^R01 (ORC left out, OBR-2 and OBR-3 hold the numbers) or an OUL^R22 (a specimen before each OBR), ended by CR. */
export function writeResultMessage({ header, reports }: ResultMessage): string {
  const specimenFirst = header.type === 'OUL^R22';
  const body = reports.flatMap((report, index) => [
    ...(specimenFirst
      ? [segment('SPM', String(index + 1), report.accessionNumber ? specimenLabel(report.accessionNumber) : '')]
      : []),
    orderSegment(report, index),
    ...report.results.map(resultSegment),
  ]);
  return messageOf([headerSegment(header, header.type.replace('^', '_')), ...body]);
}

/** SPM-2 is an EIP: the filler's identifier is its second component. */
const specimenLabel = (accessionNumber: string): string => `^${component(accessionNumber)}`;

const orderSegment = ({ placerOrderNumber, accessionNumber, code }: ResultReport, index: number): Hl7Segment =>
  segment('OBR', String(index + 1), component(placerOrderNumber), component(accessionNumber), codedField(code));

function resultSegment(result: ReportedResult, index: number): Hl7Segment {
  const { type, value, unit } = valueFields(result);
  const at = result.effectiveDateTime ? writeTime(result.effectiveDateTime) : '';
  const what = [String(index + 1), type, codedField(result.code), '', value, unit, rangeField(result.referenceRange)];
  const how = [component(result.interpretation), '', '', statusLetter(result.status), '', '', at];
  return segment('OBX', ...what, ...how);
}

/** OBX-2, OBX-5 and OBX-6. */
function valueFields({ value, referenceRange }: ReportedResult): { type: string; value: string; unit: string } {
  const { valueQuantity: quantity, valueCodeableConcept: concept, valueString, dataAbsentReason: reason } = value;
  const unit = unitField(quantity ?? boundOf(referenceRange));
  if (quantity?.comparator) return { type: 'SN', value: field(quantity.comparator, quantity.value), unit };
  if (quantity) return { type: 'NM', value: component(quantity.value), unit };
  if (concept) return { type: 'CWE', value: conceptField(concept), unit };
  if (reason) return { type: 'CWE', value: isUnknown(reason) ? '' : codedField(reason), unit };
  return { type: 'ST', value: component(valueString), unit: '' };
}

const boundOf = (range: ReportedResult['referenceRange']): Quantity | undefined => range?.low ?? range?.high;

/** CWE has room for two codings; a third is left out. */
function conceptField({ coding: [first, second], text }: NonNullable<ReportedResult['value']['valueCodeableConcept']>): string {
  const codings = [first, second].flatMap((coding) => [coding?.code, coding?.display, coding && systemName(coding.system)]);
  return field(...codings, '', '', text);
}

const unitField = (quantity: Quantity | undefined): string =>
  quantity?.code ? field(quantity.code, quantity.unit, systemName(quantity.system ?? '')) : field(quantity?.unit);

function rangeField(range: ReportedResult['referenceRange']): string {
  if (range?.text) return component(range.text);
  return range?.low && range.high ? component(`${range.low.value}-${range.high.value}`) : '';
}
