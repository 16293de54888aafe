/** A row of docs/silence-budget.md: a way in which a fact can get stuck. */
export interface SilenceRow {
  /** `S01` */
  readonly id: string;
  readonly stuck: string;
  /** What shows it, all of it at once; empty when nothing does. */
  readonly places: readonly string[];
  /** Rows of the fault suite that prove it. */
  readonly faults: readonly string[];
  readonly owner: string;
  readonly nextStep: string;
  /** `5m`: for how long it has to stay until an alarm is raised. */
  readonly alarm?: string;
}

/** Reads the tables of docs/silence-budget.md. Throws on a row that has not six cells. */
export function readSilenceTable(markdown: string): SilenceRow[] {
  return markdown
    .split('\n')
    .filter((line) => /^\| S\d\d /.test(line))
    .map((line) => {
      const cells = line.split('|').map((cell) => cell.trim());
      if (cells.length !== 8) throw new Error(`not a row of six cells: ${line.slice(0, 80)}`);
      const [, id, stuck, visible, owner, nextStep, alarm] = cells as [string, string, string, string, string, string, string];
      const seen = !visible.startsWith('not visible');
      return {
        ...{ id, stuck, owner, nextStep, ...(alarm && { alarm }) },
        places: seen ? [...visible.matchAll(/`([^`]+)`/g)].map(([, place]) => place as string) : [],
        faults: seen ? [...visible.replace(/`[^`]+`/g, '').matchAll(/\bF\d+\b/g)].map(([fault]) => fault) : [],
      };
    });
}
