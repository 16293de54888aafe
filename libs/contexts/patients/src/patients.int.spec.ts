import { GetPatient, RegisterPatient, SearchPatients } from '@orderly/contracts';
import { newId } from '@orderly/kernel';
import { freshTenant, person, TestHost } from '@orderly/platform/testing';
import { patients } from '.';

const ada = {
  name: { family: 'Testwood', given: ['Ada'] },
  gender: 'female' as const,
  birthDate: '1984-05-17',
  identifier: [{ system: 'urn:oid:1.2.36.146.595.217.0.1', value: '12345' }],
};

describe('patients', () => {
  let host: TestHost;
  beforeAll(async () => (host = await TestHost.start([patients])));
  afterAll(() => host.stop());

  it('registers a patient, whom the hospital then finds by number and by name', async () => {
    const tenant = freshTenant();
    const registered = await host.send(new RegisterPatient(ada, person(tenant)));
    expect(registered).toMatchObject({ version: 1, active: true, name: ada.name });
    const byMrn = await host.send(new SearchPatients({ mrn: registered.mrn }, person(tenant)));
    const byName = await host.send(new SearchPatients({ family: 'testw' }, person(tenant)));
    const byNumber = await host.send(new SearchPatients({ identifier: ada.identifier[0] }, person(tenant)));
    expect([byMrn, byName, byNumber].map(({ items }) => items.map(({ id }) => id))).toEqual([
      [registered.id],
      [registered.id],
      [registered.id],
    ]);
  });

  it('answers a repeated command with the first answer', async () => {
    const ctx = () => person(tenant, { user, idempotency: { key: 'k1', fingerprint: 'f1' } });
    const tenant = freshTenant();
    const user = newId();
    const first = await host.send(new RegisterPatient(ada, ctx()));
    const again = ctx();
    expect(await host.send(new RegisterPatient(ada, again))).toEqual(first);
    expect(again.outcome).toEqual({ replayed: true, saved: { type: 'Patient', id: first.id, version: 1 } });
    expect(await host.rows('select 1 from patients.patient where tenant = $1', [tenant])).toHaveLength(1);
  });

  it('refuses a medical record number twice in one hospital, not in two', async () => {
    const tenant = freshTenant();
    await host.send(new RegisterPatient({ ...ada, mrn: 'A-100' }, person(tenant)));
    await expect(host.send(new RegisterPatient({ ...ada, mrn: 'A-100' }, person(tenant)))).rejects.toMatchObject({
      code: 'patients.mrn-taken',
    });
    await expect(host.send(new RegisterPatient({ ...ada, mrn: 'A-100' }, person(freshTenant())))).resolves.toBeDefined();
  });

  it('hides a patient from another hospital as if there were none', async () => {
    const { id } = await host.send(new RegisterPatient(ada, person(freshTenant())));
    await expect(host.send(new GetPatient({ patientId: id }, person(freshTenant())))).rejects.toMatchObject({
      code: 'orderly.not-found',
    });
  });

  it('notes who read which patient', async () => {
    const tenant = freshTenant();
    const { id } = await host.send(new RegisterPatient(ada, person(tenant)));
    const reader = person(tenant);
    await host.send(new GetPatient({ patientId: id }, reader));
    expect(
      await host.rows('select actor, operation, action, patient_id from patients.audit where tenant = $1 order by at', [tenant]),
    ).toEqual([
      expect.objectContaining({ operation: 'patients.register-patient', action: 'C', patient_id: id }),
      { actor: reader.user, operation: 'patients.get-patient', action: 'R', patient_id: id },
    ]);
  });
});
