const EVERY_MS = 1_000;

/** Says a thing at once, and then once a second how often it has happened again: a flood of failures is not a flood of lines. */
export class Repeats {
  private readonly counts = new Map<string, number>();

  constructor(private readonly say: (words: string) => void) {}

  tell(words: string): void {
    const again = this.counts.get(words);
    this.counts.set(words, again === undefined ? 0 : again + 1);
    if (again !== undefined) return;
    this.say(words);
    setTimeout(() => this.tellAgain(words), EVERY_MS).unref();
  }

  private tellAgain(words: string): void {
    const again = this.counts.get(words) ?? 0;
    this.counts.delete(words);
    if (again > 0) this.say(`${words} (${again} more times within a second)`);
  }
}
