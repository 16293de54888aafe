import { newId, systemContext } from '@orderly/kernel';
import { inside, Tenant } from './tenant';

describe('a hospital', () => {
  const id = newId();
  const [hospital, provisioned] = Tenant.provision(id, { slug: 'st-elsewhere', name: 'St. Elsewhere' });

  it('is announced with its slug and name', () => {
    expect(provisioned.data).toEqual({ tenantId: id, slug: 'st-elsewhere', name: 'St. Elsewhere' });
  });

  it('keeps its slug from a hospital of another name', () => {
    expect(() => hospital.checkSame('St. Elsewhere')).not.toThrow();
    expect(() => hospital.checkSame('General Hospital')).toThrow('identity.slug-taken');
  });

  it('knows in its audit trail who outside asked for it', () => {
    const operator = systemContext(newId(), 'tests', 'because');
    const { tenant, user, reason, correlationId } = inside(id, operator);
    expect({ tenant, user, reason, correlationId }).toEqual({
      tenant: id,
      user: 'system:provision-tenant',
      reason: 'asked for by system:tests',
      correlationId: operator.correlationId,
    });
  });
});
