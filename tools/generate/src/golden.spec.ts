import { join } from 'node:path';
import { z } from 'zod';
import { EVENTS } from '@orderly/contracts';
import { EventDeclaration } from '@orderly/kernel';
import { decode, open } from '@orderly/platform/messaging';
import { due, FOLDER, Golden, keyOf, problems, readGoldens, Revision } from './golden';
import { goldenKeyring } from './golden-envelope';

type Sample = Revision['samples'][number];

const folder = join(__dirname, '../../..', FOLDER);
const declared = new Map(EVENTS.map((event) => [keyOf(event), event]));

/** As a consumer of today takes it from the queue. */
function readToday(declaration: EventDeclaration, event: unknown): unknown {
  return open(decode(JSON.stringify(event), declaration.context), declaration, goldenKeyring).data;
}

/** The event with fields that nobody knows yet: in the envelope, in the data, in what is sealed, at every depth. */
function fromTheFuture({ data, event }: Sample, { sealedFields }: EventDeclaration): unknown {
  const { id, tenantid } = event as { id: string; tenantid: string };
  const later = withUnknown(data) as Record<string, unknown>;
  const hidden = Object.fromEntries(sealedFields.map((field) => [field, later[field]]));
  const clear = Object.fromEntries(Object.entries(later).filter(([field]) => !sealedFields.includes(field)));
  const sealed = goldenKeyring.seal(tenantid, id, { ...hidden, sinceLater: 1 });
  return { ...event, sincelater: 'x', data: { ...clear, sealed } };
}

function withUnknown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withUnknown);
  if (typeof value !== 'object' || value === null) return value;
  return { ...Object.fromEntries(Object.entries(value).map(([key, child]) => [key, withUnknown(child)])), sinceLater: [1] };
}

describe('the published versions of all events', () => {
  let goldens: ReadonlyMap<string, Golden>;
  let retired: Readonly<Record<string, string>>;
  beforeAll(async () => ({ goldens, retired } = await readGoldens(folder)));

  const each = (look: (declaration: EventDeclaration, revision: Revision, sample: Sample) => void) => {
    let looked = 0;
    for (const [key, { revisions }] of goldens) {
      const declaration = declared.get(key);
      if (!declaration) continue;
      for (const revision of revisions) for (const sample of revision.samples) (look(declaration, revision, sample), looked++);
    }
    expect(looked).toBeGreaterThanOrEqual(EVENTS.length);
  };

  it('are what today still promises', () => {
    expect(problems(EVENTS, goldens, retired)).toEqual([]);
  });

  it('are all kept; where not, `npm run generate` keeps them', () => {
    expect(EVENTS.filter((event) => due(event, goldens)).map(keyOf)).toEqual([]);
  });

  it('bear the name of their file', () => {
    for (const [key, { type, version, revisions }] of goldens) {
      expect(`${type}.v${version}`).toBe(key);
      expect(revisions.length).toBeGreaterThan(0);
    }
  });

  it('are read by the build of today as they were meant, sealed as they travelled then', () => {
    each((declaration, _revision, { data, event }) => expect(readToday(declaration, event)).toMatchObject(data));
  });

  it('show nothing of what is sealed', () => {
    each((_declaration, { sealed }, { event }) => {
      const clear = event['data'] as object;
      expect(Object.keys(clear).filter((field) => sealed.includes(field))).toEqual([]);
      expect('sealed' in clear).toBe(sealed.length > 0);
    });
  });

  it('are read whatever fields a later minor version adds, in the open or sealed, at any depth', () => {
    each((declaration, _revision, sample) => {
      expect(readToday(declaration, fromTheFuture(sample, declaration))).toEqual(readToday(declaration, sample.event));
    });
  });

  it('fit the JSON Schema of their time, and so do events of today: a partner who checks by it need not change', () => {
    each((declaration, { schema }, { data }) => {
      const reader = z.fromJSONSchema(schema);
      const today = goldens.get(keyOf(declaration))?.revisions.at(-1)?.samples ?? [];
      for (const seen of [data, ...today.map((sample) => sample.data)]) expect(reader.safeParse(seen).error).toBeUndefined();
    });
  });
});
