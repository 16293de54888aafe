import { Inject, Injectable } from '@nestjs/common';
import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { AnswerOf, Ctx, refuses } from '@orderly/kernel';
import { Page } from '@orderly/platform/persistence';
import { Cursors } from '@orderly/platform/security';
import { ContextDatabases } from './context-databases';
import { PLATFORM_OPTIONS, type PlatformOptions } from './context-module';
import { ContextDefinition } from './definition';
import { GetJourney, Journey, JourneyState, JourneySummary, ListJourneys, ShowJourney } from './journey';
import { FullStepRow, Look, lookInto } from './journey-look';
import { Mapped, Member, Reach, reach, within } from './journey-reach';
import { findSubjects, tenantOf } from './journey-search';
import { tellSummaries } from './journey-list';
import { Findings } from './journey-outline';
import { tellJourney } from './journey-tell';

/** Things of one journey, and of a page of them, that are looked at; what is beyond is not shown, and the answer says so. */
const MOST_MEMBERS = 500;
const MOST_STEPS = 2_000;
const MOST_MEMBERS_OF_A_PAGE = 20_000;
const MOST_STEPS_OF_A_PAGE = 50_000;
/** Journeys that are looked through for a page of those in one state. */
const LOOKED_THROUGH = 200;

export interface JourneyPage {
  readonly limit: number;
  readonly cursor?: string;
  readonly state?: JourneyState;
}

/** What happened to encounters, read from the journals of the contexts: a fact shows as soon as it is written, wherever it is stuck. */
@Injectable()
export class Journeys {
  constructor(
    @Inject(ContextDatabases) private readonly databases: ContextDatabases,
    @Inject(Cursors) private readonly cursors: Cursors,
    @Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions,
  ) {}

  /** `id`: of anything that belongs to a journey, of an event, or a correlation id. Refuses with `orderly.not-found`. */
  async show(ctx: Ctx, id: string): Promise<Journey> {
    const mapped = this.mapped();
    const found = await reach(mapped, ctx.tenant, [id], MOST_MEMBERS);
    if (found.members.length > 0) return this.tell(ctx, id, found);
    const subjects = await findSubjects(mapped, ctx.tenant, id);
    const around = await reach(mapped, ctx.tenant, [...new Set(subjects.map((subject) => subject.id))], MOST_MEMBERS);
    const encounters = new Set(around.members.filter(({ type }) => type === 'Encounter').map((encounter) => encounter.id));
    const [encounter, ...others] = encounters;
    if (encounter && others.length === 0) return this.show(ctx, encounter);
    if (subjects.length === 0) throw refuses('not-found');
    return this.tell(ctx, id, { members: subjects.slice(0, MOST_MEMBERS), more: subjects.length > MOST_MEMBERS }, id);
  }

  /** The same for whoever runs the installation: of any hospital, in whose audit trail it is noted. */
  async showAnywhere(ctx: Ctx, id: string): Promise<Journey> {
    const tenant = await tenantOf(this.mapped(), id);
    if (!tenant) throw refuses('not-found');
    return this.show({ ...ctx, tenant }, id);
  }

  /** One page, the newest encounter first, in as many statements however long it is. */
  async list(ctx: Ctx, { limit, cursor, state }: JourneyPage): Promise<Page<JourneySummary>> {
    const home = this.mapped().find(({ kin }) => kin.heads);
    if (!home) throw refuses('unavailable', { retryAfterSeconds: 5 });
    const page = await this.heads(home, ctx, { cursor, limit: state ? LOOKED_THROUGH : limit });
    const roots = page.items.map(({ id }) => id);
    const found = await reach(this.mapped(), ctx.tenant, roots, MOST_MEMBERS_OF_A_PAGE);
    const findings = await this.find(ctx, found, { most: MOST_STEPS_OF_A_PAGE, counted: true });
    const fit = tellSummaries(findings, roots).filter((summary) => !state || summary.state === state);
    const items = fit.slice(0, limit);
    const last = items.at(-1);
    if (fit.length <= limit || !last) return { items, ...(page.next && { next: page.next }) };
    return { items, next: this.cursors.write(scopeOf(ctx), [last.id, last.id]) };
  }

  private heads({ db, kin }: Mapped, ctx: Ctx, { limit, cursor }: JourneyPage): Promise<Page<Head>> {
    return db.read(ctx, async (tx) => {
      const by = { column: 'id', property: 'id' } as const;
      const values = [ctx.tenant];
      const page = await tx.page<Head>({ select: kin.heads as string, where: ['tenant = $1'], values, by, limit, cursor });
      for (const patient of new Set(page.items.map(({ patientId }) => patientId))) tx.audit('R', 'Journey', undefined, patient);
      return page;
    });
  }

