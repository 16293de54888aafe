import { join } from 'node:path';

/** The packages that we are compared with have a package.json of their own; they are not the product's. */
export const peer = <T>(name: string): T =>
  require(require.resolve(name, { paths: [join(__dirname, '../../../../../tools/bench')] })) as T;

/** An event as a package's queue holds it: what its handler publishes. */
export interface Published {
  readonly messageId: string;
  readonly routingKey: string;
  readonly event: string;
}
