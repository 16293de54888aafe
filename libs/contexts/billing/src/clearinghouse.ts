import { createHash } from 'node:crypto';
import { Inject, Injectable, OnApplicationShutdown } from '@nestjs/common';
import { z } from 'zod';
import { Dependency, DependencyAway, Refused } from '@orderly/platform/resilience';
import { BillingOptions } from './options';

const Named = z.object({ files: z.array(z.object({ name: z.string().min(1).max(200) })).max(1000) });
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

  constructor(@Inject(BillingOptions) private readonly options: BillingOptions) {}

  async submit(tenant: string, text: string): Promise<ReceivedFile[]> {
    const headers = { 'content-type': 'application/edi-x12' };
    const { files } = await this.request(tenant, '/claims', { method: 'POST', body: text, headers, shape: Answer });
    return files;
  }

  /** Names of waiting files, the oldest first. */
  async waiting(tenant: string): Promise<string[]> {
    return (await this.request(tenant, '/files', { shape: Named })).files.map(({ name }) => name);
  }

  /** Undefined: it is no longer there. */
  fetch(tenant: string, name: string): Promise<string | undefined> {
    return unlessGone(this.request(tenant, `/files/${encodeURIComponent(name)}`, { shape: z.string() }));
  }

  async remove(tenant: string, name: string): Promise<void> {
    await unlessGone(this.request(tenant, `/files/${encodeURIComponent(name)}`, { method: 'DELETE', shape: z.string() }));
  }

  onApplicationShutdown(): void {
    this.dependency.close();
  }

  /** An answer that makes no sense is as good as none. */
  private read<T>(text: string, shape: z.ZodType<T>): T {
    try {
      return shape.parse(shape instanceof z.ZodString ? text : JSON.parse(text));
    } catch (error) {
      throw new DependencyAway(this.dependency.name, 'unavailable', error);
    }
  }

  private request<T>(tenant: string, path: string, { shape, ...init }: Sent<T>): Promise<T> {
    const { clearinghouseUrl: url, clearinghouseToken: token } = this.options;
    if (!url) throw new DependencyAway(this.dependency.name, 'unreachable');
    return this.dependency.call(async (signal) => {
      const headers = { ...init.headers, ...(token && { authorization: `Bearer ${token}` }) };
      const response = await fetch(`${url}/v1/submitters/${submitterIdOf(tenant)}${path}`, { ...init, headers, signal });
      const text = await textOf(response);
      if (response.ok) return this.read(text, shape);
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
    if (size > LARGEST) throw new Refused('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

class Gone extends Refused {}

const unlessGone = <T>(request: Promise<T>): Promise<T | undefined> =>
  request.catch((error: unknown) => {
    if (error instanceof Gone) return undefined;
    throw error;
  });

interface Sent<T> {
  /** Of the answer; text as it came, or JSON. */
  shape: z.ZodType<T>;
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
