import { Controller, DynamicModule, Get, HttpCode, Inject, Module, Optional, Post, Req, Res, Type } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { Callers } from './caller';
import { Door } from './door';
import { Gateway, LocalGateway } from './gateway';
import { StreamDoor } from './stream-door';
import { Streams, TOPICS } from './streams';
import { TopicRule } from './topics';
import { assertDistinct, readerOf, Route, statusOf } from './route';

/** What an edge says about itself on its API page. */
export interface EdgeDescription {
  readonly title: string;
  readonly version: string;
  readonly description?: string;
  /** Example values by field (`reason`) or operation and field (`RejectSpecimen.reason`), where the schema alone does not lead to one. */
  readonly examples?: Readonly<Record<string, unknown>>;
  /** What its stream can be about. */
  readonly topics?: readonly TopicRule[];
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
      providers: [
        { provide: EDGE, useValue: edge },
        { provide: Gateway, useClass: LocalGateway },
        Callers,
        Door,
        ...(edge.topics ? [{ provide: TOPICS, useValue: edge.topics }, Streams, StreamDoor] : []),
      ],
      exports: [EDGE],
    };
  }
}

/** The same as a class with one decorated method per line, without writing every line five times. */
function controllerOf(routes: readonly Route[]): Type {
  @Controller()
  class EdgeController {
    constructor(
      @Inject(Door) readonly door: Door,
      @Optional() @Inject(StreamDoor) readonly streams?: StreamDoor,
    ) {}
  }
  const { prototype } = EdgeController;
  for (const [index, route] of routes.entries()) {
    const name = `${route.operation.name}${index}`;
    const location = route.kind === 'create' && readerOf(route, routes) ? route.path : undefined;
    const value = function (this: EdgeController, request: FastifyRequest, reply: FastifyReply) {
      if (route.kind === 'stream') return this.streams?.open(route, request, reply);
      return this.door.answer(route, location, request, reply);
    };
    const descriptor = { value, configurable: true, writable: true };
    Object.defineProperty(prototype, name, descriptor);
    (route.method === 'GET' ? Get : Post)(route.path)(prototype, name, descriptor);
    HttpCode(statusOf(route))(prototype, name, descriptor);
    Req()(prototype, name, 0);
    Res({ passthrough: route.kind !== 'stream' })(prototype, name, 1);
  }
  return EdgeController;
}
