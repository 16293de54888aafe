/** A bar on a terminal, a line every five seconds elsewhere. */
export class Progress {
  private done = 0;
  private last = 0;
  private readonly timer: NodeJS.Timeout;
  private words?: string;

  constructor(
    private readonly what: string,
    private readonly total: number,
    private readonly out: NodeJS.WriteStream = process.stdout,
  ) {
    this.timer = setInterval(() => this.show(), out.isTTY ? 100 : 5_000);
    this.timer.unref();
  }

  step(count = 1): void {
    this.done += count;
  }

  /** For work that cannot be counted: says these words instead of a share. */
  tell(words: string): void {
    this.words = words;
  }

  end(): void {
    clearInterval(this.timer);
    this.last = -1;
    this.show();
    if (this.out.isTTY && (this.total > 0 || this.words)) this.out.write('\n');
  }

  private show(): void {
    if (this.words) return this.say(`${this.what}: ${this.words}`);
    if (this.done === this.last || this.total === 0) return;
    this.last = this.done;
    const share = this.total === 0 ? 1 : this.done / this.total;
    const figures = `${this.done} of ${this.total} (${Math.floor(share * 100)} %)`;
    if (!this.out.isTTY) return this.say(`${this.what}: ${figures}`);
    const width = Math.max(10, Math.min(40, this.out.columns - this.what.length - figures.length - 6));
    const full = Math.round(share * width);
    this.say(`${this.what} [${'#'.repeat(full)}${'.'.repeat(width - full)}] ${figures}`);
  }

  private say(line: string): void {
    this.out.write(this.out.isTTY ? `\r${line}\x1b[K` : `${line}\n`);
  }
}
