import { loop, segment as s } from './loop-map';

/** 005010X223A2, 837 institutional, chapter 2.3 and 2.4. What we accept beyond it: docs/payer-companion.md. */

const address = [s('R1 N3 1!<55', 'Address'), s('R1 N4 1!<30', 'City, State, ZIP')];
const anyAddress = [s('S1 N3 1!<55', 'Address'), s('S1 N4 1!<30', 'City, State, ZIP')];
const reference = (max: number) => s(`S${max} REF 1! 2!<50`, 'Secondary Identification');
const birth = 'DMG 1=D8! 2@p! 3=F,M,U!';

/** Loops of a person or organization with their references: 2310, 2330, 2420. */
const party = (id: string, use: string, entity: string, name: string) =>
  loop(`${id} ${use}`, name, [s(`R1 NM1 1:${entity} 2=1,2!`, name), s('S1 PRV 1!', 'Specialty'), reference(4)]);

const otherSubscriber = loop('2320 S10', 'Other Subscriber Information', [
  s('R1 SBR 1=A,B,C,D,E,F,G,H,P,S,T,U!', 'Other Subscriber Information'),
  s('S5 CAS 1=CO,CR,OA,PI,PR! 2! 3@m!', 'Claim Level Adjustments'),
  s('S3 AMT 1=D,EAF,A8! 2@m!', 'Payer Paid Amount'),
  s('R1 OI 3=N,W,Y! 6=I,Y!', 'Other Insurance Coverage Information'),
  s('S1 MIA', 'Inpatient Adjudication'),
  s('S1 MOA', 'Outpatient Adjudication'),
  loop('2330A R1', 'Other Subscriber Name', [
    s('R1 NM1 1:IL 2=1,2! 3! 8=II,MI! 9!', 'Other Subscriber Name'),
    ...anyAddress,
    reference(2),
  ]),
  loop('2330B R1', 'Other Payer Name', [
    s('R1 NM1 1:PR 2=2! 3! 8=PI,XV! 9!', 'Other Payer Name'),
    ...anyAddress,
    s('S1 DTP 1=573! 2=D8! 3@p!', 'Claim Check or Remittance Date'),
    reference(6),
  ]),
  party('2330C', 'S1', '71', 'Other Payer Attending Provider'),
  party('2330D', 'S1', '72', 'Other Payer Operating Physician'),
  party('2330E', 'S1', 'ZZ', 'Other Payer Other Operating Physician'),
  party('2330F', 'S1', '77', 'Other Payer Service Facility'),
  party('2330G', 'S1', '82', 'Other Payer Rendering Provider'),
  party('2330H', 'S1', 'DN', 'Other Payer Referring Provider'),
  party('2330I', 'S1', '85', 'Other Payer Billing Provider'),
]);

const serviceLine = loop('2400 R999', 'Service Line Number', [
  s('R1 LX 1@i!', 'Service Line Number'),
  s('R1 SV2 1!<4 2-1<2 2-2<48 3@m! 4=DA,UN! 5@q! 7@m', 'Institutional Service Line'),
  s('S10 PWK 1! 2!', 'Line Supplemental Information'),
  s('S1 DTP 1=472! 2=D8,RD8! 3@p!', 'Service Date'),
  s('S1 REF 1:6R 2!<50', 'Line Item Control Number'),
  reference(5),
  s('S2 AMT 1=GT,N8! 2@m!', 'Tax Amount'),
  s('S1 NTE 1=TPO! 2!', 'Third Party Organization Notes'),
  s('S1 HCP 1!', 'Line Pricing or Repricing'),
  loop('2410 S1', 'Drug Identification', [
    s('R1 LIN 2! 3!', 'Drug Identification'),
    s('R1 CTP 4@q!', 'Drug Quantity'),
    s('S1 REF 1=VY,XZ! 2!', 'Prescription Number'),
  ]),
  party('2420A', 'S1', '72', 'Operating Physician'),
  party('2420B', 'S1', 'ZZ', 'Other Operating Physician'),
  party('2420C', 'S1', '82', 'Rendering Provider'),
  party('2420D', 'S1', 'DN', 'Referring Provider'),
  loop('2430 S15', 'Line Adjudication Information', [
    s('R1 SVD 1! 2@m! 5@q!', 'Line Adjudication Information'),
    s('S5 CAS 1=CO,CR,OA,PI,PR! 2! 3@m!', 'Line Adjustment'),
    s('R1 DTP 1=573! 2=D8! 3@p!', 'Line Check or Remittance Date'),
    s('S1 AMT 1=EAF! 2@m!', 'Remaining Patient Liability'),
  ]),
]);

const information = (codes: string, max: number, name: string) => s(`S${max} HI 1-1:${codes} 1-2!<30`, name);

