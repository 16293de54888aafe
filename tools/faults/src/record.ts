import { Account, Told } from './task';

/** What writers were told about their commands, to be held against what the database says. */
export class CommandRecord {
  readonly accounts: Account[] = [];
  /** Answered versions by account. */
  private readonly answered = new Map<string, Set<number>>();
  /** Correlation ids of commands that were rolled back. */
  readonly refused = new Set<string>();
  /** Correlation ids of commands that may or may not have committed. */
  readonly unknown = new Set<string>();
  /** A writer was killed: what it was told last, nobody knows. */
  writersKilled = false;
  /** Answered events, openings not counted. */
  committed = 0;

  /** `accounts` is the list that the writer was given. */
  note(accounts: readonly Account[], { answered, refused, unknown }: Told): void {
    for (const [index, from, to] of answered) {
      const { id } = accounts[index] as Account;
      for (let version = from; version <= to; version++) this.noteVersion(id, version);
      this.committed += to - from + 1;
    }
    for (const id of refused) this.refused.add(id);
    for (const id of unknown) this.unknown.add(id);
  }

  noteOpened(accounts: readonly Account[]): void {
    this.accounts.push(...accounts);
    for (const { id } of accounts) this.noteVersion(id, 1);
  }

  isAnswered(account: string, version: number): boolean {
    return this.answered.get(account)?.has(version) === true;
  }

  /** The command may have committed although nobody was told. */
  explains(correlation: string): boolean {
    return this.writersKilled || this.unknown.has(correlation);
  }

  /** How many versions were answered, openings counted. */
  get versions(): number {
    return [...this.answered.values()].reduce((sum, { size }) => sum + size, 0);
  }

  private noteVersion(account: string, version: number): void {
    let known = this.answered.get(account);
    if (!known) this.answered.set(account, (known = new Set()));
    known.add(version);
  }
}
