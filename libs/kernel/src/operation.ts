import { z } from 'zod';
import { Ctx } from './context';

export type Kind = 'command' | 'query';

interface Shape<I extends z.core.$ZodShape, O extends z.ZodType> {
  /** The one permission that it requires, `orders:place`. */
  permission: string;
  input: I;
  output: O;
  /** Type of the aggregate whose version the answer carries, `Order`. */
  resource?: string;
  /** One sentence for the API page. */
  summary: string;
}

/** What one line in a contract file says about a command or query. */
export interface OperationDeclaration {
  readonly operation: string;
  readonly context: string;
  readonly kind: Kind;
  readonly permission: string;
  readonly input: z.ZodObject;
  readonly output: z.ZodType;
  readonly resource?: string;
  readonly summary: string;
  readonly name: string;
  new (data: never, ctx: Ctx): Operation;
}

/** A command or query under way: checked input, and who asks for what. */
export interface Operation<D = unknown> {
  readonly data: D;
  readonly ctx: Ctx;
}

function declare<I extends z.core.$ZodShape, O extends z.ZodType>(kind: Kind, operation: string, shape: Shape<I, O>) {
  const input = z.strictObject(shape.input);
  type Input = z.output<typeof input>;
  return class {
    static readonly operation = operation;
    static readonly context = operation.slice(0, operation.indexOf('.'));
    static readonly kind: Kind = kind;
    static readonly permission = shape.permission;
    static readonly input = input as unknown as z.ZodObject;
    static readonly output = shape.output;
    static readonly resource = shape.resource;
    static readonly summary = shape.summary;
    declare readonly answer: z.output<O>;
    readonly data: Input;
    readonly ctx: Ctx;
    /** Throws a ZodError when the input is wrong; edges turn it into 400 with pointers. */
    constructor(data: z.input<typeof input>, ctx: Ctx) {
      this.data = input.parse(data);
      this.ctx = { ...ctx, operation: { name: operation, permission: shape.permission, resource: shape.resource } };
    }
  };
}

/** Declares a command: imperative, handled by one context in one transaction. `name` is `<context>.<verb>`. */
export const command = <I extends z.core.$ZodShape, O extends z.ZodType>(name: string, shape: Shape<I, O>) =>
  declare('command', name, shape);

/** Declares a query: changes nothing but the audit trail. */
export const query = <I extends z.core.$ZodShape, O extends z.ZodType>(name: string, shape: Shape<I, O>) =>
  declare('query', name, shape);

/** What a handler of `C` answers. */
export type AnswerOf<C extends { answer: unknown }> = C['answer'];

/** One page of a list: `next` is an opaque cursor, absent on the last page. There are no totals. */
export const pageOf = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item), next: z.string().optional() });

/** Query fields that every list takes. */
export const listInput = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
};
