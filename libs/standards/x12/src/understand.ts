import { CLAIM_ACKNOWLEDGMENT, IMPLEMENTATION_ACKNOWLEDGMENT } from './acknowledgment-maps';
import { CLAIMS } from './claims-map';
import { type ReadInterchange, readInterchanges, type ReadTransaction } from './interchanges';
import type { Loop } from './loop-map';
import type { Envelope, SyntaxFault } from './model';
import { REMITTANCES } from './remittance-map';
import { type Delimiters, MOST_FAULTS } from './tokens';
import { envelopeFault } from './values';
import { type LoopFault, type Node, walk } from './walk';

/** The transaction sets that we know by an implementation guide. */
export type Kind = 'claims' | 'remittances' | 'implementation-acknowledgment' | 'claim-acknowledgment';

interface Guide {
  kind: Kind;
  type: string;
  /** Without the number of the errata, which change no loop that we read. */
  version: string;
  map: Loop;
}

const GUIDES: readonly Guide[] = [
  { kind: 'claims', type: '837', version: '005010X223', map: CLAIMS },
  { kind: 'remittances', type: '835', version: '005010X221', map: REMITTANCES },
  { kind: 'implementation-acknowledgment', type: '999', version: '005010X231', map: IMPLEMENTATION_ACKNOWLEDGMENT },
  { kind: 'claim-acknowledgment', type: '277', version: '005010X214', map: CLAIM_ACKNOWLEDGMENT },
];

const guideOf = ({ type, version }: ReadTransaction) =>
  GUIDES.find(
    (guide) => guide.type === type && version.startsWith(guide.version) && /^(A\d+)?$/.test(version.slice(guide.version.length)),
  );

/** A transaction set, put into the loops of its guide when it is one of ours. */
export interface UnderstoodSet {
  set: ReadTransaction;
  kind?: Kind;
  root?: Node;
  faults: LoopFault[];
}

export function understandSet(set: ReadTransaction, delimiters: Delimiters): UnderstoodSet {
  const envelope = set.faults.map((fault) => ({ ...fault, loop: '' }));
  const guide = guideOf(set);
  if (!guide) {
    const text = `Not one of ours: transaction set ${technical(set.type)} of version ${technical(set.version)}.`;
    return { set, faults: [...envelope, { ...envelopeFault('I6', text), loop: '' }] };
  }
  const { root, faults } = walk(guide.map, set.segments, delimiters);
  return { set, kind: guide.kind, root, faults: [...envelope, ...faults] };
}

/** A broken header could carry anything where the version belongs. */
const technical = (text: string) => (/^[0-9A-Z]{1,12}$/.test(text) ? text : 'without a name');

/** What a reader makes of one kind of transaction sets in a text. */
export interface Taken<T> {
  taken: { envelope: Envelope; value: T }[];
  faults: SyntaxFault[];
}

/**
 * Takes the transaction sets of one kind out of a text. As with a 999, a set counts as a whole: one fault in it or in an envelope
 * around it, and nothing of it is taken. Sets of other kinds are faults too. Of the faults the first 100 are told.
 */
export function take<T>(text: string, kind: Kind, read: (root: Node, delimiters: Delimiters) => T): Taken<T> {
  const result: Taken<T> = { taken: [], faults: [] };
  for (const interchange of readInterchanges(text)) {
    add(result.faults, interchange.faults);
    takeFrom(interchange, kind, read, result);
  }
  return result;
}

function takeFrom<T>(from: ReadInterchange, kind: Kind, read: (root: Node, delimiters: Delimiters) => T, result: Taken<T>): void {
  const { delimiters, envelope, usable, groups } = from;
  if (!delimiters || !envelope) return;
  for (const group of groups) {
    add(result.faults, group.faults);
    for (const set of group.transactions) {
      const understood = understandSet(set, delimiters);
      add(result.faults, faultsFor(kind, understood));
      const sound = usable && group.faults.length === 0 && understood.faults.length === 0;
      if (sound && understood.kind === kind && understood.root) {
        result.taken.push({ envelope, value: read(understood.root, delimiters) });
      }
    }
  }
}

function faultsFor(wanted: Kind, { kind, set, faults }: UnderstoodSet): SyntaxFault[] {
  const own = faults.map(({ loop: _, ...fault }) => fault);
  return kind && kind !== wanted
    ? [...own, envelopeFault('I6', `Transaction set ${set.type} does not belong into a file of ${wanted}.`)]
    : own;
}

function add(faults: SyntaxFault[], more: readonly SyntaxFault[]): void {
  faults.push(...more.slice(0, MOST_FAULTS - faults.length));
}
