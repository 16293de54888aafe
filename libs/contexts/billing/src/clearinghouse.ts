import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger, OnApplicationShutdown } from '@nestjs/common';
import { z } from 'zod';
import { Dependency, DependencyAway, Refused } from '@orderly/platform/resilience';
import { BillingOptions } from './options';

const Named = z.object({ files: z.array(z.unknown()) });
const Name = z.object({ name: z.string().min(1).max(200) });
/** Names that are taken of one answer. */
const MOST_NAMES = 1_000;
/** No table can hold a NUL, and nobody asks for these files by their name. */
const Plain = z.string().transform((name) => name.replace(/\p{Cc}/gu, '?').slice(0, 200));
const Answer = z.object({ files: z.array(z.object({ name: Plain, content: z.string() })).max(10) });

export type ReceivedFile = z.output<typeof Answer>['files'][number];

/**
 * The clearinghouse's interface: claims go in by POST, which answers with its acknowledgments; what comes later lies in a mailbox,
 * where each file stays until it is removed. One breaker guards all of it.
 */
@Injectable()
export class Clearinghouse implements OnApplicationShutdown {
  private readonly dependency = new Dependency('clearinghouse', { timeoutMs: 10_000 });
  private readonly log = new Logger(Clearinghouse.name);
  /** Tenants whose odd names were logged. */
  private readonly noted = new Set<string>();

  constructor(@Inject(BillingOptions) private readonly options: BillingOptions) {}

  /** Throws DependencyAway when a call would fail at once, so that nobody prepares one in vain. */
  requireAvailable(): void {
    if (!this.options.clearinghouseUrl) throw new DependencyAway(this.dependency.name, 'unreachable');
    if (this.dependency.state === 'open') throw new DependencyAway(this.dependency.name, 'open');
  }

  /** What `read` makes of the answer. When it makes nothing of it, that counts as no answer: Unintelligible, with what came. */
  submit<T>(tenant: string, text: string, read: (files: readonly ReceivedFile[]) => T | undefined): Promise<Submitted<T>> {
    const headers = { 'content-type': 'application/edi-x12' };
    return this.request(tenant, '/claims', { method: 'POST', body: text, headers }, (answered) => {
      const { files } = this.read(answered, Answer);
      const answer = read(files);
      if (answer === undefined) throw new Unintelligible(this.dependency.name, files);
      return { files, answer };
    });
  }

  /** Names of waiting files, the oldest first, a thousand at most; a name that no table can hold stays where it is. */
  async waiting(tenant: string): Promise<string[]> {
    const text = await this.request(tenant, '/files');
    // Outside of the breaker: nonsense in one mailbox says nothing about the others.
    const { files } = this.read(text, Named);
    const names = files.flatMap((file) => Name.safeParse(file).data?.name ?? []);
    if (names.length < files.length && !this.noted.has(tenant)) {
      this.noted.add(tenant);
      this.log.warn(`mailbox ${submitterIdOf(tenant)} lists ${files.length - names.length} files without a usable name`);
    }
    return names.slice(0, MOST_NAMES);
  }

  /** Undefined: it is no longer there. Throws TooLarge for one of more than 16 MB. */
  fetch(tenant: string, name: string): Promise<string | undefined> {
    return unlessGone(this.request(tenant, `/files/${encodeURIComponent(name)}`));
  }

  async remove(tenant: string, name: string): Promise<void> {
    await unlessGone(this.request(tenant, `/files/${encodeURIComponent(name)}`, { method: 'DELETE' }));
  }

  onApplicationShutdown(): void {
    this.dependency.close();
  }

  /** An answer that makes no sense is as good as none. */
  private read<T>(text: string, shape: z.ZodType<T>): T {
    try {
      return shape.parse(JSON.parse(text));
    } catch (error) {
      throw new DependencyAway(this.dependency.name, 'unavailable', error);
    }
  }

  /** The text of the answer, or what `read` makes of it; an error that `read` throws counts against the clearinghouse. */
  private request(tenant: string, path: string, init?: Sent): Promise<string>;
  private request<T>(tenant: string, path: string, init: Sent, read: (text: string) => T): Promise<T>;
  private async request(
    tenant: string,
    path: string,
    init: Sent = {},
    read: (text: string) => unknown = String,
  ): Promise<unknown> {
    const { clearinghouseUrl: url, clearinghouseToken: token } = this.options;
    if (!url) throw new DependencyAway(this.dependency.name, 'unreachable');
    return this.dependency.call(async (signal) => {
      const headers = { ...init.headers, ...(token && { authorization: `Bearer ${token}` }) };
      // Whoever is at the other end of a redirection gets neither claims nor the token.
      const how = { ...init, headers, signal, redirect: 'error' } as const;
      const response = await fetch(`${url}/v1/submitters/${submitterIdOf(tenant)}${path}`, how);
      const text = await textOf(response);
      if (response.ok) return read(text);
      if (response.status === 404) throw new Gone('status 404');
      if (response.status >= 400 && response.status < 500 && response.status !== 429)
        throw new Refused(`status ${response.status}`);
      throw new DependencyAway(this.dependency.name, 'unavailable');
    });
  }
}

/** Largest file that is taken, in bytes: an 835 of some ten thousand claims. */
const LARGEST = 16 * 1024 * 1024;

/** The body, unless it is endless. */
async function textOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > LARGEST) throw new TooLarge('more than 16 MB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

class Gone extends Refused {}

/** A file of more than 16 MB. */
export class TooLarge extends Refused {}

/** An answer came, and it does not speak about what was asked. */
export class Unintelligible extends DependencyAway {
  constructor(
    dependency: string,
    readonly files: readonly ReceivedFile[],
  ) {
    super(dependency, 'unavailable');
  }
}

const unlessGone = <T>(request: Promise<T>): Promise<T | undefined> =>
  request.catch((error: unknown) => {
    if (error instanceof Gone) return undefined;
    throw error;
  });

interface Submitted<T> {
  readonly files: readonly ReceivedFile[];
  readonly answer: T;
}

interface Sent {
  method?: string;
  body?: string;
  headers?: Record<string, string>;
}

/** ISA06 and the mailbox: 15 characters of the basic set, from the tenant's id. */
export const submitterIdOf = (tenant: string): string =>
  `OH${BigInt(`0x${createHash('sha256').update(tenant).digest('hex').slice(0, 16)}`)
    .toString(36)
    .toUpperCase()
    .padStart(13, '0')}`;
