const EVERY_MS = 10;

/**
 * How long the event loop of this process stood still at worst. Time in which the machine was busy with others is not counted: what
 * blocks a loop uses the processor.
 */
export class LoopWatch {
  worstMs = 0;
  private last = Date.now();
  private used = process.cpuUsage();
  private timer?: NodeJS.Timeout;

  start(): void {
    this.timer = setInterval(() => this.look(), EVERY_MS);
    this.timer.unref();
  }

  private look(): void {
    const { user, system } = process.cpuUsage(this.used);
    const late = Date.now() - this.last - EVERY_MS;
    this.worstMs = Math.max(this.worstMs, Math.min(late, Math.round((user + system) / 1000)));
    this.last = Date.now();
    this.used = process.cpuUsage();
  }
}
