/** Wakes whoever waits; nobody waits longer than they said. */
export class Signal {
  private readonly waiting = new Set<() => void>();
  /** How often it has rung. */
  rings = 0;

  ring(): void {
    this.rings++;
    for (const wake of this.waiting) wake();
    this.waiting.clear();
  }

  /** Resolves once it has rung more than `seen` times, or after `mostMs` milliseconds. */
  after(seen: number, mostMs: number): Promise<void> {
    if (this.rings > seen) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, mostMs);
      this.waiting.add(wake);
    });
  }
}

/** Wakes those who wait for one thing, by its key; everybody else sleeps on. */
export class Arrivals {
  private readonly waiting = new Map<string, Set<() => void>>();

  announce(keys: Iterable<string>): void {
    if (this.waiting.size === 0) return;
    for (const key of keys) for (const wake of this.waiting.get(key) ?? []) wake();
  }

  /** Resolves when `key` is announced, or after `mostMs` milliseconds. */
  next(key: string, mostMs: number): Promise<void> {
    return new Promise((resolve) => {
      const waiting = this.waiting.get(key) ?? new Set();
      const wake = () => {
        clearTimeout(timer);
        waiting.delete(wake);
        if (waiting.size === 0 && this.waiting.get(key) === waiting) this.waiting.delete(key);
        resolve();
      };
      const timer = setTimeout(wake, mostMs);
      this.waiting.set(key, waiting.add(wake));
    });
  }
}
