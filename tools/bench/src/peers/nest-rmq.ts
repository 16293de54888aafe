import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  ConsumerDeserializer,
  Ctx,
  EventPattern,
  MicroserviceOptions,
  Payload,
  RmqContext,
  Transport,
} from '@nestjs/microservices';
import { Channel, ConsumeMessage } from 'amqplib';
import { Pool } from 'pg';
import { read } from '../raw/consumer';
import { AT_ONCE, poolFor, takeOne } from '../raw/per-message';

interface Progress {
  pool: Pool;
  left: number;
  done: () => void;
}
let progress: Progress;

@Controller()
class Postings {
  @EventPattern('posted')
  async take(@Payload() text: string, @Ctx() context: RmqContext): Promise<void> {
    await takeOne(progress.pool, read(text));
    (context.getChannelRef() as Channel).ack(context.getMessage() as ConsumeMessage);
    if (--progress.left === 0) progress.done();
  }
}

@Module({ controllers: [Postings] })
class Postbox {}

/** Our messages are not wrapped as Nest's own client wraps them. */
const deserializer: ConsumerDeserializer = {
  deserialize: (value: unknown) => ({ pattern: 'posted', data: JSON.stringify(value) }),
};

/** Nest's own RabbitMQ transport with the handler that commits each message by itself, 16 at once. */
export async function nestConsumer(databaseUrl: string, amqpUrl: string, queue: string, count: number): Promise<void> {
  const pool = poolFor(databaseUrl);
  const options = { urls: [amqpUrl], queue, noAssert: true, noAck: false, prefetchCount: AT_ONCE, deserializer };
  const app = await NestFactory.createMicroservice<MicroserviceOptions>(Postbox, {
    transport: Transport.RMQ,
    options,
    logger: ['error', 'fatal'],
  });
  const finished = new Promise<void>((done) => (progress = { pool, left: count, done }));
  await app.listen();
  await finished;
  await app.close();
  await pool.end();
}
