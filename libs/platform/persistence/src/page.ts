import { Cursors } from '@orderly/platform/security';

export interface PageRequest<R> {
  /** `select id, status, placed_at as "placedAt" from "order"` */
  readonly select: string;
  /** Conditions with `$1`, `$2` ... for `values`. */
  readonly where?: readonly string[];
  readonly values?: readonly unknown[];
  /** Column and property that sort the list; the id breaks ties. */
  readonly by: { readonly column: string; readonly property: keyof R & string };
  readonly direction?: 'asc' | 'desc';
  readonly limit: number;
  readonly cursor?: string;
}

export interface Page<R> {
  items: R[];
  /** Absent on the last page. */
  next?: string;
}

type Run<R> = (text: string, values: unknown[]) => Promise<R[]>;

/** One page by key: the cursor holds the last row's sort value and id, so that pages neither skip nor repeat while rows come in. */
export async function page<R extends object>(
  request: PageRequest<R>,
  cursors: Cursors,
  scope: string,
  run: Run<R>,
): Promise<Page<R>> {
  const { select, by, limit, cursor, direction = 'desc' } = request;
  const where = [...(request.where ?? [])];
  const values = [...(request.values ?? [])];
  if (cursor) {
    values.push(...cursors.read(scope, cursor));
    where.push(`(${by.column}, id) ${direction === 'desc' ? '<' : '>'} ($${values.length - 1}, $${values.length})`);
  }
  const condition = where.length > 0 ? ` where ${where.join(' and ')}` : '';
  const rows = await run(`${select}${condition} order by ${by.column} ${direction}, id ${direction} limit ${limit + 1}`, values);
  if (rows.length <= limit) return { items: rows };
  const items = rows.slice(0, limit);
  const last = items[limit - 1] as R & { id: string };
  return { items, next: cursors.write(scope, [last[by.property] as string, last.id]) };
}
