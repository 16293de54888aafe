import { Envelope } from '@orderly/kernel';
import { Account, Bank, eventually, freshTenant, person, routingKeyOf } from '@orderly/platform/testing';

describe('a message that is no event of ours', () => {
  let bank: Bank;
  beforeAll(async () => {
    bank = await Bank.start();
    await bank.stopRelay();
  });
  afterAll(() => bank.stop());
  beforeEach(() => bank.host.rows('delete from mirror.quarantine'));

  const MARKER = 'Marker-Testwood';

  /** An event that nobody has published yet. */
  async function anEvent(tenant = freshTenant()): Promise<{ tenant: string; text: string; envelope: Envelope }> {
    await bank.ledger.write(person(tenant), (tx) => Promise.resolve(tx.save(...Account.open(MARKER))));
    await bank.forgetOutbox();
    const text = (await bank.journal(tenant)).at(-1) as string;
    return { tenant, text, envelope: JSON.parse(text) as Envelope };
  }

  async function quarantined() {
    return eventually(async () => {
      const rows = await bank.host.rows<{ reason: string; sealed: string; subscription: string }>(
        'select * from mirror.quarantine',
      );
      if (rows.length === 0) throw new Error('nothing is quarantined');
      return rows;
    });
  }

  /** The sound event that follows goes through: neither the queue nor the process has suffered. */
  async function thenTheNextTakesEffect() {
    const { tenant, text } = await anEvent();
    await bank.publish(text);
    await bank.host.settled(tenant);
    expect(await bank.host.rows('select owner from mirror.shown_account where tenant = $1', [tenant])).toEqual([
      { owner: MARKER },
    ]);
  }

  const key = 'x.ledger.account-opened.v1.p00';
  const changed = (change: (envelope: Envelope) => object) => async () => {
    const { text, envelope } = await anEvent();
    return { body: Buffer.from(JSON.stringify(change(envelope))), routingKey: routingKeyOf(text) };
  };
  const raw = (body: Buffer) => () => Promise.resolve({ body, routingKey: key });

  it.each([
    ['empty', 'not-json', raw(Buffer.alloc(0))],
    ['text', 'not-json', raw(Buffer.from(MARKER))],
    ['bytes that are no UTF-8', 'not-json', raw(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))],
    ['larger than an event may be', 'too-large', raw(Buffer.alloc(1024 * 1024 + 1, '{'))],
    ['100,000 arrays deep', 'not-an-event', raw(Buffer.from('['.repeat(100_000) + ']'.repeat(100_000)))],
    ['deep inside an envelope of nothing', 'not-an-event', raw(Buffer.from(`{"data":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`))],
    ['a list', 'not-an-event', raw(Buffer.from('[{"__proto__": {"admin": true}}]'))],
    ['without a tenant', 'not-an-event', changed(({ tenantid: _, ...rest }) => rest)],
    ['without a sequence', 'not-an-event', changed(({ sequence: _, ...rest }) => rest)],
    ['of version 0', 'not-an-event', changed((envelope) => ({ ...envelope, sequence: '0' }))],
    ['from another source', 'wrong-source', changed((envelope) => ({ ...envelope, source: '/billing' }))],
    ['of another context', 'wrong-source', changed((envelope) => ({ ...envelope, type: 'orderly.billing.account-opened.v1' }))],
    ['of a tenant that its address does not name', 'wrong-address', changed((envelope) => ({ ...envelope, tenantid: freshTenant() }))],
    ['of a type that its address does not name', 'wrong-address', changed((envelope) => ({ ...envelope, type: 'orderly.ledger.account-closed.v1' }))],
  ])('is quarantined when it is %s: %s', async (_what, reason, message) => {
    const { body, routingKey } = await message();
    await bank.publishRaw(body, { routingKey });
    const rows = await quarantined();
    expect(rows.map((row) => row.reason)).toEqual([reason]);
    await thenTheNextTakesEffect();
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  }); // prettier-ignore

  it('is kept sealed, since it may contain anything', async () => {
    await bank.publishRaw(Buffer.from(MARKER), { routingKey: key });
    const [row] = await quarantined();
    expect(row?.sealed).not.toContain(MARKER);
    expect(row?.sealed).not.toContain(Buffer.from(MARKER).toString('base64url').slice(0, 12));
  });

  it('and was sealed for another hospital has no effect there, nor stands in the way of the true event', async () => {
    const { envelope } = await anEvent();
    const { tenant, text, envelope: theirs } = await anEvent();
    const forged = { ...theirs, data: { ...theirs.data, sealed: envelope.data['sealed'] } };
    await bank.publish(JSON.stringify(forged));
    expect((await quarantined()).map(({ reason }) => reason)).toEqual(['seal-broken']);
    expect(await bank.host.rows('select 1 from mirror.shown_account where tenant = $1', [tenant])).toEqual([]);
    await bank.publish(text);
    await bank.host.settled(tenant);
    expect(await bank.host.rows('select owner from mirror.shown_account where tenant = $1', [tenant])).toEqual([
      { owner: MARKER },
    ]);
  });

  it('nor does it when it came before its time and had been parked', async () => {
    const { tenant, text, envelope } = await anEvent();
    const early = { ...envelope, sequence: '2', data: { ...envelope.data, sealed: (await anEvent()).envelope.data['sealed'] } };
    await bank.publish(JSON.stringify(early));
    await eventually(async () => {
      expect(await bank.host.rows(`select 1 from mirror.inbox where tenant = $1`, [tenant])).toHaveLength(1);
    });
    await bank.publish(text);
    await eventually(async () => {
      expect(await bank.host.rows(`select 1 from mirror.inbox where tenant = $1`, [tenant])).toEqual([]);
      expect((await quarantined()).map(({ reason }) => reason)).toContain('seal-broken');
    });
    await bank.host.settled(tenant);
  });

  it('but an unknown field of a newer minor version is none: it is read over', async () => {
    const { tenant, envelope } = await anEvent();
    await bank.publish(JSON.stringify({ ...envelope, dataschema: 'x', data: { ...envelope.data, colour: 'blue' } }));
    await bank.host.settled(tenant);
    expect(await bank.host.rows('select owner from mirror.shown_account where tenant = $1', [tenant])).toEqual([
      { owner: MARKER },
    ]);
  });
});
