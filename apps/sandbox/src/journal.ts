import { mkdirSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';

/** What has happened, one JSON object a line. Without a folder it is kept nowhere. One process at a time per folder. */
export class Journal<E> {
  private waiting: string[] = [];
  private writing: Promise<void> = Promise.resolve();

  private constructor(
    private readonly file: FileHandle | undefined,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** `failed` hears of a write that did not succeed. */
  static async open<E>(folder: string | undefined, failed: (error: unknown) => void): Promise<Journal<E>> {
    if (!folder) return new Journal<E>(undefined, failed);
    mkdirSync(folder, { recursive: true });
    return new Journal<E>(await open(join(folder, 'journal.jsonl'), 'a+'), failed);
  }

  /**
   * Tells every entry of earlier processes, oldest first. A last line that a dying process has left incomplete is cut off: nobody was
   * told about it.
   * @throws SyntaxError when a whole line is not JSON.
   */
  async replay(tell: (entry: unknown) => void): Promise<void> {
    if (!this.file) return;
    const content = await this.file.readFile();
    let start = 0;
    for (let end = content.indexOf('\n'); end >= 0; end = content.indexOf('\n', start)) {
      tell(JSON.parse(content.toString('utf8', start, end)));
      start = end + 1;
    }
    await this.file.truncate(start);
  }

  append(entry: E): void {
    if (this.file) this.waiting.push(`${JSON.stringify(entry)}\n`);
  }

  /**
   * Resolves when everything appended so far will survive the end of the process and of the machine; calls at the same moment share
   * one fsync. After a write that failed every later call fails too: nothing is promised that is not on the disk.
   */
  durable(): Promise<void> {
    if (this.waiting.length > 0) {
      const lines = this.waiting.splice(0).join('');
      this.writing = this.writing.then(() => this.write(lines));
      this.writing.catch(() => undefined);
    }
    return this.writing;
  }

  async close(): Promise<void> {
    await this.durable().catch(() => undefined);
    await this.file?.close();
  }

  private async write(lines: string): Promise<void> {
    try {
      await this.file?.appendFile(lines);
      await this.file?.datasync();
    } catch (error) {
      this.failed(error);
      throw error;
    }
  }
}
