import { OrderlyClient, OrderlyOptions } from './client';
import { fetchTransport } from './fetch-transport';

export * from './shared';

/** A client for pages. `baseUrl` is empty for the page's own server. */
export function orderly(options: OrderlyOptions): OrderlyClient {
  return new OrderlyClient(options, options.transport ?? fetchTransport(options.baseUrl, options.timeoutMs ?? 35_000));
}
