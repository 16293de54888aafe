import { Logger } from '@nestjs/common';
import { metrics } from '@orderly/platform/telemetry';
import CircuitBreaker from 'opossum';

export interface DependencyOptions {
  /** A call that takes longer is cancelled and has failed; 10 s. */
  timeoutMs?: number;
  /** The circuit opens when more than this share of the latest calls has failed; 50. */
  errorThresholdPercentage?: number;
  /** Fewer calls than this say nothing; 5. */
  volumeThreshold?: number;
  /** An open circuit lets one call through after this time, to see whether the system is back; 5 s. */
  resetMs?: number;
  /** Whether what `work` threw counts against the outside system; by default all but `Refused`. What DependencyAway means always counts. */
  isTheirs?: (error: unknown) => boolean;
}

export type CircuitState = 'closed' | 'open' | 'half-open';

/** The outside system answered, and the answer was no (HTTP 4xx, a rejected file): it works, and trying again is pointless. */
export class Refused extends Error {}

/**
 * The outside system cannot be had now; the caller tries later. `unavailable` is for callers whose system says so itself
 * (HTTP 5xx): thrown within `call`, it counts.
 */
export class DependencyAway extends Error {
  /** What errands look for: nothing is wrong with the work itself. */
  readonly later = true;

  constructor(
    readonly dependency: string,
    readonly code: 'open' | 'timeout' | 'unreachable' | 'unavailable' | 'closed',
    cause?: unknown,
  ) {
    super(`${dependency} is away: ${code}`, { cause });
  }
}

type Work = (signal: AbortSignal) => Promise<unknown>;

const GAUGE: Record<CircuitState, number> = { closed: 0, 'half-open': 1, open: 2 };
const LEAST_WINDOW_MS = 10_000;
/** Of the socket (libuv), of the name service, and of the HTTP client that is Node's fetch (undici). */
const UNREACHABLE = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['ENOTFOUND', 'EAI_AGAIN'],
  ...['UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'],
]);

/** Guards every call to one outside system: a time limit for each, and a circuit that opens when too many fail. */
export class Dependency {
  private readonly log: Logger;
  private readonly breaker: CircuitBreaker<[Work, AbortSignal]>;
  private readonly running = new Set<AbortController>();
  private closed = false;

  constructor(
    readonly name: string,
    options: DependencyOptions = {},
  ) {
    const { timeoutMs = 10_000, errorThresholdPercentage = 50, volumeThreshold = 5, resetMs = 5_000 } = options;
    this.log = new Logger(`Dependency ${name}`);
    this.breaker = new CircuitBreaker<[Work, AbortSignal]>(cancellable, {
      ...{ name, timeout: timeoutMs, errorThresholdPercentage, volumeThreshold, resetTimeout: resetMs },
      // One caller whose calls all hang, with pauses in between, must also reach the volume within the window.
      rollingCountTimeout: Math.max(LEAST_WINDOW_MS, timeoutMs * volumeThreshold * 1.5),
      ...{ rollingPercentilesEnabled: false, enableSnapshots: false },
      errorFilter: (error) => !this.counts(error, options.isTheirs),
    });
    metrics.breaker.set({ dependency: name }, GAUGE.closed);
    this.breaker.on('open', () => this.note('open', `open: calls fail at once for ${resetMs} ms`));
    this.breaker.on('halfOpen', () => this.note('half-open', 'half-open: the next call decides'));
    this.breaker.on('close', () => this.note('closed', 'closed: it works again'));
  }

  get state(): CircuitState {
    if (this.breaker.closed) return 'closed';
    return this.breaker.halfOpen ? 'half-open' : 'open';
  }

  /**
   * What `work` gives. Its signal is aborted at the timeout, and the call ends then even if the work goes on. Throws
   * DependencyAway when the circuit is open, at the timeout, and when the system cannot be reached; else what `work` throws.
   */
  async call<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.closed) throw new DependencyAway(this.name, 'closed');
    const cancel = new AbortController();
    this.running.add(cancel);
    try {
      return (await this.breaker.fire(work, cancel.signal)) as T;
    } catch (error) {
      const failure = this.failureOf(error);
      cancel.abort(failure);
      throw failure;
    } finally {
      this.running.delete(cancel);
    }
  }

  /** Cancels what is under way and lets nothing through any more. Nothing is left that keeps the process alive. */
  close(): void {
    this.closed = true;
    this.breaker.shutdown();
    metrics.breaker.remove({ dependency: this.name });
    for (const cancel of this.running) cancel.abort(new DependencyAway(this.name, 'closed'));
  }

  private failureOf(error: unknown): unknown {
    if (error == null || error instanceof DependencyAway) return error;
    const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } | null };
    if (CircuitBreaker.isOurError(error as Error))
      return new DependencyAway(this.name, code === 'ETIMEDOUT' ? 'timeout' : 'open');
    const unreachable = [code, cause?.code].some((one) => UNREACHABLE.has(one as string));
    return unreachable ? new DependencyAway(this.name, 'unreachable', error) : error;
  }

  /** The circuit never settles a call whose filter throws, so an error that cannot be judged counts. */
  private counts(error: unknown, isTheirs = (thrown: unknown) => !(thrown instanceof Refused)): boolean {
    try {
      return this.failureOf(error) instanceof DependencyAway || isTheirs(error);
    } catch {
      return true;
    }
  }

  private note(state: CircuitState, line: string): void {
    metrics.breaker.set({ dependency: this.name }, GAUGE[state]);
    if (state === 'open') this.log.warn(line);
    else this.log.log(line);
  }
}

/** Ends with the signal even when the work does not heed it. */
function cancellable(work: Work, signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work(signal).then(resolve, reject);
  });
}
