import { bestCoding } from './coding';
import { Findings } from './findings';
import { headerFaults, headerOf, isFault } from './header';
import type { MessageFault, MessageHeader, ReportedResult, ResultMessage, ResultReport } from './model';
import { open, type Segment } from './segment';
import { statusOf } from './terminology';
import { readTime } from './time';
import { rangeOf, unitOf, valueOf } from './value';

/** Chapter 7.3.1 and 7.3.5 to 7.3.8. */
export const RESULT_TYPES: ReadonlySet<string> = new Set(['ORU^R01', 'OUL^R21', 'OUL^R22', 'OUL^R23', 'OUL^R24']);
/** Here the specimen and its containers precede their orders, and ORC follows OBR. */
const SPECIMEN_FIRST = new Set(['OUL^R22', 'OUL^R23']);
const ORDER_FIRST = new Set(['OUL^R22', 'OUL^R23', 'OUL^R24']);
const LONGEST_NUMBER = 100;
/** Contracts know codes like N, HH, POS, `<`. */
const INTERPRETATION = /^[A-Z<>]{1,5}$/;

/**
 * The results in an ORU^R01 (chapter 7.3.1) or OUL^R21 to R24 of HL7 v2.3 to v2.8. A message is taken as a whole: `message` is there
 * only when there are no faults, of which 20 are told at most. Patient, visit and notes are not read. Never throws.
 */
export function readResultMessage(text: string): { message?: ResultMessage; faults: MessageFault[] } {
  const syntax = open(text);
  if (isFault(syntax)) return { faults: [syntax] };
  const header = headerOf(syntax.segments[0]);
  if (isFault(header)) return { faults: [header] };
  if (!RESULT_TYPES.has(header.type)) {
    return {
      faults: [{ acknowledgment: 'AR', code: '200', location: 'MSH[1]-9', text: 'Messages of this type are not taken.' }],
    };
  }
  const refused = headerFaults(header);
  if (refused.length > 0) return { faults: refused };
  const findings = new Findings();
  syntax.faults.forEach((fault) => findings.add(fault));
  const reports = new Reports(header, findings);
  for (const segment of syntax.segments) {
    if (findings.full) break;
    reports.take(segment);
  }
  const message = { header, reports: reports.finish() };
  return findings.faults.length > 0 ? { faults: findings.faults } : { message, faults: [] };
}

/** Goes through the segments in their order and puts each where the message's structure says that it belongs. */
class Reports {
  private readonly reports: ResultReport[] = [];
  private order?: Segment;
  private request?: Segment;
  private specimen?: Segment;
  /** OBX of the specimen (or, from v2.8 on, of the patient), not of an order: no result. */
  private besideOrders: boolean;

  constructor(
    private readonly header: MessageHeader,
    private readonly findings: Findings,
  ) {
    this.besideOrders = header.version.startsWith('2.8');
  }

  take(segment: Segment): void {
    if (segment.name === 'ORC') this.takeOrder(segment);
    else if (segment.name === 'OBR') this.takeRequest(segment);
    else if (segment.name === 'SPM') this.takeSpecimen(segment);
    else if (segment.name === 'OBX') this.takeResult(segment);
  }

  finish(): ResultReport[] {
    if (this.reports.length === 0 && this.findings.faults.length === 0) {
      this.findings.add({ acknowledgment: 'AE', code: '100', text: 'There is no OBR in the message.' });
    }
    return this.reports;
  }

  private takeOrder(orc: Segment): void {
    if (ORDER_FIRST.has(this.header.type)) this.number(orc);
    else this.order = orc;
  }

  private takeRequest(obr: Segment): void {
    const code = bestCoding(obr, 4, this.findings) ?? this.findings.missing(obr, 4, 'The service that was requested');
    this.request = obr;
    this.besideOrders = false;
    this.reports.push({ code: code ?? { system: '', code: '' }, results: [] });
    this.number(obr);
    if (this.order) this.number(this.order);
    this.order = undefined;
    if (this.specimen) this.label(this.specimen);
  }

