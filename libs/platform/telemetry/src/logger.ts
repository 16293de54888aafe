import { LoggerService } from '@nestjs/common';
import pino from 'pino';

/** One JSON object a line; lines about requests name their trace. What is logged names parts, codes and ids of requests, never patient data. */
export class JsonLogger implements LoggerService {
  private readonly pino: pino.Logger;

  constructor(level = 'info', destination: pino.DestinationStream = pino.destination({ sync: false })) {
    this.pino = pino(
      {
        level,
        base: null,
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
      },
      destination,
    );
  }

  log(message: unknown, context?: string): void {
    this.pino.info(...line(message, context));
  }
  warn(message: unknown, context?: string): void {
    this.pino.warn(...line(message, context));
  }
  debug(message: unknown, context?: string): void {
    this.pino.debug(...line(message, context));
  }
  /** Nest passes a stack in second place; stacks name code, but also repeat the message, so it is left out. */
  error(message: unknown, ...rest: unknown[]): void {
    this.pino.error(...line(message, rest.at(-1) as string | undefined));
  }
  fatal(message: unknown, context?: string): void {
    this.pino.fatal(...line(message, context));
  }
}

const LONGEST = 2_000;

function line(message: unknown, context: string | undefined): [Record<string, unknown>, string?] {
  if (message instanceof Error) return [{ context, error: message.constructor.name }];
  if (typeof message === 'object' && message !== null) return [{ context, ...message }];
  return [{ context }, String(message).slice(0, LONGEST)];
}
