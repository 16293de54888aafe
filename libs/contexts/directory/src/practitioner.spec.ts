import { newId } from '@orderly/kernel';
import { Organization } from './organization';
import { Practitioner } from './practitioner';

const name = { family: 'MacDonald', given: ['Ada'] };

describe('registering a practitioner', () => {
  it('tells the others name and numbers', () => {
    const [practitioner, registered] = Practitioner.register({ name, identifier: [], npi: '1234567890' });
    expect(registered.data).toEqual({ practitionerId: practitioner.id, name, identifier: [], npi: '1234567890' });
  });

  it('keeps the spelling of the name and sorts without it', () => {
    const [practitioner] = Practitioner.register({ name, identifier: [] });
    expect([practitioner.resource().name.family, practitioner.family]).toEqual(['MacDonald', 'macdonald']);
  });
});

describe('registering an organization', () => {
  it('keeps the id that the caller chose', () => {
    const id = newId();
    const [organization, registered] = Organization.register({ id, name: 'Ward 3', identifier: [] });
    expect([organization.id, registered.data]).toEqual([id, { organizationId: id, name: 'Ward 3', identifier: [] }]);
  });
});
