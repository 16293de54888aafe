import type { Analyser } from './analyser';
import type { Clearinghouse } from './clearinghouse';
import type { Faults } from './faults';
import type { Mailbox } from './mailbox';
import type { Payer } from './payer';

/** The world outside, as Orderly meets it. */
export interface Parties {
  analyser: Analyser;
  clearinghouse: Clearinghouse;
  payer: Payer;
  mailbox: Mailbox;
  faults: Faults;
}
