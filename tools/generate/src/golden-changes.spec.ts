import { z } from 'zod';
import { Coding, event, EventDeclaration, Id, Instant, Line, phi, publicEvent } from '@orderly/kernel';
import { decode, open } from '@orderly/platform/messaging';
import { due, Golden, Goldens, keyOf, problems } from './golden';
import { breaking } from './golden-changes';
import { goldenKeyring } from './golden-envelope';
import { samplesOf } from './golden-samples';

const bed = { number: z.int().min(1), kind: Line(20).optional() };
const shape = {
  wardId: Id,
  name: Line(50),
  status: z.enum(['open', 'closed']),
  openedAt: Instant,
  floor: z.int().optional(),
  tags: z.array(Line(20)).default([]),
  beds: z.array(z.object(bed)).max(9),
  nurse: phi(z.object({ name: Line(50), pager: Line(10).optional() })),
  note: phi(Line(100)).optional(),
  reached: z.union([z.object({ phone: Line(20) }), z.object({ mail: Line(50) })]),
};
class WardOpened extends publicEvent('wards.ward-opened', 1, shape) {}

/** The same event with some fields declared anew, or left out. */
function declaredWith(changed: z.core.$ZodShape, ...without: string[]): EventDeclaration {
  const kept = Object.entries({ ...shape, ...changed }).filter(([field]) => !without.includes(field));
  return class WardOpened extends publicEvent('wards.ward-opened', 1, Object.fromEntries(kept)) {};
}

const keep = (declarations: readonly EventDeclaration[], known: Goldens = new Map<string, Golden>()): Goldens =>
  declarations.reduce<Goldens>((kept, declaration) => {
    const golden = due(declaration, kept);
    return golden ? new Map([...kept, [keyOf(declaration), golden]]) : kept;
  }, known);

const published = keep([WardOpened]);
const revisions = (goldens: Goldens) => goldens.get('wards.ward-opened.v1')?.revisions ?? [];
const problem = (declaration: EventDeclaration) => problems([declaration], published, {}).join('\n');

describe('a change of an event that only adds', () => {
  it.each<[string, z.core.$ZodShape]>([
    ['an optional field', { wing: Line(20).optional() }],
    ['an optional field that travels sealed', { doctor: phi(Line(20)).optional() }],
    ['a field that has a default when it is absent', { wing: Line(20).default('north') }],
    ['a default for a field that was required', { name: Line(50).default('North') }],
    ['a default for a field that was optional', { floor: z.int().default(0) }],
    ['an optional field inside an object', { nurse: phi(z.object({ ...shape.nurse.shape, shift: Line(10).optional() })) }],
    ['an optional field inside a list', { beds: z.array(z.object({ ...bed, window: z.boolean().optional() })).max(9) }],
  ])('passes and becomes a revision: %s', (_what, changed) => {
    const now = declaredWith(changed);
    expect(problem(now)).toBe('');
    const kept = keep([now], published);
    expect(revisions(kept)).toHaveLength(2);
    expect(revisions(kept)[0]).toEqual(revisions(published)[0]);
    expect(due(now, kept)).toBeUndefined();
  });

  it.each<[string, z.core.$ZodShape]>([
    ['a description', { name: Line(50).meta({ description: 'as the door says' }) }],
    ['a title', { nurse: phi(shape.nurse.meta({ title: 'Nurse' })) }],
    ['the order of values', { status: z.enum(['closed', 'open']) }],
  ])('is no revision when it adds nothing: %s', (_what, changed) => {
    expect(problem(declaredWith(changed))).toBe('');
    expect(due(declaredWith(changed), published)).toBeUndefined();
  });

  it('passes when an internal event becomes public', () => {
    class WardOpened extends event('wards.ward-opened', 1, shape) {}
    expect(problems([declaredWith({})], keep([WardOpened]), {})).toEqual([]);
    expect(revisions(keep([WardOpened, declaredWith({})]))).toHaveLength(2);
  });
});

