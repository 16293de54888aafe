import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Where `npm run build` puts the page, seen from the compiled edge. */
const BUILT = join(__dirname, '../../../../console');

/**
 * Serves the console at `/`: the page itself is asked for again each time, its other files bear a hash in their names and stay.
 * Without a built console there is no page, and `/` is not found as before.
 */
export async function serveConsole(app: NestFastifyApplication, folder: string = BUILT): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return;
  await app.register(fastifyStatic, {
    root: folder,
    // Named routes for the files that are there: whatever else is asked for stays a problem of the API.
    wildcard: false,
    decorateReply: false,
    serveDotFiles: false,
    globIgnore: ['**/*.{br,gz}'],
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('Cache-Control', /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
      reply.header('Vary', 'Accept-Encoding');
    },
  });
}
