import { Edge, EdgeModule } from '@orderly/platform/http';
import { entrance, routes } from './routes';

/** REST for the people who run the installation. */
export const admin: Edge = {
  title: 'Orderly admin API',
  version: '1',
  description:
    'For operators: log in with `POST /v1/login` as a user of the tenant `operations`, press *Authorize* and paste the token. ' +
    'Dead letters are shown without patient data; what is sealed stays sealed.',
  examples: {
    tenant: 'operations',
    username: 'operator',
    password: 'correct horse battery',
    deadLetterId: 'message~chart-on-orders~0193d5a8-7b1c-7c3e-9f6d-2f4b8a1c5e70',
    'ReplayDeadLetters.consumer': 'chart-on-orders',
    'ReplayDeadLetters.because': 'the missing price has been set',
    'ReplayDeadLetters.dryRun': true,
    'DiscardDeadLetters.consumer': 'chart-on-orders',
    'DiscardDeadLetters.because': 'sent by a test system',
    'DiscardDeadLetters.dryRun': true,
  },
  routes,
};

/** In a process whose other edge lets people log in. */
export const AdminEdge = EdgeModule.forRoutes(routes, admin);

/** In a process of its own. */
export const AdminEdgeAlone = EdgeModule.forRoutes([...entrance, ...routes], admin);
