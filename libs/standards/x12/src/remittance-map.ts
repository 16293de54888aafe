import { loop, segment as s } from './loop-map';

/** 005010X221A1, 835, chapter 2.3 and 2.4. What we accept beyond it: docs/payer-companion.md. */

const address = [s('S1 N3 1!', 'Address'), s('S1 N4 1!', 'City, State, ZIP')];
const references = s('S0 REF 1! 2!', 'Identification');
const dates = s('S0 DTM 1! 2@d!', 'Date');
const adjustment = s('S99 CAS 1=CO,OA,PI,PR! 2!<5 3@m! 6@m 9@m 12@m 15@m 18@m', 'Adjustment');
const amounts = (max: number) => s(`S${max} AMT 1! 2@m!`, 'Supplemental Information');
const entity = (code: string, name: string) => s(`S2 NM1 1:${code} 2=1,2!`, name);

const service = loop('2110 S999', 'Service Payment Information', [
  s('R1 SVC 1-1!<2 1-2!<48 2@m! 3@m! 5@q', 'Service Payment Information'),
  s('S3 DTM 1=150,151,472! 2@d!', 'Service Date'),
  adjustment,
  references,
  amounts(9),
  s('S6 QTY 1! 2@q!', 'Service Supplemental Quantity'),
  s('S99 LQ 1! 2!', 'Remark Codes'),
]);

const claim = loop('2100 R0', 'Claim Payment Information', [
  s('R1 CLP 1!<38 2=1,2,3,4,19,20,21,22,23,25! 3@m! 4@m! 5@m 7<50', 'Claim Payment Information'),
  adjustment,
  s('R1 NM1 1:QC 2=1!', 'Patient Name'),
  entity('IL', 'Insured Name'),
  entity('74', 'Corrected Patient/Insured Name'),
  entity('82', 'Service Provider Name'),
  entity('TT', 'Crossover Carrier Name'),
  entity('PR', 'Corrected Priority Payer Name'),
  entity('GB', 'Other Subscriber Name'),
  s('S1 MIA', 'Inpatient Adjudication'),
  s('S1 MOA', 'Outpatient Adjudication'),
  references,
  dates,
  s('S3 PER 1=CX!', 'Claim Contact'),
  amounts(13),
  s('S14 QTY 1! 2@q!', 'Claim Supplemental Quantity'),
  service,
]);

export const REMITTANCES = loop('835 R1', 'Health Care Claim Payment/Advice', [
  s('R1 ST 1=835! 2!<9', 'Transaction Set Header'),
  s('R1 BPR 1=C,D,H,I,P,U,X! 2@m! 3=C,D! 4=ACH,BOP,CHK,FWT,NON! 16@d!', 'Financial Information'),
  s('R1 TRN 1=1! 2!<50 3!', 'Reassociation Trace Number'),
  s('S1 CUR 1=PR! 2!', 'Foreign Currency'),
  s('S2 REF 1=EV,F2! 2!', 'Receiver Identification'),
  s('S1 DTM 1=405! 2@d!', 'Production Date'),
  loop('1000A R1', 'Payer Identification', [
    s('R1 N1 1:PR 2!<60 3=XV', 'Payer Identification'),
    ...address,
    references,
    s('S0 PER 1=BL,CX,IC!', 'Payer Contact'),
  ]),
  loop('1000B R1', 'Payee Identification', [
    s('R1 N1 1:PE 2!<60 3=FI,XV,XX 4<80', 'Payee Identification'),
    ...address,
    references,
    s('S1 RDM 1!', 'Remittance Delivery Method'),
  ]),
  loop('2000 S0', 'Header Number', [
    s('R1 LX 1@i!', 'Header Number'),
    s('S1 TS3 1! 2! 3@d! 4@q! 5@m!', 'Provider Summary'),
    s('S1 TS2', 'Provider Supplemental Summary'),
    claim,
  ]),
  s('S0 PLB 1! 2@d! 3-1!<2 4@m! 6@m 8@m 10@m 12@m 14@m', 'Provider Adjustment'),
  s('S1 SE 1@i! 2!', 'Transaction Set Trailer'),
]);
