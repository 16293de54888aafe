import { FastifyInstance } from 'fastify';

/** Answers are data; no browser shall run, frame or guess anything of them. */
const DATA = "default-src 'none'; frame-ancestors 'none'";
const PROBLEM_PAGE = `${DATA}; style-src 'unsafe-inline'`;
/** Swagger UI styles itself inline and shows its own pictures; scripts come from here alone. */
const API_PAGE =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

/** Its scripts are files from here; the style library writes style elements, so styles may be inline. */
const CONSOLE =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export function sendSecurityHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', ({ url }, reply, done) => {
    reply.header('X-Content-Type-Options', 'nosniff');
    reply.header('Referrer-Policy', 'no-referrer');
    reply.header('Content-Security-Policy', policyFor(url));
    if (!isPage(url)) reply.header('Cache-Control', 'no-store');
    done();
  });
}

const isPage = (url: string): boolean => url.startsWith('/docs') || url.startsWith('/problems');

const isConsole = (url: string): boolean => url === '/' || url.startsWith('/?') || url.startsWith('/assets/');

function policyFor(url: string): string {
  if (isConsole(url)) return CONSOLE;
  if (url.startsWith('/docs')) return API_PAGE;
  return url.startsWith('/problems') ? PROBLEM_PAGE : DATA;
}
