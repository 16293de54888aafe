import { Column, PrimaryColumn } from 'typeorm';

/** A row of one tenant. Its key is always (tenant, id), so that an id of one hospital says nothing about another. */
export abstract class TenantRow {
  @PrimaryColumn('uuid') tenant!: string;
  @PrimaryColumn('uuid') id!: string;
}

/** What commands change: columns, rules, and methods that return the events they caused. */
export abstract class Aggregate extends TenantRow {
  /** Rises by one with each event; 0 = not saved yet. */
  @Column('int') version = 0;

  /** The patient this is about: keeps one patient's events in order, and stands in the audit trail. */
  patient(): string | undefined {
    return undefined;
  }
}

export type RowClass<R> = (new () => R) & { readonly name: string };

/** Fills the columns of a new row: `make(Order, { id: newId(), status: 'active' })`. */
export const make = <R extends object>(Type: new () => R, columns: Partial<R>): R => Object.assign(new Type(), columns);