const claim = loop('2300 S100', 'Claim Information', [
  s('R1 CLM 1!<38 2@m! 5-1!<2 5-2=A! 5-3=1,7,8! 7=A,B,C! 8=N,W,Y! 9=I,Y!', 'Claim Information'),
  s('R1 DTP 1:434 2=D8,RD8! 3@p!', 'Statement Dates'),
  s('S1 DTP 1:435 2=D8,DT! 3@p!', 'Admission Date/Hour'),
  s('S1 DTP 1:096 2=TM! 3@t!', 'Discharge Hour'),
  s('S1 DTP 1:050 2=D8! 3@p!', 'Repricer Received Date'),
  s('R1 CL1 3!<2', 'Institutional Claim Code'),
  s('S10 PWK 1! 2!', 'Claim Supplemental Information'),
  s('S1 CN1 1!', 'Contract Information'),
  s('S1 AMT 1=F3! 2@m!', 'Patient Estimated Amount Due'),
  s('S1 REF 1:F8 2!<50', 'Payer Claim Control Number'),
  reference(20),
  s('S10 K3 1!', 'File Information'),
  s('S11 NTE 1! 2!', 'Note'),
  s('S3 CRC 1! 2!', 'EPSDT Referral'),
  information('ABK,BK', 1, 'Principal Diagnosis'),
  information('ZZ', 3, 'Diagnosis of a mutually defined code system'),
  information('ABJ,BJ', 1, 'Admitting Diagnosis'),
  information('APR,PR', 1, "Patient's Reason For Visit"),
  information('ABN,BN', 1, 'External Cause of Injury'),
  information('DR', 1, 'Diagnosis Related Group'),
  information('ABF,BF', 2, 'Other Diagnosis Information'),
  information('BBR,BR,CAH', 1, 'Principal Procedure'),
  information('BBQ,BQ', 2, 'Other Procedure'),
  information('BI', 2, 'Occurrence Span'),
  information('BH', 2, 'Occurrence'),
  information('BE', 2, 'Value'),
  information('BG', 2, 'Condition'),
  information('TC', 2, 'Treatment Code'),
  s('S1 HCP 1!', 'Claim Pricing or Repricing'),
  party('2310A', 'S1', '71', 'Attending Provider'),
  party('2310B', 'S1', '72', 'Operating Physician'),
  party('2310C', 'S1', 'ZZ', 'Other Operating Physician'),
  party('2310D', 'S1', '82', 'Rendering Provider'),
  loop('2310E S1', 'Service Facility Location', [
    s('R1 NM1 1:77 2=2! 3!', 'Service Facility Location'),
    ...address,
    reference(3),
  ]),
  party('2310F', 'S1', 'DN', 'Referring Provider'),
  otherSubscriber,
  serviceLine,
]);

const patient = loop('2000C S0', 'Patient Level', [
  s('R1 HL 1@i! 2@i! 3:23 4=0', 'Patient Level'),
  s('R1 PAT 1!', 'Patient Information'),
  loop('2010CA R1', 'Patient Name', [
    s('R1 NM1 1:QC 2=1! 3!<60', 'Patient Name'),
    ...address,
    s(`R1 ${birth}`, 'Patient Demographics'),
    reference(2),
  ]),
  claim,
]);

const subscriber = loop('2000B R0', 'Subscriber Level', [
  s('R1 HL 1@i! 2@i! 3:22 4=0,1!', 'Subscriber Level'),
  s('R1 SBR 1=A,B,C,D,E,F,G,H,P,S,T,U! 2=18 9<2', 'Subscriber Information'),
  loop('2010BA R1', 'Subscriber Name', [
    s('R1 NM1 1:IL 2=1,2! 3!<60 8=II,MI 9<80', 'Subscriber Name'),
    ...anyAddress,
    s(`S1 ${birth}`, 'Subscriber Demographics'),
    reference(2),
  ]),
  loop('2010BB R1', 'Payer Name', [s('R1 NM1 1:PR 2=2! 3!<60 8=PI,XV! 9!<80', 'Payer Name'), ...anyAddress, reference(5)]),
  claim,
  patient,
]);

const billingProvider = loop('2000A R0', 'Billing Provider Level', [
  s('R1 HL 1@i! 3:20 4=1!', 'Billing Provider Level'),
  s('S1 PRV 1=BI! 2=PXC! 3!', 'Billing Provider Specialty'),
  s('S1 CUR 1=85! 2!', 'Foreign Currency'),
  loop('2010AA R1', 'Billing Provider Name', [
    s('R1 NM1 1:85 2=2! 3!<60 8=XX 9<80', 'Billing Provider Name'),
    ...address,
    s('R1 REF 1:EI 2!<50', 'Billing Provider Tax Identification'),
    reference(4),
    s('S2 PER 1=IC!', 'Billing Provider Contact'),
  ]),
  loop('2010AB S1', 'Pay-To Address', [s('R1 NM1 1:87 2=2!', 'Pay-To Address'), ...address]),
  loop('2010AC S1', 'Pay-To Plan', [s('R1 NM1 1:PE 2=2! 3! 8=PI,XV! 9!', 'Pay-To Plan'), ...address, reference(3)]),
  subscriber,
]);

export const CLAIMS = loop('837 R1', 'Health Care Claim: Institutional', [
  s('R1 ST 1=837! 2!<9', 'Transaction Set Header'),
  s('R1 BHT 1=0019! 2=00,18! 3!<50 4@d! 5@t! 6=31,CH,RP!', 'Beginning of Hierarchical Transaction'),
  loop('1000A R1', 'Submitter Name', [
    s('R1 NM1 1:41 2=1,2! 3!<60 8=46! 9!<80', 'Submitter Name'),
    s('R2 PER 1=IC! 3! 4!', 'Submitter Contact'),
  ]),
  loop('1000B R1', 'Receiver Name', [s('R1 NM1 1:40 2=2! 3!<60 8=46! 9!<80', 'Receiver Name')]),
  billingProvider,
  s('S1 SE 1@i! 2!', 'Transaction Set Trailer'),
]);
