import { orderly, type OrderlyClient } from '@orderly/sdk';
import { keyOf, PEOPLE, type Hospital, type Person } from './tenant';

/** A broker outage of a minute or two shall not end a replay. */
const PATIENCE_MS = 180_000;

/** The people of the replay's hospital, logged in. */
export class Cast {
  /** Milliseconds of every answer. */
  readonly answers: number[] = [];
  private readonly clients = new Map<Person, OrderlyClient>();

  constructor(
    private readonly baseUrl: string,
    readonly hospital: Hospital,
  ) {}

  as(person: Person): OrderlyClient {
    let client = this.clients.get(person);
    if (!client) this.clients.set(person, (client = this.logIn(this.hospital.slug, person, this.hospital.passwordOf(person))));
    return client;
  }

  /** The same step of the same resource always comes with the same key, so that a second replay changes nothing. */
  key(sourceId: string, step: string): string {
    return keyOf(this.hospital.slug, sourceId, step);
  }

  /** Sets the hospital up, or finds it as an earlier replay has left it; answers its id. */
  async enter(operatorPassword: string): Promise<string> {
    const { slug, name, passwordOf } = this.hospital;
    const operator = this.logIn('operations', 'operator', operatorPassword);
    const users = PEOPLE.map((person) => ({
      username: person,
      displayName: `Demo ${person}`,
      password: passwordOf(person),
      roles: [person],
    }));
    const { data } = await operator.post('/v1/tenants', {
      body: { slug, name, users },
      idempotencyKey: this.key(slug, 'provision'),
    });
    operator.close();
    return data.id;
  }

  leave(): void {
    for (const client of this.clients.values()) client.close();
  }

  private logIn(tenant: string, username: string, password: string): OrderlyClient {
    return orderly({
      ...{ baseUrl: this.baseUrl, tenant, username, password, patienceMs: PATIENCE_MS },
      onAnswer: ({ path, ms }) => path.startsWith('/v1/') && this.answers.push(ms),
    });
  }
}
