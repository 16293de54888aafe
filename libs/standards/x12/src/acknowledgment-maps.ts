import { loop, segment as s } from './loop-map';

const header = (type: string) => s(`R1 ST 1=${type}! 2!<9`, 'Transaction Set Header');
const trailer = s('S1 SE 1@i! 2!', 'Transaction Set Trailer');
const context = s('S10 CTX 1!', 'Context');

/** 005010X231A1, 999, chapter 2.3 and 2.4; without the codes of the security services, which nobody uses. */
export const IMPLEMENTATION_ACKNOWLEDGMENT = loop('999 R1', 'Implementation Acknowledgment', [
  header('999'),
  s('R1 AK1 1!<2 2@i! 3<12', 'Functional Group Response Header'),
  loop('2000 S0', 'Transaction Set Response Header', [
    s('R1 AK2 1!<3 2!<9 3<35', 'Transaction Set Response Header'),
    loop('2100 S0', 'Error Identification', [
      s('R1 IK3 1!<3 2@i! 4!', 'Error Identification'),
      context,
      loop('2110 S0', 'Implementation Data Element Note', [s('R1 IK4 1! 3!', 'Implementation Data Element Note'), context]),
    ]),
    s('R1 IK5 1=A,E,R!', 'Transaction Set Response Trailer'),
  ]),
  s('R1 AK9 1=A,E,P,R! 2@i! 3@i! 4@i!', 'Functional Group Response Trailer'),
  trailer,
]);

const status = (use: string) => s(`${use} STC 1-1=A0,A1,A2,A3,A4,A5,A6,A7,A8! 1-2! 2@d 3=U,WQ 4@m`, 'Status Information');
const sums = [
  s('S2 QTY 1=90,AA,QA,QC! 2@q!', 'Accepted or Rejected Quantity'),
  s('S2 AMT 1=YU,YY! 2@m!', 'Accepted or Rejected Amount'),
];
const references = s('S3 REF 1! 2!<50', 'Claim Identification');

const patient = loop('2000D S0', 'Patient Level', [
  s('R1 HL 1@i! 2@i! 3:PT 4=0', 'Patient Level'),
  loop('2100D R1', 'Patient Name', [s('R1 NM1 1:QC 2=1! 3!', 'Patient Name')]),
  loop('2200D R0', 'Claim Status Tracking Number', [
    s('R1 TRN 1=2! 2!<50', 'Claim Status Tracking Number'),
    status('R0'),
    references,
    s('S2 DTP 1=472! 2=D8,RD8! 3@p!', 'Claim Level Service Date'),
    loop('2220D S0', 'Service Line Information', [
      s('R1 SVC 1! 2@m!', 'Service Line Information'),
      status('R0'),
      references,
      s('S1 DTP 1=472! 2=D8,RD8! 3@p!', 'Service Line Date'),
    ]),
  ]),
]);

const provider = loop('2000C S0', 'Billing Provider Level', [
  s('R1 HL 1@i! 2@i! 3:19 4=0,1', 'Billing Provider Level'),
  loop('2100C R1', 'Billing Provider Name', [s('R1 NM1 1:85 2=1,2! 3!', 'Billing Provider Name')]),
  loop('2200C S1', 'Provider of Service Trace', [
    s('R1 TRN 1=1,2! 2!<50', 'Provider of Service Trace'),
    status('S0'),
    references,
    ...sums,
  ]),
  patient,
]);

/** 005010X214, 277 claim acknowledgment, chapter 2.3 and 2.4. */
export const CLAIM_ACKNOWLEDGMENT = loop('277 R1', 'Health Care Claim Acknowledgment', [
  header('277'),
  s('R1 BHT 1=0085! 2=08! 3!<50 4@d! 5@t! 6=TH!', 'Beginning of Hierarchical Transaction'),
  loop('2000A R1', 'Information Source Level', [
    s('R1 HL 1@i! 3:20 4=1!', 'Information Source Level'),
    loop('2100A R1', 'Information Source Name', [s('R1 NM1 1:AY,PR 2=2! 3! 8=46,FI,PI,XV! 9!', 'Information Source Name')]),
    loop('2200A R1', 'Transmission Receipt Control', [
      s('R1 TRN 1=1! 2!<50', 'Transmission Receipt Control'),
      s('R1 DTP 1:050 2=D8! 3@p!', 'Received Date'),
      s('R1 DTP 1:009 2=D8! 3@p!', 'Process Date'),
    ]),
    loop('2000B R1', 'Information Receiver Level', [
      s('R1 HL 1@i! 2@i! 3:21 4=0,1!', 'Information Receiver Level'),
      loop('2100B R1', 'Information Receiver Name', [s('R1 NM1 1:41 2=1,2! 3! 8=46! 9!', 'Information Receiver Name')]),
      loop('2200B R1', 'Application Trace', [s('R1 TRN 1=2! 2!<50', 'Application Trace'), status('R0'), ...sums]),
      provider,
    ]),
  ]),
  trailer,
]);
