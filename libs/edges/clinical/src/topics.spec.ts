import { Hint } from '@orderly/platform/messaging';
import { ROLES } from '@orderly/contracts';
import { topicsOf } from '@orderly/platform/http';
import { routes } from './routes';
import { topics } from './topics';

const hint = (given: Partial<Hint>): Hint => ({
  ...{ tenant: 't', context: 'orders', type: 'Order', id: 'one', version: 1, partition: 'patient' },
  ...given,
});

describe('the topics of the clinical edge', () => {
  it('ask for the permission that reading the resource asks for', () => {
    const collections = topics.filter(({ name }) => name.endsWith('/'));
    expect(collections.length).toBeGreaterThan(8);
    for (const { name, permission } of collections) {
      const reader = routes.find(({ kind, path }) => kind === 'read' && new RegExp(`^/v1/${name}:\\w+$`).test(path));
      expect([name, permission]).toEqual([name, reader?.operation.permission]);
    }
  });

  it('are each for somebody', () => {
    const held = new Set<string>(Object.values(ROLES).flat());
    expect(topics.filter(({ permission }) => !held.has(permission))).toEqual([]);
  });

  it.each([
    [hint({}), ['journeys', 'orders/one', 'charts/patient', 'worklists/orders']],
    [hint({ context: 'laboratory', type: 'LabTask' }), ['journeys', 'lab-tasks/one', 'charts/patient', 'worklists/laboratory']],
    [hint({ context: 'laboratory', type: 'LabMessage' }), ['journeys', 'charts/patient']],
    [hint({ context: 'billing', type: 'Claim' }), ['journeys', 'claims/one', 'worklists/billing']],
    [hint({ context: 'billing', type: 'Interchange' }), ['journeys']],
    [hint({ context: 'identity', type: 'User' }), ['journeys']],
  ])('that a hint belongs to (%#)', (given, expected) => {
    expect(topicsOf(topics, given)).toEqual(expected);
  });
});