describe('a change of an event that breaks a promise', () => {
  const other = (nurse: z.core.$ZodShape) => ({ nurse: phi(z.object(nurse)) });
  const cases: [string, EventDeclaration, RegExp][] = [
    ['a field removed', declaredWith({}, 'name'), /`name` is gone/],
    ['an optional field removed', declaredWith({}, 'floor'), /`floor` is gone/],
    ['a field renamed', declaredWith({ title: Line(50) }, 'name'), /`name` is gone[^]*`title` is new and required/],
    ['a field inside an object removed', declaredWith(other({ name: Line(50) })), /`nurse.pager` is gone/],
    ['a field inside a list removed', declaredWith({ beds: z.array(z.object({ number: bed.number })).max(9) }), /`beds\[\].kind` is gone/],
    ['a required field added', declaredWith({ wing: Line(20) }), /`wing` is new and required/],
    ['a required field added inside a list', declaredWith({ beds: z.array(z.object({ ...bed, no: Line(9) })).max(9) }), /`beds\[\].no` is new and required/],
    ['an optional field made required', declaredWith({ floor: z.int() }), /`floor` was optional and is required/],
    ['a required field made optional', declaredWith({ name: Line(50).optional() }), /`name` was required and is optional/],
    ['a default changed', declaredWith({ tags: z.array(Line(20)).default(['new']) }), /the default of `tags` changed/],
    ['a type changed', declaredWith({ floor: z.string().optional() }), /`floor`: type was "integer" and is "string"/],
    ['a type narrowed', declaredWith({ name: Line(20) }), /`name`: maxLength was 50 and is 20/],
    ['a type widened', declaredWith({ name: Line(80) }), /`name`: maxLength was 50 and is 80/],
    ['a number narrowed', declaredWith({ floor: z.int().max(9).optional() }), /`floor`: maximum was not said and is 9/],
    ['a pattern changed', declaredWith({ wardId: z.string().regex(/^W/) }), /`wardId`: pattern was/],
    ['an instant made a day', declaredWith({ openedAt: z.iso.date() }), /`openedAt`: format was "date-time" and is "date"/],
    ['a list shortened', declaredWith({ beds: z.array(z.object(bed)).max(3) }), /`beds`: maxItems was 9 and is 3/],
    ['a value of an enum removed', declaredWith({ status: z.enum(['open']) }), /`status`: the value `closed` is gone/],
    ['a value of an enum added', declaredWith({ status: z.enum(['open', 'closed', 'full']) }), /`status`: the value `full` is new/],
    ['an enum opened', declaredWith({ status: z.string() }), /`status` takes any value now/],
    ['a text closed', declaredWith({ name: z.enum(['north']) }), /`name` takes only some values now/],
    ['an alternative added', declaredWith({ reached: z.union([...shape.reached.options, z.string()]) }), /`reached` holds other kinds/],
    ['an alternative changed', declaredWith({ reached: z.union([z.object({ phone: Id }), z.object({ mail: Line(50) })]) }), /`reached.phone`: pattern/],
    ['a list made a single value', declaredWith({ tags: Line(20).default('x') }), /`tags` holds other kinds of values/],
    ['a seal added', declaredWith({ name: phi(Line(50)) }), /`name` travelled open and is sealed now/],
    ['a seal removed', declaredWith({ note: Line(100).optional() }), /`note` is no longer sealed/],
    ['a public event made internal', class extends event('wards.ward-opened', 1, shape) {}, /it was public and is internal now/],
  ]; // prettier-ignore

  it.each(cases)('fails: %s', (_what, declaration, reason) => {
    expect(problem(declaration)).toMatch(reason);
  });

  it('inside an object that refuses unknown fields, fails for any new field', () => {
    const closed = (extra: z.core.$ZodShape) => declaredWith({ nurse: phi(z.strictObject({ name: Line(50), ...extra })) });
    const found = problems([closed({ shift: Line(9).optional() })], keep([closed({})]), {});
    expect(found.join()).toMatch(/`nurse.shift` is new where readers refuse what they do not know/);
  });

  it('fails once only, and says what to do: the next major, beside all that there are', () => {
    class WardOpenedV2 extends publicEvent('wards.ward-opened', 2, { wardId: Id }) {}
    const found = problems(
      [declaredWith({}, 'name'), WardOpenedV2],
      keep([WardOpened, declaredWith({ wing: Id.optional() })]),
      {},
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/`name` is gone[^]*`wing` is gone/);
    expect(found[0]?.match(/`name` is gone/g)).toHaveLength(1);
    expect(found[0]).toContain("class WardOpenedV3 extends publicEvent('wards.ward-opened', 3, ...)");
    expect(found[0]).toContain('docs/schema-evolution.md');
  });

  it('fails against every revision, not only the latest', () => {
    const withWing = declaredWith({ wing: Line(20).default('north') });
    const twice = keep([WardOpened, withWing]);
    const needed = declaredWith({ wing: Line(20) });
    expect(breaking(revisions(twice)[1] as never, revisions(keep([needed]))[0] as never)).toEqual([]);
    expect(problems([needed], twice, {}).join()).toMatch(/`wing` is new and required/);
  });

  it('fails when the event itself is gone, until it is listed as retired with a reason', () => {
    const gone = (retired: Record<string, string>) => problems([], published, retired);
    expect(gone({})).toEqual([expect.stringMatching(/^wards.ward-opened.v1 is not declared any more[^]*retired.json/)]);
    expect(gone({ 'wards.ward-opened.v1': ' ' })).toHaveLength(1);
    expect(gone({ 'wards.ward-opened.v1': 'never left the pilot, whose journals are deleted' })).toEqual([]);
  });

  it('fails when something is listed as retired that is not', () => {
    expect(problems([WardOpened], published, { 'wards.ward-opened.v1': 'x' }).join()).toMatch(/but it is declared/);
    expect(problems([WardOpened], published, { 'wards.ward-shut.v1': 'x' }).join()).toMatch(/but it is not known/);
  });
});

