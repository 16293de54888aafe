/** `one`, `two` and `three` are a cluster of brokers, of which none runs until a row starts it. */
export type BrokerName = 'rabbitmq' | 'one' | 'two' | 'three';
export type ServerName = 'postgres' | BrokerName;
type Action = 'kill' | 'start' | 'freeze' | 'thaw' | 'control' | 'url';

interface Answer {
  id: number;
  error?: string;
  said?: string;
}

/** PostgreSQL and RabbitMQ of this suite. They belong to the command that started us; it does to them what we ask for. */
export class Servers {
  private asked = 0;

  constructor(
    /** Of the administrator. */
    readonly databaseUrl: string,
    readonly amqpUrl: string,
  ) {}

  static fromEnvironment(): Servers {
    const { FAULTS_DATABASE_URL, FAULTS_AMQP_URL } = process.env;
    if (!FAULTS_DATABASE_URL || !FAULTS_AMQP_URL || !process.send) throw new Error('start this with `npm run test:faults`');
    return new Servers(FAULTS_DATABASE_URL, FAULTS_AMQP_URL);
  }

  /** SIGKILL for the server and all of its processes. */
  async kill(server: ServerName): Promise<void> {
    await this.ask('kill', server);
  }

  /** On the same port; settles once it accepts connections. */
  async start(server: ServerName): Promise<void> {
    await this.ask('start', server);
  }

  /** SIGSTOP: it neither answers nor hangs up. */
  async freeze(server: ServerName): Promise<void> {
    await this.ask('freeze', server);
  }

  async thaw(server: ServerName): Promise<void> {
    await this.ask('thaw', server);
  }

  /** `rabbitmqctl` for this broker; answers what it printed. Takes one to two seconds. */
  control(server: BrokerName, ...args: string[]): Promise<string> {
    return this.ask('control', server, args);
  }

  /** Of a broker of the cluster, once it was started. */
  url(server: BrokerName): Promise<string> {
    return this.ask('url', server);
  }

  private ask(action: Action, server: ServerName, args: readonly string[] = []): Promise<string> {
    const id = ++this.asked;
    return new Promise((resolve, reject) => {
      const listen = (answer: Answer) => {
        if (answer.id !== id) return;
        process.off('message', listen);
        if (answer.error) reject(new Error(`${action} ${server}: ${answer.error}`));
        else resolve(answer.said ?? '');
      };
      process.on('message', listen);
      process.send?.({ id, action, server, args });
    });
  }
}
