import { Controller, DynamicModule, Get, HttpCode, Inject, Module, Post, Req, Res, Type } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { Callers } from './caller';
import { Door } from './door';
import { Gateway, LocalGateway } from './gateway';
import { assertDistinct, readerOf, Route, statusOf } from './route';

/** What an edge says about itself on its API page. */
export interface EdgeDescription {
  readonly title: string;
  readonly version: string;
  readonly description?: string;
  /** Example values by field (`reason`) or operation and field (`RejectSpecimen.reason`), where the schema alone does not lead to one. */
  readonly examples?: Readonly<Record<string, unknown>>;
}

export interface Edge extends EdgeDescription {
  readonly routes: readonly Route[];
}

/** The edges of a process. */
export const EDGE = Symbol('edge');

/** Makes a route table answer requests: one controller, one line per route. */
@Module({})
export class EdgeModule {
  static forRoutes(routes: readonly Route[], description: EdgeDescription): DynamicModule {
    assertDistinct(routes);
    const edge: Edge = { ...description, routes };
    return {
      module: EdgeModule,
      controllers: [controllerOf(routes)],
      providers: [{ provide: EDGE, useValue: edge }, { provide: Gateway, useClass: LocalGateway }, Callers, Door],
      exports: [EDGE],
    };
  }
}

/** The same as a class with one decorated method per line, without writing every line five times. */
function controllerOf(routes: readonly Route[]): Type {
  @Controller()
  class EdgeController {
    constructor(@Inject(Door) readonly door: Door) {}
  }
  const { prototype } = EdgeController;
  for (const [index, route] of routes.entries()) {
    const name = `${route.operation.name}${index}`;
    const location = route.kind === 'create' && readerOf(route, routes) ? route.path : undefined;
    const value = function (this: EdgeController, request: FastifyRequest, reply: FastifyReply) {
      return this.door.answer(route, location, request, reply);
    };
    const descriptor = { value, configurable: true, writable: true };
    Object.defineProperty(prototype, name, descriptor);
    (route.method === 'GET' ? Get : Post)(route.path)(prototype, name, descriptor);
    HttpCode(statusOf(route))(prototype, name, descriptor);
    Req()(prototype, name, 0);
    Res({ passthrough: true })(prototype, name, 1);
  }
  return EdgeController;
}
