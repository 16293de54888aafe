import { z } from 'zod';
import { NotNow } from './not-now';

const Actions = z.record(z.string(), z.object({ running: z.boolean(), until: z.string().optional() }));
export type Actions = z.output<typeof Actions>;

const PATIENCE_MS = 5_000;

/** What only `npm start` can do, because it owns the processes: tools/infra/control.mjs. */
export class Control {
  constructor(private readonly at: { url?: string; token?: string }) {}

  /** The actions that it offers; none when nobody is there. */
  async state(): Promise<Actions> {
    if (!this.at.url) return {};
    try {
      return Actions.parse(await (await this.request('GET', '/state')).json());
    } catch {
      return {};
    }
  }

  /** Throws NotNow when it will not. */
  async perform(name: string, body: object): Promise<object> {
    if (!this.at.url) throw new NotNow(409, 'not-here', 'only npm start can do this: it owns the processes');
    const response = await this.request('POST', `/${name}`, body).catch(() => undefined);
    if (!response) throw new NotNow(503, 'away', 'npm start does not answer');
    const answer = (await response.json()) as { title?: string; reason?: 'busy' | 'not-here' };
    if (response.ok) return answer;
    throw new NotNow(409, answer.reason ?? 'not-here', answer.title ?? 'refused');
  }

  private request(method: string, path: string, body?: object): Promise<Response> {
    const { url, token } = this.at;
    const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) };
    return fetch(url + path, { method, headers, body: body && JSON.stringify(body), signal: AbortSignal.timeout(PATIENCE_MS) });
  }
}
