import { DomainEvent, EventDeclaration, FixedClock, systemContext } from '@orderly/kernel';
import { Aggregate, Changes, make, Tx, Workshop } from '@orderly/platform/persistence';
import { DerivedKeyring } from '@orderly/platform/security';
import { idFor } from './golden-samples';

type Data = Record<string, unknown>;

/** Golden events are sealed under this secret and tenant, for ever; nothing else is. */
export const goldenKeyring = new DerivedKeyring(Buffer.alloc(32, 7).toString('base64url'));
const TENANT = idFor('tenant');
const CAUSE = {
  correlationId: idFor('request'),
  causationId: idFor('request'),
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
};

class Sample extends Aggregate {
  override patient(): string | undefined {
    return idFor('patient');
  }
}

class Published extends Changes {
  readonly texts: string[] = [];
  override event(row: { event: string }): void {
    this.texts.push(row.event);
  }
}

/** Events as a context writes them for the broker, sealed: through the very code that contexts write them with. */
export function published(declaration: EventDeclaration, samples: readonly Data[]): string[] {
  const changes = new Published();
  const shop: Partial<Workshop> = {
    context: declaration.context,
    keyring: goldenKeyring,
    clock: new FixedClock('2026-03-02T08:15:00.000Z'),
  };
  // Nothing is read and nothing sent: what it would send is all that is wanted.
  const tx = new Tx(shop as Workshop, undefined as never, changes, systemContext(TENANT, 'golden', 'golden samples', CAUSE));
  const Declared = declaration as EventDeclaration & (new (data: Data) => DomainEvent);
  tx.save(make(Sample, { id: idFor('aggregate') }), ...samples.map((data) => new Declared(data)));
  return changes.texts;
}
