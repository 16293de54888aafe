import { Column, Entity } from 'typeorm';
import { centsOf, Coding, DomainEvent, moneyOf, newId } from '@orderly/kernel';
import { CaptureCharges, ChargeCaptured } from '@orderly/contracts';
import { Aggregate, make } from '@orderly/platform/persistence';

export type NewCharge = CaptureCharges['data']['charges'][number];

/** Something that was done and has a price; FHIR ChargeItem. Its service reference is unique in the hospital. */
@Entity('charge_item')
export class ChargeItem extends Aggregate {
  @Column('uuid') accountId!: string;
  @Column('uuid') patientId!: string;
  /** Order of capture within the account, from 1: the line of the claim. */
  @Column('int') sequence!: number;
  @Column('text') serviceReference!: string;
  @Column('json') code!: Coding;
  @Column('text') revenueCode?: string;
  @Column('int') quantity!: number;
  @Column('date') serviced?: string;
  /** Cents for all of the quantity; absent: nobody has said the price. */
  @Column('bigint') net?: number;

  static capture(
    of: { accountId: string; patientId: string; sequence: number },
    charge: NewCharge,
    net?: number,
  ): [ChargeItem, DomainEvent] {
    const { priceOverride: _, ...service } = charge;
    const item = make(ChargeItem, { id: newId(), ...of, ...service, net });
    const { id, accountId, patientId, code, quantity, serviced } = item;
    const money = net === undefined ? undefined : moneyOf(net);
    return [item, new ChargeCaptured({ chargeItemId: id, accountId, patientId, code, quantity, serviced, net: money })];
  }

  /** Whether the same service was captured before with the same content. */
  isSame(accountId: string, { serviceReference, code, revenueCode, quantity, serviced, priceOverride }: NewCharge): boolean {
    const mine = [this.accountId, this.serviceReference, this.code.system, this.code.code, this.revenueCode];
    const theirs = [accountId, serviceReference, code.system, code.code, revenueCode];
    return (
      mine.every((value, index) => value === theirs[index]) &&
      this.quantity === quantity &&
      this.serviced === serviced &&
      (!priceOverride || centsOf(priceOverride) === this.net)
    );
  }

  override patient(): string {
    return this.patientId;
  }
}
