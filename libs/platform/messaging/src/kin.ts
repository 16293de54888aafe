/**
 * What a context knows of journeys. Each statement sees one hospital: $1 is its id, $2 the ids of what belongs to journeys already, $3
 * (not of `relatives`) their types, side by side. Answers name by `of` which of $2 a row is about.
 */
export interface Kin {
  /** `of`, `type`, `id`, `leaf`: what belongs to the same journey, inward (claims of an account) and outward (the encounter of an order). A leaf leads no further. */
  readonly relatives?: string;
  /**
   * `of`, `what`, `reason`, `since`, `expects`: for what people or somebody outside are waited (`what` null: for nobody; `since` null:
   * since the last event about it), and types of the events that are still to come.
   */
  readonly stands?: string;
  /** The permission without which the reasons of `stands` are told as `withheld`. */
  readonly reasons?: string;
  /** Journeys begin here: a select of `id` and `patientId`. */
  readonly heads?: string;
  /** `of`, `label`, for those who hold the permission: what the first event of something is called. */
  readonly labels?: Guarded;
  /** `of`, `billed`, `paid`, `adjusted`, `patientResponsibility`, `patientPaid` in cents, for those who hold the permission. */
  readonly money?: Guarded;
  /** `id`, `roles` of people ($2). */
  readonly roles?: string;
}

interface Guarded {
  readonly permission: string;
  readonly sql: string;
}

/**
 * Rows of a table (`claim c`) in which one of $2 stands in a column (`c.account_id`), to stand after `from`. Each is looked up by the
 * key, also by a plan that was made while the table was empty.
 */
export function kinRows(table: string, column: string): string {
  const [name = '', alias = ''] = table.split(' ');
  const key = column.slice(alias.length + 1);
  return `(select distinct id from unnest($2::uuid[]) id) ${alias}_key cross join lateral (select * from ${name} where tenant = $1 and ${key} = ${alias}_key.id offset 0) ${alias}`;
}
