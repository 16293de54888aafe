import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic, { FastifyStaticOptions } from '@fastify/static';
import { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Where `npm run build` puts the page, seen from the compiled edge. */
const BUILT = join(__dirname, '../../../../console');

/**
 * Serves the console at `/`: the page itself is asked for again each time, its other files bear a hash in their names and stay.
 * Without a built console there is no page, and `/` is not found as before.
 */
export async function serveConsole(app: NestFastifyApplication, folder: string = BUILT): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return;
  const given = {
    ...{ decorateReply: false, serveDotFiles: false, preCompressed: true, cacheControl: false },
    setHeaders: (reply: Parameters<NonNullable<FastifyStaticOptions['setHeaders']>>[0], path: string) => {
      reply.header('Cache-Control', /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
      reply.header('Vary', 'Accept-Encoding');
    },
  };
  // Named routes for the files that are there: whatever else is asked for stays a problem of the API.
  await app.register(fastifyStatic, { ...given, root: folder, wildcard: false, globIgnore: ['**/*.{br,gz}', 'assets/**'] });
  // A page that is built anew while it is served names files that were not there before.
  const allowedPath = (path: string) => !/\.(br|gz)$/.test(path);
  await app.register(fastifyStatic, { ...given, root: join(folder, 'assets'), prefix: '/assets/', allowedPath });
}
