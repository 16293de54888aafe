import { createHash } from 'node:crypto';
import { z } from 'zod';

const Share = z.number().min(0).max(1);
const waiting = { delayMs: z.int().min(0).max(600_000).optional(), hang: z.boolean().optional(), down: z.boolean().optional() };
const files = { duplicateFiles: z.boolean().optional(), reorderFiles: z.boolean().optional() };

/** Which faults each party knows; an unknown one is refused, because a switch without effect would be a test that proves nothing. */
export const FaultsOf = {
  analyser: z.strictObject({ ...waiting, garbage: Share.optional(), duplicateMessages: z.boolean().optional() }),
  clearinghouse: z.strictObject({
    ...waiting,
    ...files,
    errorRate: Share.optional(),
    reject: Share.optional(),
    garbage: Share.optional(),
  }),
  payer: z.strictObject({ ...waiting, ...files, reject: Share.optional(), garbage: Share.optional() }),
};
export const Party = z.enum(['analyser', 'clearinghouse', 'payer']);
export type Party = z.output<typeof Party>;
type Active = { [P in Party]: z.output<(typeof FaultsOf)[P]> };

/** The faults that somebody has switched on; the same seed and the same order of events give the same faults. */
export class Faults {
  private active: Active = { analyser: {}, clearinghouse: {}, payer: {} };
  private readonly draws = new Map<string, number>();
  private readonly spared = new Set<string>();
  private waiting: (() => void)[] = [];

  constructor(private readonly seed: string) {}

  get state(): Active {
    return this.active;
  }

  /** How many requests, messages and payments a fault holds back. */
  get held(): number {
    return this.waiting.length;
  }

  /** Replaces all faults of the party. */
  set(party: Party, faults: Active[Party]): void {
    this.active = { ...this.active, [party]: faults };
    for (const resume of this.waiting.splice(0)) resume();
  }

  /** Replaces some faults of the party. */
  change<P extends Party>(party: P, some: Active[P]): void {
    this.set(party, { ...this.active[party], ...some });
  }

  /** Resolves at the next change of any fault. */
  changed(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Draws the next lot of this kind: whether the share `share` is hit. */
  hit(kind: string, share = 0): boolean {
    if (share === 0) return false;
    const count = (this.draws.get(kind) ?? 0) + 1;
    this.draws.set(kind, count);
    return this.hitFor(`${kind} ${count}`, share);
  }

  /** The same answer for the same name whenever it is asked. */
  hitFor(name: string, share = 0): boolean {
    return this.hash(name).readUInt32BE() / 2 ** 32 < share;
  }

  /** Like `hit`, but never twice in a row for the same name: after garbage comes the right thing. */
  garbled(party: Party, name: string): boolean {
    const key = `${party} ${name}`;
    if (this.spared.delete(key)) return false;
    const garbled = this.hit(`${party} garbage`, this.active[party].garbage);
    if (garbled) this.spared.add(key);
    return garbled;
  }

  /** 64 bytes that are no text of any standard. */
  garbage(name: string): Buffer {
    return Buffer.concat([this.hash(`${name} 1`), this.hash(`${name} 2`)]);
  }

  private hash(name: string): Buffer {
    return createHash('sha256').update(`${this.seed} ${name}`).digest();
  }
}