describe('samples of an event', () => {
  const samples = samplesOf(WardOpened);

  it('are the same every time', () => {
    expect(samplesOf(WardOpened)).toEqual(samples);
  });

  it('begin with every field, end with none that may be absent, and show each value and alternative', () => {
    expect(Object.keys(samples[0] ?? {})).toEqual(Object.keys(shape));
    expect(Object.keys(samples.at(-1) ?? {})).toEqual(Object.keys(shape).filter((field) => !['floor', 'note'].includes(field)));
    expect(new Set(samples.map(({ status }) => status))).toEqual(new Set(['open', 'closed']));
    expect(new Set(samples.flatMap(({ reached }) => Object.keys(reached as object)))).toEqual(new Set(['phone', 'mail']));
  });

  it('keep rules that no field shows: fields that exclude each other, or come in pairs', () => {
    const one = z
      .object({ code: Coding.optional(), text: Line(9).optional(), unit: Line(9).optional() })
      .refine(({ code, text, unit }) => (code ? !text && !unit : Boolean(text && unit)));
    const found = samplesOf(declaredWith({ one })).map((data) => Object.keys(data['one'] as object));
    expect(found).toEqual(expect.arrayContaining([['code'], ['text', 'unit']]));
  });

  it('say which field has a rule that nothing invented follows', () => {
    expect(() => samplesOf(declaredWith({ odd: z.string().regex(/^odd-\d{7}$/) }))).toThrow(
      /no sample fits wards.ward-opened.odd/,
    );
  });

  it('go over the wire sealed, and are read again', () => {
    const [{ samples: kept }] = revisions(published) as [Golden['revisions'][number]];
    for (const { data, event } of kept) {
      const text = JSON.stringify(event);
      expect(Object.keys(event['data'] as object)).not.toEqual(expect.arrayContaining(['nurse']));
      expect(open(decode(text, 'wards'), WardOpened, goldenKeyring).data).toEqual(data);
    }
  });
});
