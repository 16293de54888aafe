import { z } from 'zod';

/** Marks protected health information: a field of an event that holds any leaves the context only inside `sealed`. */
export const phi = <S extends z.ZodType>(schema: S): S => schema.meta({ phi: true });

/** Also when the mark is inside: `phi(Mrn).optional()`, `z.array(z.object({ name: phi(HumanName) }))`. */
function holdsPhi(schema: unknown, seen = new Set<unknown>()): boolean {
  if (typeof schema !== 'object' || schema === null || seen.has(schema)) return false;
  seen.add(schema);
  if (!(schema instanceof z.ZodType)) return Object.values(schema).some((part) => holdsPhi(part, seen));
  if (schema.meta()?.['phi'] === true) return true;
  const inside: unknown =
    schema instanceof z.ZodLazy ? schema.unwrap() : schema instanceof z.ZodObject ? schema.shape : schema.def;
  return holdsPhi(inside, seen);
}

/** A fact, past tense. Its `data` was checked strictly when it was made. */
export abstract class DomainEvent<D = unknown> {
  abstract readonly data: D;
  get declaration(): EventDeclaration<D> {
    return this.constructor as unknown as EventDeclaration<D>;
  }
}

/** What one line in a contract file says about an event. */
export interface EventDeclaration<D = unknown> {
  /** `laboratory.result-verified` */
  readonly type: string;
  readonly version: number;
  /** The context that owns the fact: `laboratory` */
  readonly context: string;
  /** Published to partners and frozen, or internal. */
  readonly published: boolean;
  readonly schema: z.ZodObject;
  /** Names of the fields that travel sealed. */
  readonly sealedFields: readonly string[];
  /** Tolerant reading: unknown fields of a newer minor version are dropped. Throws a ZodError when a known field is wrong. */
  read(data: unknown): D;
}

/** The class of an event, as `on` and `when` take it. */
export type EventClass<E extends DomainEvent = DomainEvent> = EventDeclaration<E['data']> & (new (data: never) => E);

function declare<S extends z.core.$ZodShape>(type: string, version: number, shape: S, published: boolean) {
  const strict = z.strictObject(shape);
  const tolerant = z.object(shape);
  type Data = z.output<typeof strict>;
  return class extends DomainEvent<Data> {
    static readonly type = type;
    static readonly version = version;
    static readonly context = type.slice(0, type.indexOf('.'));
    static readonly published = published;
    static readonly schema: z.ZodObject = tolerant;
    static readonly sealedFields: readonly string[] = Object.keys(shape).filter((field) => holdsPhi(shape[field]));
    static read(data: unknown): Data {
      return tolerant.parse(data);
    }
    readonly data: Data;
    constructor(data: Data) {
      super();
      this.data = strict.parse(data);
    }
  };
}

/** Declares an internal event. `name` is `<context>.<verb-in-the-past>`; `version` the major version. */
export const event = <S extends z.core.$ZodShape>(name: string, version: number, shape: S) =>
  declare(name, version, shape, false);

/** Declares an event that partners may subscribe to: its shape is frozen, a change is a new major version. */
export const publicEvent = <S extends z.core.$ZodShape>(name: string, version: number, shape: S) =>
  declare(name, version, shape, true);
