/** A whole number from `low` to `high`. */
export const between = (low: number, high: number): number => low + Math.floor(Math.random() * (high - low + 1));

/** How long something took, several times. Milliseconds. */
export class Times {
  private readonly all: number[] = [];

  add(ms: number): void {
    this.all.push(ms);
  }

  get worst(): number {
    return Math.max(0, ...this.all);
  }

  get least(): number {
    return Math.min(...this.all);
  }

  get middle(): number {
    return [...this.all].sort((a, b) => a - b)[Math.floor(this.all.length / 2)] ?? 0;
  }

  /** The time within which this share of them was done, such as 0.99. */
  percentile(share: number): number {
    return [...this.all].sort((a, b) => a - b)[Math.max(0, Math.ceil(this.all.length * share) - 1)] ?? 0;
  }
}
