import { DataSource, DefaultNamingStrategy } from 'typeorm';
import { RowClass, TenantRow } from './aggregate';

/** `placedAt` is stored as `placed_at`. */
export class SnakeNaming extends DefaultNamingStrategy {
  override columnName(property: string, customName: string | undefined): string {
    return customName ?? property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}

/** How a class lies in its table, read once from TypeORM's metadata. */
export interface RowShape {
  readonly table: string;
  readonly columns: readonly string[];
  readonly selectList: string;
  toRow(entity: object): Record<string, unknown>;
  /** Column of each property. */
  readonly columnOf: ReadonlyMap<string, string>;
}

/** Row shapes of one context. */
export class RowShapes {
  private readonly shapes = new Map<unknown, RowShape>();

  constructor(private readonly source: DataSource) {}

  of<R extends TenantRow>(Type: RowClass<R>): RowShape {
    let shape = this.shapes.get(Type);
    if (!shape) this.shapes.set(Type, (shape = this.read(Type)));
    return shape;
  }

  /** Columns of a change that names properties: `{ placedAt }` becomes `{ placed_at }`. */
  columnsOf<R extends TenantRow>(Type: RowClass<R>, change: object): Record<string, unknown> {
    const { columnOf } = this.of(Type);
    const row: Record<string, unknown> = {};
    for (const [property, value] of Object.entries(change)) {
      const column = columnOf.get(property);
      if (!column) throw new Error(`${Type.name} has no column ${property}`);
      row[column] = value;
    }
    return row;
  }

  private read(Type: RowClass<TenantRow>): RowShape {
    const metadata = this.source.getMetadata(Type);
    const columns = metadata.columns.map((column) => ({ property: column.propertyName, column: column.databaseName }));
    return {
      table: metadata.tableName,
      columns: columns.map(({ column }) => column),
      selectList: columns.map(({ property, column }) => `"${column}" as "${property}"`).join(', '),
      columnOf: new Map(columns.map(({ property, column }) => [property, column])),
      toRow: (entity) => {
        const row: Record<string, unknown> = {};
        for (const { property, column } of columns) row[column] = (entity as Record<string, unknown>)[property] ?? null;
        return row;
      },
    };
  }
}
