import {
  GetOrganization,
  GetPractitioner,
  ListOrganizations,
  ListPractitioners,
  RegisterOrganization,
  RegisterPractitioner,
  US_NPI,
} from '@orderly/contracts';
import { newId } from '@orderly/kernel';
import { Session } from '@orderly/platform/persistence';
import { freshTenant, person, TestHost } from '@orderly/platform/testing';
import { directory } from '.';

const practitioner = (family: string, npi?: string) => ({
  name: { family, given: ['Gregory'], prefix: 'Dr.' },
  identifier: npi ? [{ system: US_NPI, value: npi }] : [],
  npi,
});

describe('the directory', () => {
  let host: TestHost;
  beforeAll(async () => (host = await TestHost.start([directory], { transport: false })));
  afterAll(() => host.stop());
  afterEach(() => jest.restoreAllMocks());

  const eventsOf = (tenant: string) =>
    host.rows<{ type: string; data: unknown }>(
      `select type, event::json -> 'data' as data from directory.event_log where tenant = $1 order by position`,
      [tenant],
    );

  it('registers an organization under the id that it came with', async () => {
    const ctx = person(freshTenant());
    const id = newId();
    const ward = { name: 'St. Elsewhere, Ward 3', identifier: [], npi: '1234567890' };
    const registered = await host.send(new RegisterOrganization({ id, ...ward }, ctx));
    expect(registered).toEqual({ id, version: 1, active: true, ...ward });
    expect(ctx.outcome.saved).toEqual({ type: 'Organization', id, version: 1 });
    expect(await host.send(new GetOrganization({ organizationId: id }, person(ctx.tenant)))).toEqual(registered);
    expect(await eventsOf(ctx.tenant)).toEqual([
      { type: 'directory.organization-registered', data: { organizationId: id, ...ward } },
    ]);
    await expect(host.send(new RegisterOrganization({ id, ...ward }, person(ctx.tenant)))).rejects.toMatchObject({
      code: 'orderly.conflict',
    });
  });

  it('registers a practitioner with name, numbers and event', async () => {
    const tenant = freshTenant();
    const house = practitioner('House', '9999999999');
    const registered = await host.send(new RegisterPractitioner(house, person(tenant)));
    expect(registered).toMatchObject({ version: 1, active: true, ...house });
    expect(await host.send(new GetPractitioner({ practitionerId: registered.id }, person(tenant)))).toEqual(registered);
    expect(await eventsOf(tenant)).toEqual([
      { type: 'directory.practitioner-registered', data: { practitionerId: registered.id, ...house } },
    ]);
  });

  it('leaves out what is not known', async () => {
    const tenant = freshTenant();
    const { id } = await host.send(new RegisterPractitioner(practitioner('Wilson'), person(tenant)));
    const read = await host.send(new GetPractitioner({ practitionerId: id }, person(tenant)));
    const { items } = await host.send(new ListPractitioners({}, person(tenant)));
    expect([read.npi, items[0]?.npi]).toEqual([undefined, undefined]);
  });

  it('lists practitioners by family name, page by page, each once', async () => {
    const tenant = freshTenant();
    for (const family of ['wilson', 'House', 'Cuddy', 'House', 'Chase'])
      await host.send(new RegisterPractitioner(practitioner(family), person(tenant)));
    const families: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await host.send(new ListPractitioners({ limit: 2, cursor }, person(tenant)));
      families.push(...page.items.map(({ name }) => name.family));
      cursor = page.next;
    } while (cursor);
    expect(families).toEqual(['Chase', 'Cuddy', 'House', 'House', 'wilson']);
  });

  it('finds practitioners and organizations by NPI', async () => {
    const tenant = freshTenant();
    for (const npi of ['1111111111', '2222222222', undefined]) {
      await host.send(new RegisterPractitioner(practitioner('House', npi), person(tenant)));
      await host.send(new RegisterOrganization({ name: `Ward ${npi}`, npi }, person(tenant)));
    }
    const people = await host.send(new ListPractitioners({ npi: '2222222222' }, person(tenant)));
    const wards = await host.send(new ListOrganizations({ npi: '1111111111' }, person(tenant)));
    expect(people.items.map(({ npi }) => npi)).toEqual(['2222222222']);
    expect(wards.items.map(({ name }) => name)).toEqual(['Ward 1111111111']);
  });

  it('lists organizations by name', async () => {
    const tenant = freshTenant();
    for (const name of ['Ward 2', 'Ward 1', 'Ward 3']) await host.send(new RegisterOrganization({ name }, person(tenant)));
    const { items, next } = await host.send(new ListOrganizations({}, person(tenant)));
    expect([items.map(({ name }) => name), next]).toEqual([['Ward 1', 'Ward 2', 'Ward 3'], undefined]);
  });

  it('answers a list in four statements, however long it is, one of them the audit entry', async () => {
    const tenant = freshTenant();
    for (let i = 0; i < 12; i++) {
      await host.send(new RegisterPractitioner(practitioner('House'), person(tenant)));
      await host.send(new RegisterOrganization({ name: `Ward ${i}` }, person(tenant)));
    }
    const commit = jest.spyOn(Session.prototype, 'commit');
    await host.send(new ListPractitioners({}, person(tenant)));
    await host.send(new ListOrganizations({ limit: 5 }, person(tenant)));
    expect(commit.mock.contexts.map(({ statements }: Session) => statements)).toEqual([4, 4]);
    const listings = await host.rows(
      `select 1 from directory.audit where tenant = $1 and action = 'R' and operation like 'directory.list-%'`,
      [tenant],
    );
    expect(listings).toHaveLength(2);
  });

  it('shows nothing to another hospital, and takes no cursor from one', async () => {
    const tenant = freshTenant();
    const { id } = await host.send(new RegisterPractitioner(practitioner('House'), person(tenant)));
    await host.send(new RegisterPractitioner(practitioner('House'), person(tenant)));
    const { next } = await host.send(new ListPractitioners({ limit: 1 }, person(tenant)));
    const stranger = () => person(freshTenant());
    expect((await host.send(new ListPractitioners({}, stranger()))).items).toEqual([]);
    await expect(host.send(new GetPractitioner({ practitionerId: id }, stranger()))).rejects.toMatchObject({
      code: 'orderly.not-found',
    });
    await expect(host.send(new ListPractitioners({ cursor: next }, stranger()))).rejects.toMatchObject({
      code: 'orderly.invalid-cursor',
    });
  });

  it('is closed to whoever lacks the permission', async () => {
    const reader = person(freshTenant(), { permissions: ['directory:read'] });
    await expect(host.send(new RegisterOrganization({ name: 'Ward 1' }, reader))).rejects.toMatchObject({
      code: 'orderly.forbidden',
    });
    const registrar = person(freshTenant(), { permissions: ['directory:register'] });
    await expect(host.send(new ListOrganizations({}, registrar))).rejects.toMatchObject({ code: 'orderly.forbidden' });
  });
});
