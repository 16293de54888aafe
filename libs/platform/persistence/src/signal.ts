/** Wakes whoever waits; nobody waits longer than they said. */
export class Signal {
  private readonly waiting = new Set<() => void>();
  private readonly listeners = new Set<() => void>();
  /** How often it has rung. */
  rings = 0;

  ring(): void {
    this.rings++;
    for (const wake of this.waiting) wake();
    this.waiting.clear();
    for (const listener of this.listeners) listener();
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

  /** Calls `listener` at each ring; returns how to stop that. */
  each(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
