import { FastifyRequest } from 'fastify';
import { Ctx, refuses } from '@orderly/kernel';
import { httpRefuses } from './refusals';
import { isRead, needsIdempotencyKey, Route } from './route';

type Headers = FastifyRequest['headers'];

/** Visible ASCII, as in RFC 9110 field values, without spaces. */
const KEY = /^[\x21-\x7e]{8,200}$/;
const ETAG = /^(?:W\/)?"(\d{1,9})"$/;
const VERSION = /^([A-Z][A-Za-z]{0,49})\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@(\d{1,9})$/;

export function idempotencyKeyOf(route: Route, headers: Headers): string | undefined {
  if (!needsIdempotencyKey(route)) return undefined;
  const key = headers['idempotency-key'];
  if (key === undefined) throw refuses('idempotency-key-required');
  if (typeof key !== 'string' || !KEY.test(key)) throw httpRefuses('malformed-header', { pointer: 'Idempotency-Key' });
  return key;
}

/** `If-Match: W/"3"`: the version that the caller has seen. `*` expects nothing beyond what the route does anyway. */
export function expectedVersionOf(route: Route, headers: Headers): number | undefined {
  const tag = headers['if-match'];
  if (isRead(route) || tag === undefined || tag === '*') return undefined;
  const version = ETAG.exec(tag)?.[1];
  if (version === undefined) throw httpRefuses('malformed-header', { pointer: 'If-Match' });
  return Number(version);
}

/** `Orderly-Wait-For: Order/0193...@3`, as a write has answered it in `Orderly-Version`. */
export function waitForOf(route: Route, headers: Headers): Ctx['waitFor'] {
  const given = headers['orderly-wait-for'];
  if (!isRead(route) || given === undefined) return undefined;
  const [, type, id, version] = (typeof given === 'string' && VERSION.exec(given)) || [];
  if (!type || !id) throw httpRefuses('malformed-header', { pointer: 'Orderly-Wait-For' });
  return { type, id, version: Number(version) };
}
