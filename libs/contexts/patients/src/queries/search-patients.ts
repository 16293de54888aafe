import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { patientsRefuses, SearchPatients } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';

type Found = AnswerOf<SearchPatients>['items'][number] & { family: string };

@QueryHandler(SearchPatients)
export class SearchPatientsHandler implements IQueryHandler<SearchPatients> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: SearchPatients): Promise<AnswerOf<SearchPatients>> {
    const { where, values } = conditions(data);
    return this.db.read(ctx, async (tx) => {
      const found = await tx.page<Found>({
        select: `select id, version, active, mrn, name, family, gender, birth_date as "birthDate", identifier, telecom, address,
                        deceased_date_time as "deceasedDateTime" from patient`,
        where,
        values,
        by: { column: 'family', property: 'family' },
        direction: 'asc',
        limit: data.limit,
        cursor: data.cursor,
      });
      for (const { id } of found.items) tx.audit('R', 'Patient', id, id);
      return found;
    });
  }
}

function conditions({ mrn, identifier, family, birthDate }: SearchPatients['data']): { where: string[]; values: unknown[] } {
  if (!mrn && !identifier && (family?.length ?? 0) < 2) throw patientsRefuses('search-too-wide');
  const given: [string, unknown][] = [];
  if (mrn) given.push(['mrn = ?', mrn]);
  if (identifier) given.push(['identifier::jsonb @> ?::jsonb', JSON.stringify([identifier])]);
  if (family) given.push([`family like ? escape '\\'`, `${family.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`]);
  if (birthDate) given.push(['birth_date = ?', birthDate]);
  return {
    where: given.map(([condition], index) => condition.replace('?', `$${index + 1}`)),
    values: given.map(([, value]) => value),
  };
}
