import { z } from 'zod';
import { command, Id, Instant, query } from '@orderly/kernel';

/** Everybody who can log in may hold a stream open; each topic asks for a permission of its own. */
const permission = 'self:read';

/** For browsers, whose EventSource cannot send a token. Changes nothing: what makes it single-use happens when it is used. */
export class IssueStreamTicket extends query('platform.issue-stream-ticket', {
  summary: 'A ticket that opens `GET /v1/stream` once within a minute, with your rights and until your token ends.',
  permission,
  input: {},
  output: z.object({ ticket: z.string(), expiresAt: Instant }).meta({ title: 'StreamTicket' }),
}) {}

/** Refuses with `orderly.unauthenticated` when it was used before, in whichever process. Not at any edge. */
export class UseStreamTicket extends command('platform.use-stream-ticket', {
  summary: 'Spends a ticket for a stream.',
  permission,
  input: { ticketId: Id, expiresAt: Instant },
  output: z.object({}),
}) {}

export class OpenStream extends query('platform.open-stream', {
  summary: 'Server-sent events: hints `{type, id, version}` that something has changed; read it again with its own route.',
  permission,
  input: {
    topics: z
      .string()
      .min(1)
      .max(4_000)
      .meta({
        description:
          'up to 50, separated by commas: `journeys`, `<collection>/<id>` (orders, encounters, lab-tasks, accounts, claims, invoices, ' +
          'remittances, patients, charts), `worklists/<context>` (encounters, orders, laboratory, billing)',
      }),
    ticket: z.string().max(8_000).optional().meta({ description: 'from `POST /v1/stream-tickets`, instead of a token' }),
    lastEventId: z
      .string()
      .max(100)
      .optional()
      .meta({ description: 'id of the last event seen, for clients that cannot send `Last-Event-ID`' }),
  },
  output: z.string(),
}) {}
