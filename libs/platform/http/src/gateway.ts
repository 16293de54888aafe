import { Inject, Injectable } from '@nestjs/common';
import { CommandBus, CommandHandlerNotFoundException, QueryBus, QueryHandlerNotFoundException } from '@nestjs/cqrs';
import { z } from 'zod';
import { Operation, OperationDeclaration, refuses } from '@orderly/kernel';

/** Brings a command or query to the context that handles it, wherever that runs. */
export abstract class Gateway {
  /** The answer as the operation declares it: what is not declared does not leave. */
  abstract send(operation: Operation): Promise<unknown>;
}

/** The handler is in this process. */
@Injectable()
export class LocalGateway extends Gateway {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {
    super();
  }

  async send(operation: Operation): Promise<unknown> {
    const declaration = operation.constructor as unknown as OperationDeclaration;
    return encode(declaration, await this.dispatch(declaration, operation));
  }

  private async dispatch({ kind }: OperationDeclaration, operation: Operation): Promise<unknown> {
    try {
      return await (kind === 'command' ? this.commands.execute(operation) : this.queries.execute(operation));
    } catch (error) {
      const absent = error instanceof CommandHandlerNotFoundException || error instanceof QueryHandlerNotFoundException;
      throw absent ? refuses('unavailable', { retryAfterSeconds: 5 }) : error;
    }
  }
}

/** A handler answered something else than its declaration says: a fault of ours, named by field and rule, never by content. */
export class WrongAnswer extends Error {
  constructor(operation: string, issues: z.core.$ZodIssue[]) {
    super(`${operation}: ${issues.map(({ code, path }) => `${path.join('/')} ${code}`).join(', ')}`);
    this.name = 'WrongAnswer';
  }
}

function encode({ operation, output }: OperationDeclaration, answer: unknown): unknown {
  const { success, data, error } = output.safeParse(present(answer));
  if (!success) throw new WrongAnswer(operation, error.issues);
  return data;
}

/** Rows say null where our JSON says nothing. */
function present(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  if (Array.isArray(value)) return value.map(present);
  const fields: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const field = present((value as Record<string, unknown>)[key]);
    if (field !== undefined) fields[key] = field;
  }
  return fields;
}
