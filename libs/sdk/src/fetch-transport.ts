import { Transport } from './transport';

/** Over the browser's `fetch`, without cookies. */
export function fetchTransport(baseUrl: string, timeoutMs: number): Transport {
  const closing = new AbortController();
  const prefix = baseUrl.replace(/\/$/, '');
  return {
    async send({ method, path, headers, body }) {
      const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(timeoutMs)]);
      const response = await fetch(prefix + path, { method, headers: { ...headers }, body, signal, credentials: 'omit' });
      return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() };
    },
    close: () => closing.abort(),
  };
}
