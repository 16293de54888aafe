import { DynamicModule, ValueProvider } from '@nestjs/common';
import { CommandHandler, CqrsModule, IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';
import { Coding, command, Ctx, Id, Instant, Line, listInput, newId, pageOf, query, refusals } from '@orderly/kernel';
import { Claims, Tokens } from '@orderly/platform/security';
import { EdgeModule } from '../edge-module';
import { createHttpApp, HttpOptions } from '../http-app';
import { route } from '../route';

export const BedResource = z
  .object({ id: Id, version: z.int(), label: z.string(), note: z.string().optional(), since: Instant })
  .meta({ title: 'Bed' });

export class PrepareBed extends command('ward.prepare-bed', {
  summary: 'Prepares a bed.',
  permission: 'beds:prepare',
  input: { id: Id.optional(), label: Line(20), tests: z.array(Coding).max(3).default([]) },
  output: BedResource,
  resource: 'Bed',
}) {}

export class CloseBed extends command('ward.close-bed', {
  summary: 'Closes a bed.',
  permission: 'beds:prepare',
  input: { bedId: Id, reason: Line(50) },
  output: BedResource,
  resource: 'Bed',
}) {}

export class GetBed extends query('ward.get-bed', {
  summary: 'One bed.',
  permission: 'beds:read',
  input: { bedId: Id },
  output: BedResource,
  resource: 'Bed',
}) {}

export class ListBeds extends query('ward.list-beds', {
  summary: 'Beds.',
  permission: 'beds:read',
  input: { ...listInput, label: z.string().max(20).optional() },
  output: pageOf(BedResource),
}) {}

export class FindBeds extends query('ward.find-beds', {
  summary: 'Finds beds.',
  permission: 'beds:read',
  input: { ...listInput, label: Line(20).optional() },
  output: pageOf(BedResource),
}) {}

export class Knock extends command('ward.knock', {
  summary: 'Answers anybody.',
  permission: 'public',
  input: { who: Line(20) },
  output: z.object({ welcome: z.boolean() }),
}) {}

export const wardRefuses = refusals('ward', {
  'bed-taken': [409, 'There is a <patient> in this bed.', 'Choose "another" bed & try again.'],
});

/** What the fake ward does with the next request; the default answers a bed. */
export const ward = {
  seen: [] as { data: unknown; ctx: Ctx }[],
  behave: undefined as ((data: never, ctx: Ctx) => unknown) | undefined,
};

const bed = (id: string) => ({
  id,
  version: 3,
  label: 'A1',
  since: '2026-03-02T08:15:00.000Z',
  secret: 'does not leave',
  note: null,
});

function handle({ data, ctx }: { data: never; ctx: Ctx }): Promise<unknown> {
  ward.seen.push({ data, ctx });
  return Promise.resolve(ward.behave?.(data, ctx));
}

@CommandHandler(PrepareBed)
class PrepareBedHandler {
  async execute(operation: PrepareBed) {
    const answer = await handle(operation as never);
    const id = operation.data.id ?? newId();
    operation.ctx.outcome.saved ??= { type: 'Bed', id, version: 1 };
    return answer ?? { ...bed(id), version: 1 };
  }
}

@CommandHandler(CloseBed)
class CloseBedHandler {
  async execute(operation: CloseBed) {
    const { bedId } = operation.data;
    const answer = await handle(operation as never);
    operation.ctx.outcome.saved ??= { type: 'Bed', id: bedId, version: 4 };
    return answer ?? { ...bed(bedId), version: 4 };
  }
}

@CommandHandler(Knock)
class KnockHandler {
  async execute(operation: Knock) {
    return (await handle(operation as never)) ?? { welcome: true };
  }
}

@QueryHandler(GetBed)
class GetBedHandler implements IQueryHandler<GetBed> {
  async execute(operation: GetBed) {
    return (await handle(operation as never)) ?? bed(operation.data.bedId);
  }
}

@QueryHandler(ListBeds)
class ListBedsHandler implements IQueryHandler<ListBeds> {
  async execute(operation: ListBeds) {
    return (await handle(operation as never)) ?? { items: [bed(newId())] };
  }
}

@QueryHandler(FindBeds)
class FindBedsHandler implements IQueryHandler<FindBeds> {
  async execute(operation: FindBeds) {
    return (await handle(operation as never)) ?? { items: [] };
  }
}

export const wardRoutes = [
  route.post('/v1/beds', PrepareBed),
  route.act('/v1/beds/:bedId/close', CloseBed),
  route.get('/v1/beds/:bedId', GetBed),
  route.get('/v1/beds', ListBeds),
  route.search('/v1/beds/search', FindBeds),
  route.open('/v1/knock', Knock),
];

export const tokens = new Tokens(Buffer.alloc(32, 1).toString('base64url'));

export const claims = (more: Partial<Claims> = {}): Claims => ({
  sub: newId(),
  tenant: newId(),
  roles: ['nurse'],
  permissions: ['beds:prepare', 'beds:read'],
  ...more,
});

export const bearer = async (of: Claims = claims()): Promise<string> => `Bearer ${await tokens.issue(of)}`;

/** The HTTP layer over a ward without a database. */
export async function openWard(options: HttpOptions = {}, more: ValueProvider[] = []): Promise<NestFastifyApplication> {
  class Shared {}
  const shared: DynamicModule = {
    module: Shared,
    global: true,
    imports: [CqrsModule.forRoot()],
    providers: [
      { provide: Tokens, useValue: tokens },
      PrepareBedHandler,
      CloseBedHandler,
      KnockHandler,
      GetBedHandler,
      ListBedsHandler,
      FindBedsHandler,
      ...more,
    ],
    exports: [Tokens, ...more.map(({ provide }) => provide)],
  };
  class Ward {}
  const edge = EdgeModule.forRoutes(wardRoutes, { title: 'Ward', version: '1', examples: { label: 'A1' } });
  const app = await createHttpApp(
    { module: Ward, imports: [shared, edge] },
    { logger: false, requestLog: () => undefined, ...options },
  );
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}

/** For tests of what happens when something is refused or breaks. */
export const failing = (error: unknown) => () => {
  throw error;
};
