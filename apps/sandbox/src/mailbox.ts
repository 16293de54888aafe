import type { Envelope } from '@orderly/standards/x12';
import { type File, fileName } from './envelopes';
import type { Faults } from './faults';
import type { Journal } from './journal';

export interface MailboxEntry {
  type: 'removed';
  submitterId: string;
  name: string;
}

/** Files that are held back until this many can be released in reverse order, or until this long after the first of them. */
const REORDERED = { files: 4, afterMs: 1_000 };
const LISTED = 100;

/** The files that wait for one submitter each, oldest first. */
export class Mailbox {
  private readonly boxes = new Map<string, Map<string, File>>();
  private readonly held = new Map<string, { files: File[]; timer: NodeJS.Timeout }>();
  readonly counters = { fetched: 0, removed: 0 };

  constructor(
    private readonly journal: Journal<MailboxEntry>,
    private readonly faults: Faults,
  ) {}

  get waiting(): number {
    return [...this.boxes.values()].reduce((total, box) => total + box.size, 0);
  }

  names(submitterId: string): { name: string }[] {
    const names = this.boxes.get(submitterId)?.keys() ?? [];
    return [...names].slice(0, LISTED).map((name) => ({ name }));
  }

  read(submitterId: string, name: string): Buffer | undefined {
    const file = this.boxes.get(submitterId)?.get(name);
    if (!file) return undefined;
    this.counters.fetched++;
    return Buffer.from(file.content, file.encoding ?? 'utf8');
  }

  /** Takes a file away for good; nothing happens when there is none. */
  remove(submitterId: string, name: string): Promise<void> {
    if (this.boxes.get(submitterId)?.has(name)) {
      this.journal.append({ type: 'removed', submitterId, name });
      this.restore({ type: 'removed', submitterId, name });
    }
    return this.journal.durable();
  }

  restore({ submitterId, name }: MailboxEntry): void {
    this.boxes.get(submitterId)?.delete(name);
    this.counters.removed++;
  }

  /** The file of a payment, with what is to come along: rubbish before it, the same again under another name. */
  filesOf(envelope: Envelope, content: string): File[] {
    const name = fileName('835', envelope);
    const { payer, clearinghouse } = this.faults.state;
    const garbage = this.faults.hit('payer garbage', payer.garbage);
    return [
      ...(garbage
        ? [{ name: `${name}-garbage.edi`, content: this.faults.garbage(name).toString('base64'), encoding: 'base64' as const }]
        : []),
      { name: `${name}.edi`, content },
      ...(payer.duplicateFiles || clearinghouse.duplicateFiles ? [{ name: `${name}-again.edi`, content }] : []),
    ];
  }

  /** Puts files at the end, or holds them back for a while when files are to arrive in the wrong order. */
  deliver(submitterId: string, files: File[]): void {
    const { payer, clearinghouse } = this.faults.state;
    if (!payer.reorderFiles && !clearinghouse.reorderFiles) return this.put(submitterId, files);
    const held = this.held.get(submitterId) ?? {
      files: [],
      timer: setTimeout(() => this.release(submitterId), REORDERED.afterMs),
    };
    this.held.set(submitterId, held);
    held.files.push(...files);
    if (held.files.length >= REORDERED.files) this.release(submitterId);
  }

  /** At once, in the order given. */
  put(submitterId: string, files: File[]): void {
    const box = this.boxes.get(submitterId) ?? new Map<string, File>();
    this.boxes.set(submitterId, box);
    for (const file of files) box.set(file.name, file);
  }

  close(): void {
    for (const { timer } of this.held.values()) clearTimeout(timer);
  }

  private release(submitterId: string): void {
    const held = this.held.get(submitterId);
    this.held.delete(submitterId);
    clearTimeout(held?.timer);
    this.put(submitterId, held?.files.reverse() ?? []);
  }
}
