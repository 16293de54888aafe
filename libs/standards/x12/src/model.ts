/**
 * What the X12 transaction sets that a hospital exchanges with a clearinghouse say, in plain shapes. Money is integer cents,
 * dates are `YYYY-MM-DD`, instants UTC ISO-8601. Section numbers are those of the implementation guides (TR3).
 */

/** Addresses and numbers of one interchange with one functional group (X12.5, X12.6). */
export interface Envelope {
  /** ISA06 and GS02, at most 15 characters. */
  senderId: string;
  /** ISA08 and GS03, at most 15 characters. */
  receiverId: string;
  /** ISA13 and GS06: 1 to 999,999,999; the sender never uses a number twice. */
  controlNumber: number;
  /** ISA09, ISA10, GS04, GS05; X12 knows no time zone, we write UTC. */
  createdAt: string;
  /** ISA15: T test, P production. */
  usage: 'T' | 'P';
}

export interface PostalAddress {
  line: string;
  city: string;
  state?: string;
  postalCode?: string;
  country?: string;
}

/** A claims file: 005010X223A2 (837 institutional). */
export interface ClaimBatch {
  envelope: Envelope;
  /** 1000A NM109. */
  submitter: { name: string; id: string; telephone: string };
  /** 1000B NM109. */
  receiver: { name: string; id: string };
  claims: InstitutionalClaim[];
}

export interface InstitutionalClaim {
  /** CLM01, at most 20 characters of the basic set. Comes back in 277CA (2200D TRN02) and 835 (CLP01). */
  claimControlNumber: string;
  /** CLM05-3 (NUBC): 1 original, 7 replacement, 8 void. */
  frequency: '1' | '7' | '8';
  /** REF*F8 of a replacement or void: the payer's own number of the claim (CLP07). */
  payerClaimControlNumber?: string;
  /** CLM05-1: type of bill without frequency (NUBC): 11 hospital inpatient, 13 hospital outpatient. */
  facilityType: string;
  /** CLM02. */
  totalCents: number;
  billingProvider: { name: string; npi: string; taxId: string; address: PostalAddress };
  payer: { name: string; id: string };
  subscriber: {
    family: string;
    given?: string;
    memberId: string;
    /** '' when a file does not say, which only happens when the patient is somebody else. */
    birthDate: string;
    gender: 'male' | 'female' | 'other' | 'unknown';
    address?: PostalAddress;
  };
  /** Loop 2000C, when the patient is not the subscriber: PAT01 and 2010CA. */
  patient?: {
    relationship: string;
    family: string;
    given?: string;
    birthDate: string;
    gender: 'male' | 'female' | 'other' | 'unknown';
    address?: PostalAddress;
  };
  /** DTP*434. */
  statementPeriod: { from: string; to: string };
  /** DTP*435, inpatient only. */
  admittedAt?: string;
  /** HI: principal first. Qualifier ABK/ABF for ICD-10-CM; others travel as given (docs/payer-companion.md). */
  diagnoses: { system: string; code: string }[];
  /** NM1*71, situational: attending provider. */
  attendingNpi?: string;
  lines: ClaimLine[];
}

/** Loop 2400. */
export interface ClaimLine {
  /** LX01, from 1. */
  number: number;
  /** SV201 (NUBC revenue code, four digits). */
  revenueCode: string;
  /** SV202: the code as given, with its FHIR system. */
  procedure?: { system: string; code: string; display?: string };
  /** SV203. */
  cents: number;
  /** SV205 with SV204 UN. */
  quantity: number;
  /** DTP*472. */
  serviceDate: string;
  /** REF*6R, line item control number. */
  reference?: string;
}

/** What became of an interchange before anybody looked inside (TA1, X12.5 section on interchange acknowledgment). */
export interface InterchangeAcknowledgment {
  envelope: Envelope;
  /** TA101: ISA13 of the interchange that is answered. */
  controlNumber: number;
  /** TA104. */
  code: 'A' | 'E' | 'R';
  /** TA105 note code, `000` none. */
  note: string;
}

