import { Injectable } from '@nestjs/common';
import { CustomTransportStrategy, Server } from '@nestjs/microservices';
import { Broker } from './broker';
import { Contexts } from './context-module';

/**
 * The events' way in and out as a Nest microservice: starts relays and subscriptions with the application, stops them with it.
 * Handlers are found through the contexts' tables of contents, not through patterns.
 */
@Injectable()
export class EventTransport extends Server implements CustomTransportStrategy {
  constructor(
    private readonly broker: Broker,
    private readonly contexts: Contexts,
  ) {
    super();
  }

  listen(started: (error?: unknown) => void): void {
    this.broker
      .open()
      .then(() => {
        for (const { relay, retention, errands, subscriptions } of this.contexts.running) {
          relay.start();
          for (const duty of errands) duty.start();
          retention.start();
          for (const subscription of subscriptions) subscription.start();
        }
        started();
      })
      .catch(started);
  }

  /** First nothing new is taken, then nothing new is sent, then the connections go. */
  async close(): Promise<void> {
    const { running } = this.contexts;
    await Promise.all(running.flatMap(({ subscriptions }) => subscriptions.map((subscription) => subscription.stop())));
    await Promise.all(running.flatMap(({ errands }) => errands.map((duty) => duty.stop())));
    for (const { retention } of running) retention.stop();
    await Promise.all(running.map(({ relay }) => relay.stop()));
    await this.broker.close();
  }

  override on(): void {
    throw new Error('events are handled by reactions and views');
  }

  override unwrap<T>(): T {
    return this.broker as T;
  }
}
