import { DomainEvent, EventClass, EventDeclaration, Received } from '@orderly/kernel';
import { RowClass, TenantRow } from './aggregate';

/** The columns that an event sets in the row with this id; the row is made when it is not there. */
export type RowChange<R extends TenantRow> = { id: string } & Partial<Omit<R, 'tenant' | 'id'>>;

type Answer<R extends TenantRow> = RowChange<R> | RowChange<R>[] | undefined;

export interface When<R extends TenantRow> {
  readonly event: EventDeclaration;
  readonly change: (event: Received<never>) => Answer<R>;
}

/** Rows built only from events: dropped and rebuilt at will. The platform writes them, once per view and batch. */
export interface View<R extends TenantRow = TenantRow> {
  readonly Row: RowClass<R>;
  readonly whens: readonly When<R>[];
}

export const view = <R extends TenantRow>(Row: RowClass<R>, ...whens: When<R>[]): View<R> => ({ Row, whens });

/** What one event means for a view. Events of several contexts may come in any order, so each sets its own columns. */
export const when = <E extends DomainEvent, R extends TenantRow>(
  event: EventClass<E>,
  change: (event: Received<E>) => Answer<R>,
): When<R> => ({
  event: event,
  change: change,
});