/** 005010X231A1 (999): was the file understood? */
export interface ImplementationAcknowledgment {
  envelope: Envelope;
  /** AK102: GS06 of the file that is answered. */
  groupControlNumber: number;
  /** AK901: A accepted, E accepted with errors, P partly accepted, R rejected. */
  code: 'A' | 'E' | 'P' | 'R';
  /** AK101, AK103 and AK201 of what is answered; absent: HC, 005010X223A2 and 837. */
  answered?: { functionalId: string; version: string; transactionSet: string };
  /** AK905 to AK909: what is wrong with the functional group itself. */
  groupErrors?: string[];
  /** Errors without a segment are codes of IK502 to IK506. */
  transactions: { controlNumber: string; code: 'A' | 'E' | 'R'; errors: SyntaxFault[] }[];
}

/** IK3/IK4 of a 999, and our own findings. */
export interface SyntaxFault {
  /** Segment id, or '' when the envelope is meant. */
  segment: string;
  /** Position of the segment in its transaction set, ST = 1. */
  position: number;
  /** Element number within the segment, 1-based; absent: the whole segment. */
  element?: number;
  /** IK304 or IK403 code. */
  code: string;
  /** One sentence for people, without a value of the file. */
  text: string;
}

/** 005010X214 (277CA): which claims go to adjudication? */
export interface ClaimAcknowledgments {
  envelope: Envelope;
  claims: ClaimAcknowledgment[];
}

export interface ClaimAcknowledgment {
  /** 2200D TRN02 = our CLM01. */
  claimControlNumber: string;
  /** STC01-1, claim status category: A0 forwarded, A1 received, A2 accepted, A3 returned, A4 not found, A6 missing, A7 invalid, A8 relational. */
  category: string;
  /** STC01-2, claim status code (X12 external list 508). */
  status: string;
  /** REF*1K, the payer's number of the claim. */
  payerClaimControlNumber?: string;
  /** STC04, the total claim charge. */
  billedCents?: number;
}

/** 005010X221A1 (835): one payment (ST to SE). */
export interface Remittance {
  /** N1*PR. */
  payer: { name: string; id?: string };
  /** N1*PE. */
  payee: { name: string; npi?: string };
  /** TRN02: check or EFT number. */
  traceNumber: string;
  /** BPR02. */
  cents: number;
  /** BPR04: ACH, CHK, NON ... */
  method: string;
  /** BPR16. */
  paymentDate: string;
  claims: RemittanceClaim[];
  /** PLB: adjustments that belong to no claim; what is positive lowers the payment. */
  providerAdjustments: { reason: string; reference?: string; cents: number }[];
}

/** Loop 2100. Amounts of a reversal are negative, as in the file. */
export interface RemittanceClaim {
  /** CLP01 = our CLM01. */
  claimControlNumber: string;
  /** CLP02: 1 primary, 2 secondary, 3 tertiary, 4 denied, 19 to 21 forwarded, 22 reversal, 23 not ours. */
  status: string;
  /** CLP03. */
  billedCents: number;
  /** CLP04. */
  paidCents: number;
  /** CLP05. */
  patientCents: number;
  /** CLP07. */
  payerClaimControlNumber?: string;
  /** CAS of the claim itself. */
  adjustments: Adjustment[];
  lines: RemittanceLine[];
}

/** Loop 2110. */
export interface RemittanceLine {
  /** REF*6R, else the position in the claim from 1. */
  reference: string;
  procedure?: { system: string; code: string };
  billedCents: number;
  paidCents: number;
  adjustments: Adjustment[];
}

/** One reason of a CAS segment: group CO, PR, OA, PI and the claim adjustment reason code (X12 external list 139). */
export interface Adjustment {
  group: string;
  reason: string;
  cents: number;
}
