import { OrderlyClient, OrderlyOptions } from './client';
import { nodeTransport } from './node-transport';

export * from './client';
export type { components, paths } from './generated';
export * from './problem';
export type { Transport } from './transport';
export type { AnswerTo } from './types';

/** A client for Node; `@orderly/sdk/browser` has the same for pages. */
export function orderly(options: OrderlyOptions): OrderlyClient {
  const { baseUrl, connections = 32, timeoutMs = 35_000 } = options;
  return new OrderlyClient(options, options.transport ?? nodeTransport(baseUrl, connections, timeoutMs));
}
