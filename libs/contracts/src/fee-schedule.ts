import { z } from 'zod';
import { Coding, command, Id, Line, listInput, Money, pageOf, publicEvent, query } from '@orderly/kernel';
import { OrganizationId } from './directory';

export const PriceResource = z.object({ id: Id, version: z.int(), code: Coding, price: Money }).meta({ title: 'Price' });
export const PayerContractResource = z
  .object({ id: OrganizationId, version: z.int(), percentOfCharges: z.int() })
  .meta({ title: 'PayerContract' });

const Npi = z.string().regex(/^\d{10}$/, 'ten digits');
const enrolment = {
  name: Line(60),
  npi: Npi,
  taxId: z.string().regex(/^\d{9}$/, 'nine digits'),
  telephone: z.string().regex(/^\d{10}$/, 'ten digits'),
  address: z.object({
    line: Line(55),
    city: Line(30),
    state: z.string().regex(/^[A-Z]{2}$/),
    postalCode: z.string().regex(/^\d{5}(\d{4})?$/),
  }),
};
export const BillingProviderResource = z.object({ id: Id, version: z.int(), ...enrolment }).meta({ title: 'BillingProvider' });

/** What a service costs from now on. */
export class PriceSet extends publicEvent('billing.price-set', 1, { code: Coding, price: Money }) {}

/** What the payer has agreed to pay. */
export class PayerContractAgreed extends publicEvent('billing.payer-contract-agreed', 1, {
  payorId: OrganizationId,
  percentOfCharges: z.int(),
}) {}

/** Under which numbers the hospital bills. */
export class BillingProviderEnrolled extends publicEvent('billing.billing-provider-enrolled', 1, { npi: Npi }) {}

export class SetPrice extends command('billing.set-price', {
  summary: 'Puts the price of a service into the fee schedule, for charges captured from now on and those without a price.',
  permission: 'prices:set',
  input: { code: Coding, price: Money },
  output: PriceResource,
  resource: 'Price',
}) {}

export class ListPrices extends query('billing.list-prices', {
  summary: 'The fee schedule.',
  permission: 'billing:read',
  input: { ...listInput },
  output: pageOf(PriceResource),
}) {}

export class AgreePayerContract extends command('billing.agree-payer-contract', {
  summary: 'Notes what a payer has agreed to pay, in percent of charges; a claim paid less is on the worklist as underpaid.',
  permission: 'prices:set',
  input: { payorId: OrganizationId, percentOfCharges: z.int().min(1).max(100) },
  output: PayerContractResource,
  resource: 'PayerContract',
}) {}

export class EnrolBillingProvider extends command('billing.enrol-billing-provider', {
  summary: 'Says under which name and numbers the hospital bills (005010X223A2, loop 2010AA).',
  permission: 'prices:set',
  input: enrolment,
  output: BillingProviderResource,
  resource: 'BillingProvider',
}) {}
