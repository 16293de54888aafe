import net from 'node:net';
import tls from 'node:tls';

/** Does a PostgreSQL answer there? An SSLRequest is answered with one letter before any login. */
export async function postgresAnswers(url, patience = 3_000) {
  const sslRequest = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);
  const answer = await ask(postgresAddress(url), sslRequest, patience);
  return answer?.length === 1 && 'SN'.includes(answer.toString());
}

/** Does an AMQP 0-9-1 broker answer there? Its first frame is a method frame; a refusal repeats "AMQP". */
export async function amqpAnswers(url, patience = 5_000) {
  const { protocol, hostname, port } = new URL(url);
  const secure = protocol === 'amqps:';
  const address = { host: bare(hostname), port: Number(port || (secure ? 5671 : 5672)), secure };
  const answer = await ask(address, Buffer.from('AMQP\0\0\x09\x01', 'latin1'), patience);
  return answer?.[0] === 1;
}

function postgresAddress(url) {
  const { hostname, port, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? decodeURIComponent(bare(hostname)) ?? 'localhost';
  const number = Number(port || 5432);
  return host.startsWith('/') ? { path: `${host}/.s.PGSQL.${number}` } : { host, port: number };
}

const bare = (hostname) => (hostname || 'localhost').replace(/^\[|\]$/g, '');

/** @returns {Promise<Buffer | undefined>} the first bytes of the answer */
export function ask({ secure, ...address }, question, patience) {
  return new Promise((resolve) => {
    const socket = secure
      ? tls.connect({ ...address, servername: address.host, rejectUnauthorized: false })
      : net.connect(address);
    const finish = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(patience, () => finish(undefined));
    socket.once(secure ? 'secureConnect' : 'connect', () => socket.write(question));
    socket.once('data', finish);
    socket.once('error', () => finish(undefined));
    socket.once('close', () => finish(undefined));
  });
}