  private takeSpecimen(spm: Segment): void {
    if (SPECIMEN_FIRST.has(this.header.type)) this.specimen = spm;
    else this.label(spm);
    // Some senders put SPM before the results; then what follows are results all the same.
    this.besideOrders =
      SPECIMEN_FIRST.has(this.header.type) || (this.header.type === 'ORU^R01' && (this.reports.at(-1)?.results.length ?? 0) > 0);
  }

  /** Fields 2 and 3 have the same meaning in OBR and ORC (chapter 4.5.1, 7.4.1). */
  private number(segment: Segment): void {
    const report = this.reports.at(-1);
    if (!report) return;
    const numberAt = (field: number) => this.findings.line(segment.component(field), LONGEST_NUMBER, [segment, field]);
    const [placer, filler] = [report.placerOrderNumber ?? numberAt(2), report.accessionNumber ?? numberAt(3)];
    if (placer) report.placerOrderNumber = placer;
    if (filler) report.accessionNumber = filler;
  }

  /** SPM-2: the filler's number, else the placer's (chapter 7.4.3.2). */
  private label(spm: Segment): void {
    const report = this.reports.at(-1);
    if (!report || report.accessionNumber) return;
    const label = spm.subcomponent(2, 2, 1) || spm.subcomponent(2, 1, 1);
    const line = this.findings.line(label, LONGEST_NUMBER, [spm, 2]);
    if (line) report.accessionNumber = line;
  }

  private takeResult(obx: Segment): void {
    if (this.besideOrders) return;
    const report = this.reports.at(-1);
    if (report && this.request) this.addResult(obx, this.request, report);
    else this.findings.add({ acknowledgment: 'AE', code: '100', location: obx.place, text: 'A result stands before any OBR.' });
  }

  private addResult(obx: Segment, obr: Segment, { results }: ResultReport): void {
    const status = this.status(obx, obr);
    if (status === undefined || status === 'absent') return;
    const code = bestCoding(obx, 3, this.findings) ?? this.findings.missing(obx, 3, 'What was observed');
    const unit = unitOf(obx, this.findings);
    const value = valueOf(obx, unit, this.findings);
    const [interpretation, referenceRange] = [this.interpretation(obx), rangeOf(obx, unit, this.findings)];
    const effectiveDateTime = this.time(obx, 14) ?? this.time(obr, 7);
    if (!code || !value) return;
    results.push({
      ...{ code, status, value },
      ...(interpretation && { interpretation }),
      ...(referenceRange && { referenceRange }),
      ...(effectiveDateTime && { effectiveDateTime }),
    });
  }

  /** OBX-11; some senders only give OBR-25, the status of all results together (tables 0085 and 0123 agree on P, F, C, X). */
  private status(obx: Segment, obr: Segment): ReportedResult['status'] | 'absent' | undefined {
    const own = obx.component(11).toUpperCase();
    const letter = own || obr.component(25).toUpperCase();
    if (letter === '') return this.findings.missing(obx, 11, 'The status of a result');
    const status = statusOf(letter);
    if (status && (own || ['P', 'F', 'C', 'X'].includes(letter))) return status;
    return this.findings.unknown(obx, 11, 'The status of a result is not in table 0085.');
  }

  private interpretation(obx: Segment): string | undefined {
    const code = obx.component(8).toUpperCase();
    if (code === '' || INTERPRETATION.test(code)) return code || undefined;
    return this.findings.unknown(obx, 8, 'The interpretation is not in table 0078.');
  }

  private time(segment: Segment, field: number): string | undefined {
    const text = segment.component(field);
    const time = text === '' ? 'partial' : readTime(text);
    if (time === 'wrong') return this.findings.wrong(segment, field, 'A time is not written as one.');
    return time === 'partial' ? undefined : time.instant;
  }
}
