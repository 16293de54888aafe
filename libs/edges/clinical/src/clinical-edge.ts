import { Edge, EdgeModule } from '@orderly/platform/http';
import { examples } from './examples';
import { routes } from './routes';
import { topics } from './topics';

/** REST for the frontends of clinicians, registrars and the laboratory. */
export const clinical: Edge = {
  title: 'Orderly clinical API',
  version: '1',
  description:
    'Log in with `POST /v1/login`, press *Authorize* and paste the token. Every action needs an `Idempotency-Key`: ' +
    'this page sends a fresh one each time unless you write your own. Errors are problems (RFC 9457); the page behind `type` says what to do.',
  examples,
  routes,
  topics,
};

export const ClinicalEdge = EdgeModule.forRoutes(routes, clinical);
