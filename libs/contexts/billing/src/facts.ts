import { RowClass, TenantRow, Tx } from '@orderly/platform/persistence';
import { Account } from './account';
import { ChargeItem } from './charge-item';
import { Facts } from './draft-claim';
import { BillingProvider, isPrice, Price } from './fee-schedule';
import { FinishedEncounter, KnownOrder, KnownOrganization, KnownPatient, KnownPractitioner } from './known';

/** Facts about an account, and the request that its claim goes on from: the first order's. */
export interface Known extends Facts {
  readonly order?: KnownOrder;
}

/** What billing knows of these accounts, with a fixed number of queries however many they are. */
export async function factsOf(tx: Tx, accounts: readonly Account[]): Promise<Known[]> {
  const byId = async <R extends TenantRow>(Type: RowClass<R>, ids: (string | undefined)[]) =>
    new Map(
      (
        await tx.rowsOf(
          Type,
          ids.filter((id) => id !== undefined),
        )
      ).map((row) => [row.id, row]),
    );
  const [charges, finished, orders, payors, patients, practitioners, [provider]] = await Promise.all([
    chargesOf(tx, accounts),
    byId(
      FinishedEncounter,
      accounts.map(({ id }) => id),
    ),
    byId(
      KnownOrder,
      accounts.flatMap(({ orderIds = [] }) => orderIds),
    ),
    byId(
      KnownOrganization,
      accounts.map(({ coverage }) => coverage?.payorId),
    ),
    byId(
      KnownPatient,
      accounts.map(({ patientId }) => patientId),
    ),
    byId(
      KnownPractitioner,
      accounts.map(({ practitionerId }) => practitionerId),
    ),
    tx.rowsOf(BillingProvider, [tx.ctx.tenant]),
  ]);
  return accounts.map((account) => {
    const { id, orderIds = [], coverage, patientId, practitionerId } = account;
    return {
      ...{ account, charges: charges.get(id) ?? [], finishedAt: finished.get(id)?.end },
      openOrders: orderIds.filter((orderId) => !orders.get(orderId)?.closed).length,
      order: orders.get(orderIds[0] ?? ''),
      payor: payors.get(coverage?.payorId ?? ''),
      patient: patients.get(patientId),
      attendingNpi: practitioners.get(practitionerId ?? '')?.npi,
      provider,
    };
  });
}

/** Charges by account in order of capture; one that came without a price gets the fee schedule's of now, and keeps it. */
async function chargesOf(tx: Tx, accounts: readonly Account[]): Promise<Map<string, ChargeItem[]>> {
  const items = await tx.rowsOf(
    ChargeItem,
    accounts.map(({ id }) => id),
    'accountId',
  );
  const unpriced = items.filter(({ net }) => net === undefined);
  const prices = await pricesOf(
    tx,
    unpriced.map(({ code }) => code.code),
  );
  for (const item of unpriced) {
    const net = prices(item);
    // A product that no claim can carry is as good as none: the account goes on waiting for a price.
    if (net !== undefined && isPrice(net)) item.net = net;
  }
  const priced = new Map(unpriced.filter(({ net }) => net !== undefined).map(({ id, net }) => [id, net]));
  for (const item of await tx.lockAll(ChargeItem, [...priced.keys()])) tx.save(Object.assign(item, { net: priced.get(item.id) }));
  const byAccount = new Map<string, ChargeItem[]>();
  for (const item of items.sort((a, b) => a.sequence - b.sequence))
    byAccount.set(item.accountId, [...(byAccount.get(item.accountId) ?? []), item]);
  return byAccount;
}

type Priced = { code: { system: string; code: string }; quantity: number };

/** The fee schedule's cents for a quantity of a service; undefined when it has no price. */
export async function pricesOf(tx: Tx, codes: readonly string[]): Promise<(service: Priced) => number | undefined> {
  const prices = new Map((await tx.rowsOf(Price, codes, 'code')).map((price) => [`${price.system}|${price.code}`, price.cents]));
  return ({ code, quantity }) => {
    const cents = prices.get(`${code.system}|${code.code}`);
    return cents === undefined ? undefined : cents * quantity;
  };
}
