import { createHash, timingSafeEqual } from 'node:crypto';
import { moneyOf } from '@orderly/kernel';
import { failureKind, type JsonLogger } from '@orderly/platform/telemetry';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { z, ZodError } from 'zod';
import { type Faults, FaultsOf, Party } from './faults';
import { NotNow } from './not-now';
import { AnalyserOrders } from './orders';
import { ActionName, type Panel } from './panel';
import type { Parties } from './parties';

const Submitter = z.object({ submitterId: z.string().regex(/^[\w.-]{1,64}$/) });
const SubmitterFile = Submitter.extend({ name: z.string().max(100) });
const Payments = z.record(z.string().min(1).max(200), z.string().regex(/^\d{1,10}(\.\d{1,2})?$/));
const MOST_BYTES = 10 * 1024 * 1024;
const X12 = 'application/edi-x12';

/** The outside world over HTTP: apps/sandbox/README.md. */
export function httpApp(
  parties: Parties,
  { token, logger, panel }: { token?: string; logger?: JsonLogger; panel: Panel },
): FastifyInstance {
  const app = fastify({ bodyLimit: MOST_BYTES, forceCloseConnections: true });
  app.removeContentTypeParser('text/plain');
  app.addContentTypeParser(X12, { parseAs: 'buffer' }, (_request, body, done) => done(null, body.toString()));
  if (token) app.addHook('onRequest', bearer(token));
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    if (error instanceof NotNow) {
      const { statusCode: status, reason, message: title } = error;
      return reply.code(status).send({ status, title, reason });
    }
    const wrong = error instanceof ZodError ? error.issues.map(describe) : undefined;
    const status = wrong ? 400 : (error.statusCode ?? 500);
    if (status >= 500) logger?.error(`sandbox: ${failureKind(error)}`);
    return reply.code(status).send({ status, title: wrong ? 'invalid input' : status < 500 ? error.message : 'failed', wrong });
  });
  void app.register((v1) => submitterRoutes(v1, parties), { prefix: '/v1/submitters/:submitterId' });
  void app.register((admin) => adminRoutes(admin, parties), { prefix: '/admin' });
  void app.register((buttons) => panelRoutes(buttons, panel), { prefix: '/admin' });
  return app;
}

async function submitterRoutes(app: FastifyInstance, { clearinghouse, mailbox, faults }: Parties): Promise<void> {
  app.addHook('onRequest', obstacles(faults));
  const answer = (reply: FastifyReply, name: string, body: unknown) =>
    faults.garbled('clearinghouse', name) ? reply.type('application/json').send(faults.garbage(name)) : reply.send(body);

  app.post('/claims', async ({ params, body }, reply) => {
    const { submitterId } = Submitter.parse(params);
    if (typeof body !== 'string') return reply.code(415).send({ status: 415, title: `${X12} is needed` });
    return answer(reply, `claims ${submitterId}`, { files: await clearinghouse.take(submitterId, body) });
  });
  app.get('/files', async ({ params }, reply) => {
    const { submitterId } = Submitter.parse(params);
    return answer(reply, `files ${submitterId}`, { files: mailbox.names(submitterId) });
  });
  app.get('/files/:name', async ({ params }, reply) => {
    const { submitterId, name } = SubmitterFile.parse(params);
    const content = mailbox.read(submitterId, name);
    return content ? reply.type(X12).send(content) : reply.code(404).send({ status: 404, title: 'no such file' });
  });
  app.delete('/files/:name', async ({ params }, reply) => {
    const { submitterId, name } = SubmitterFile.parse(params);
    await mailbox.remove(submitterId, name);
    return reply.code(204).send();
  });
}

async function adminRoutes(app: FastifyInstance, parties: Parties): Promise<void> {
  const { analyser, payer, faults } = parties;
  app.put('/payments', async ({ body }, reply) => {
    await payer.tell(Payments.parse(body));
    return reply.code(204).send();
  });
  app.post('/analyser/orders', async ({ body }) => ({ results: await analyser.submit(AnalyserOrders.parse(body).orders) }));
  app.put('/faults/:party', async ({ params, body }) => {
    const { party } = z.object({ party: Party }).parse(params);
    faults.set(party, FaultsOf[party].parse(body));
    return faults.state[party];
  });
  app.delete('/faults/:party', async ({ params }, reply) => {
    faults.set(z.object({ party: Party }).parse(params).party, {});
    return reply.code(204).send();
  });
  app.get('/state', async () => stateOf(parties));
}

async function panelRoutes(app: FastifyInstance, panel: Panel): Promise<void> {
  /** Orderly says here for which hospital somebody asks. */
  app.addHook('preHandler', ({ headers }) => panel.admit(headers['orderly-tenant'] as string | undefined));
  app.get('/panel', () => panel.state());
  app.post('/actions/:name', async ({ params, body }, reply) => {
    const { success, data } = ActionName.safeParse((params as { name: string }).name);
    if (!success) return reply.code(404).send({ status: 404, title: 'no such action' });
    return reply.code(data === 'place-order' ? 202 : 200).send(await panel.perform(data, body));
  });
}

/** Where and why, never a value. */
const describe = (issue: ZodError['issues'][number]): string =>
  `${[...issue.path, ...(issue.code === 'unrecognized_keys' ? issue.keys : [])].join('.')} (${issue.code})`;

function stateOf({ analyser, clearinghouse, payer, mailbox, faults }: Parties) {
  const { batches, repeatedBatches, refusedFiles, repeatedClaims, rejectedClaims } = clearinghouse.counters;
  const { claims, payments, paidCents } = payer.counters;
  return {
    batches: { taken: batches, repeated: repeatedBatches, refused: refusedFiles },
    claims: { received: claims, repeated: repeatedClaims, rejected: rejectedClaims },
    payments: { made: payments, paid: moneyOf(paidCents) },
    files: { waiting: mailbox.waiting, ...mailbox.counters },
    orders: { waiting: analyser.waiting, ...analyser.counters },
    held: faults.held,
    faults: faults.state,
  };
}

function bearer(token: string) {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  const wanted = hash(`Bearer ${token}`);
  return async ({ headers }: FastifyRequest, reply: FastifyReply) => {
    if (!timingSafeEqual(hash(headers.authorization ?? ''), wanted)) {
      await reply.code(401).header('www-authenticate', 'Bearer').send({ status: 401, title: 'a bearer token is needed' });
    }
  };
}

/** What stands between a submitter and the clearinghouse. */
function obstacles(faults: Faults) {
  return async ({ raw }: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { down, hang, delayMs, errorRate } = faults.state.clearinghouse;
    if (hang) await Promise.race([faults.changed(), new Promise((resolve) => raw.socket.once('close', resolve))]);
    if (down || hang) {
      reply.hijack();
      raw.socket.destroy();
      return;
    }
    if (delayMs) await new Promise((resolve) => setTimeout(resolve, delayMs));
    if (faults.hit('clearinghouse errors', errorRate)) await reply.code(503).send({ status: 503, title: 'not now' });
  };
}
