import { Column, Entity } from 'typeorm';
import { Coding, DomainEvent, moneyOf, newId } from '@orderly/kernel';
import {
  AgreePayerContract,
  billingRefuses,
  BillingProviderEnrolled,
  BillingProviderResource,
  EnrolBillingProvider,
  PayerContractAgreed,
  PayerContractResource,
  PriceResource,
  PriceSet,
} from '@orderly/contracts';
import { Aggregate, make } from '@orderly/platform/persistence';

/** 99,999,999.99: a tenth of what X12 can carry (type R, nine digits before the point). */
const HIGHEST_CENTS = 9_999_999_999;

export const isPrice = (cents: number): boolean => cents > 0 && cents <= HIGHEST_CENTS;

/** One line of the hospital's fee schedule. */
@Entity('price')
export class Price extends Aggregate {
  @Column('text') system!: string;
  @Column('text') code!: string;
  @Column('text') display?: string;
  /** Cents for one unit. */
  @Column('bigint') cents!: number;

  static of({ system, code, display }: Coding): Price {
    return make(Price, { id: newId(), system, code, display });
  }

  set(cents: number): DomainEvent {
    if (!isPrice(cents)) throw billingRefuses('not-a-price', { pointer: '/price' });
    this.cents = cents;
    const { code, price } = this.resource();
    return new PriceSet({ code, price });
  }

  resource(): (typeof PriceResource)['_output'] {
    const { id, version, system, code, display, cents } = this;
    return { id, version, code: { system, code, display }, price: moneyOf(cents) };
  }
}

/** What a payer has agreed to pay; its id is the payer's. */
@Entity('payer_contract')
export class PayerContract extends Aggregate {
  @Column('int') percentOfCharges!: number;

  agree({ payorId, percentOfCharges }: AgreePayerContract['data']): DomainEvent {
    this.percentOfCharges = percentOfCharges;
    return new PayerContractAgreed({ payorId, percentOfCharges });
  }

  resource(): (typeof PayerContractResource)['_output'] {
    const { id, version, percentOfCharges } = this;
    return { id, version, percentOfCharges };
  }
}

/** The hospital as a biller (loop 2010AA); its id is the tenant's. */
@Entity('billing_provider')
export class BillingProvider extends Aggregate {
  @Column('json') enrolment!: EnrolBillingProvider['data'];

  enrol(enrolment: EnrolBillingProvider['data']): DomainEvent {
    this.enrolment = enrolment;
    return new BillingProviderEnrolled({ npi: enrolment.npi });
  }

  resource(): (typeof BillingProviderResource)['_output'] {
    const { id, version, enrolment } = this;
    return { id, version, ...enrolment };
  }
}
