/**
 * What HL7 v2 messages of a laboratory say, in plain shapes. Instants are UTC ISO-8601, codes are FHIR codings, decimals keep
 * their digits. Field numbers are those of HL7 v2.5.1.
 */

/** MSH: who says what to whom. */
export interface MessageHeader {
  /** MSH-3, MSH-4: first component (namespace id). */
  sendingApplication: string;
  sendingFacility: string;
  receivingApplication: string;
  receivingFacility: string;
  /** MSH-7. Without an offset the sender's local time is taken as UTC. */
  at?: string;
  /** MSH-9, `ORU^R01`. */
  type: string;
  /** MSH-10. */
  controlId: string;
  /** MSH-11: P production, T training, D debugging. */
  processingId: string;
  /** MSH-12, `2.5.1`. */
  version: string;
}

/** A message that cannot be taken, as ERR and MSA say it (chapter 2.15, tables 0008 and 0357). */
export interface MessageFault {
  /** AE: the content is wrong; AR: not for us, or not a message that we take. */
  acknowledgment: 'AE' | 'AR';
  /** Table 0357: 100 segment sequence, 101 required field missing, 102 data type, 103 table value, 200 unsupported message type, 202 unsupported processing id, 203 unsupported version, 204 unknown key, 205 duplicate key, 207 internal. */
  code: string;
  /** `OBX[2]-5`; absent when the whole message is meant. */
  location?: string;
  /** One sentence for people, without a value of the message. */
  text: string;
}

/** ORU^R01 and OUL^R22, as far as a laboratory takes it. */
export interface ResultMessage {
  header: MessageHeader;
  reports: ResultReport[];
}

/** One OBR with its OBX. */
export interface ResultReport {
  /** OBR-2 or ORC-2, first component: the number that the placer (we) gave the order. */
  placerOrderNumber?: string;
  /** OBR-3 or ORC-3, else SPM-2: the laboratory's number, on the tube's label. */
  accessionNumber?: string;
  code: Coding;
  results: ReportedResult[];
}

export interface ReportedResult {
  code: Coding;
  /** OBX-11 as FHIR says it: P, R, S preliminary; F final; C corrected; A amended; D, W entered-in-error; X cancelled. Others are absent from `results`. */
  status: 'preliminary' | 'final' | 'corrected' | 'amended' | 'entered-in-error' | 'cancelled';
  /** Exactly one of the four, as in FHIR Observation. */
  value: {
    valueQuantity?: Quantity;
    valueCodeableConcept?: { coding: Coding[]; text?: string };
    valueString?: string;
    dataAbsentReason?: Coding;
  };
  /** OBX-8, the first repetition. */
  interpretation?: string;
  /** OBX-7. */
  referenceRange?: { low?: Quantity; high?: Quantity; text?: string };
  /** OBX-14, else OBR-7. */
  effectiveDateTime?: string;
}

export interface Quantity {
  value: string;
  comparator?: '<' | '<=' | '>=' | '>';
  unit?: string;
  system?: string;
  code?: string;
}

export interface Coding {
  system: string;
  code: string;
  display?: string;
}
