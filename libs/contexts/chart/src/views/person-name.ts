import { Column, Entity } from 'typeorm';
import { PractitionerRegistered, UserRegistered } from '@orderly/contracts';
import { ReadTx, TenantRow, view, when } from '@orderly/platform/persistence';

/** Names of the people who work here, so that a chart says who and not which id. */
@Entity('person_name')
export class PersonName extends TenantRow {
  @Column('text') display!: string;
}

export const personName = view(
  PersonName,
  when(UserRegistered, ({ data }) => ({ id: data.userId, display: data.displayName })),
  when(PractitionerRegistered, ({ data: { practitionerId, name } }) => ({
    id: practitionerId,
    display: [name.prefix, ...name.given, name.family].filter(Boolean).join(' '),
  })),
);

const UUID = /^[0-9a-f-]{36}$/;

/** The names behind these ids in one query; an id whose name has not arrived stands for itself. */
export async function namesOf(
  tx: ReadTx,
  ids: readonly (string | undefined)[],
): Promise<(id: string | undefined) => string | undefined> {
  const wanted = [...new Set(ids.filter((id) => id && UUID.test(id)))];
  const rows = await tx.query<PersonName>('select id, display from person_name where id = any($1::uuid[])', [wanted]);
  const names = new Map(rows.map(({ id, display }) => [id, display]));
  return (id) => (id ? (names.get(id) ?? id) : undefined);
}
