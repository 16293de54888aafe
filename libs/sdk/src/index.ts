import { OrderlyClient, OrderlyOptions } from './client';
import { nodeTransport } from './node-transport';

export * from './shared';

/** A client for Node; `@orderly/sdk/browser` has the same for pages. */
export function orderly(options: OrderlyOptions): OrderlyClient {
  const { baseUrl, connections = 32, timeoutMs = 35_000 } = options;
  return new OrderlyClient(options, options.transport ?? nodeTransport(baseUrl, connections, timeoutMs));
}
