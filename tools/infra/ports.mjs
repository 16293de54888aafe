import { randomInt } from 'node:crypto';
import net from 'node:net';
import { InfrastructureFailure } from './failure.mjs';

/**
 * Below the range from which systems take the near end of outgoing connections: a client that retries while
 * its server is down could otherwise be given the server's own port and connect to itself.
 */
const lowest = 21_000;
const beyond = 25_000;

export async function freePort(taken = []) {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const port = randomInt(lowest, beyond);
    if (!taken.includes(port) && (await isFree(port))) return port;
  }
  throw new InfrastructureFailure(`no free port between ${lowest} and ${beyond - 1}`);
}

/** The remembered port when nobody took it in the meantime, else another. */
export async function rememberedOrFree(port, taken) {
  return port && (await isFree(port)) ? port : freePort(taken);
}

export async function isFree(port) {
  return (await canListen(port, '127.0.0.1')) && canListen(port);
}

/** @returns {Promise<boolean>} */
function canListen(port, host) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