  private async tell(ctx: Ctx, asked: string, found: Reach, correlationId?: string): Promise<Journey> {
    const findings = await this.find(ctx, found, { most: MOST_STEPS, correlationId });
    const [root, kind] = nameOf(found.members, { id: asked, isRequest: correlationId !== undefined });
    const roles = await this.rolesOf(ctx.tenant, findings.looks);
    return tellJourney({ ...findings, root, kind }, { roles, jaegerUrl: this.options.jaegerUrl });
  }

  private async find(ctx: Ctx, { members, more }: Reach, how: How): Promise<Findings> {
    const mapped = this.mapped();
    const sources = mapped.filter(({ kin }) => how.correlationId || kin.relatives).map(({ db }) => db.shop.context);
    const looks = await Promise.all(
      mapped.map(async (one): Promise<Look[]> => {
        const followed = await this.databases.subscriptionsOf(one.db);
        const subscriptions = followed.filter((name) => sources.some((source) => name.endsWith(`-on-${source}`)));
        if (subscriptions.length === 0 && !sources.includes(one.db.shop.context)) return [];
        const errandKinds = this.databases.definitionOf(one.db)?.errands.map(({ kind }) => kind) ?? [];
        return [await lookInto(one, ctx, { members, subscriptions, errandKinds, ...how })];
      }),
    );
    return {
      ...{ root: '', kind: 'request' as const, tenantId: ctx.tenant, members, looks: looks.flat() },
      more: more || looks.flat().some(({ steps }) => steps.length === how.most),
      handles: (subscription, type) => this.handles(subscription, type),
      now: mapped[0]?.db.shop.clock.now() ?? '',
    };
  }

  /** Undefined when nobody in this process knows the consumer. */
  private handles(subscription: string, type: string): boolean | undefined {
    const consumer = this.databases.of(subscription.split('-on-')[0] as string);
    const definition = consumer && this.databases.definitionOf(consumer);
    return definition && actsOn(definition, type);
  }

  private async rolesOf(tenant: string, looks: readonly Look[]): Promise<Map<string, readonly string[]>> {
    const actors = new Set(looks.flatMap(({ steps }) => steps.map((step) => (step as FullStepRow).actor)));
    const people = [...actors].filter((actor) => PERSON.test(actor));
    const [home] = this.mapped().filter(({ kin }) => kin.roles);
    if (!home || people.length === 0) return new Map();
    const statement = { name: 'journey roles', text: home.kin.roles as string, values: [tenant, people] };
    const rows = await within<{ id: string; roles: string[] }>(home.db, tenant, statement);
    return new Map(rows.map(({ id, roles }) => [id, roles]));
  }

  private mapped(): Mapped[] {
    return this.databases.all.map((db) => ({ db, kin: this.databases.definitionOf(db)?.kin ?? {} }));
  }
}

interface Head {
  id: string;
  patientId: string;
}

interface How {
  readonly most: number;
  readonly counted?: boolean;
  readonly correlationId?: string;
}

const PERSON = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** As `tx.page` has it, which writes the other cursors of the list. */
const scopeOf = ({ tenant, operation }: Ctx): string => `${tenant}/${operation?.name}`;

/** By what the journey is called: its encounter or, while no context knows it, what stands closest to it. */
function nameOf(members: readonly Member[], { id, isRequest }: { id: string; isRequest: boolean }): [string, Journey['kind']] {
  for (const type of isRequest ? [] : (['Encounter', 'Order', 'Claim'] as const)) {
    const named = members.find((member) => member.type === type);
    if (named) return [named.id, type.toLowerCase() as Journey['kind']];
  }
  return [id, 'request'];
}

const actsOn = ({ reactions, views }: ContextDefinition, type: string): boolean =>
  reactions.some(({ event }) => event.type === type) || views.some(({ whens }) => whens.some(({ event }) => event.type === type));

@QueryHandler(GetJourney)
export class GetJourneyHandler implements IQueryHandler<GetJourney> {
  constructor(@Inject(Journeys) private readonly journeys: Journeys) {}

  execute({ ctx, data }: GetJourney): Promise<AnswerOf<GetJourney>> {
    return this.journeys.show(ctx, data.journeyId);
  }
}

@QueryHandler(ListJourneys)
export class ListJourneysHandler implements IQueryHandler<ListJourneys> {
  constructor(@Inject(Journeys) private readonly journeys: Journeys) {}

  execute({ ctx, data }: ListJourneys): Promise<AnswerOf<ListJourneys>> {
    return this.journeys.list(ctx, data);
  }
}

@QueryHandler(ShowJourney)
export class ShowJourneyHandler implements IQueryHandler<ShowJourney> {
  constructor(@Inject(Journeys) private readonly journeys: Journeys) {}

  execute({ ctx, data }: ShowJourney): Promise<AnswerOf<ShowJourney>> {
    return this.journeys.showAnywhere(ctx, data.journeyId);
  }
}
