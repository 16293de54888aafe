import fc from 'fast-check';
import { z } from 'zod';
import { Coding, event, Id, Line, newId, phi, publicEvent } from '.';

class WardOpened extends publicEvent('wards.ward-opened', 2, {
  wardId: Id,
  name: Line(50),
  code: Coding.optional(),
  contact: phi(Line(50)),
  nickname: phi(Line(20)).optional(),
  patients: z.array(z.object({ bed: z.number(), name: phi(Line(50)) })).default([]),
  night: z.object({ nurse: z.union([z.object({ phone: phi(z.string()) }), z.null()]) }).optional(),
}) {}

const sound = () => ({ wardId: newId(), name: 'North', contact: 'Ada Testwood' });
const written = (data: object) => () => new WardOpened(data as never);

describe('an event', () => {
  it('knows its name, version, context and publicity from one line', () => {
    const { type, version, context, published } = WardOpened;
    expect({ type, version, context, published }).toEqual({
      type: 'wards.ward-opened',
      version: 2,
      context: 'wards',
      published: true,
    });
    expect(event('wards.ward-closed', 1, { wardId: Id }).published).toBe(false);
    expect(new WardOpened({ ...sound(), patients: [] }).declaration).toBe(WardOpened);
  });

  it('is strict when written', () => {
    expect(written(sound())).not.toThrow();
    expect(written({ ...sound(), colour: 'blue' })).toThrow(/colour/);
    expect(written({ ...sound(), name: undefined })).toThrow(/name/);
    expect(written({ ...sound(), wardId: 'X' })).toThrow(/wardId/);
  });

  it('is tolerant when read: unknown fields of a newer minor version are dropped, wrong ones still refused', () => {
    const data = sound();
    expect(WardOpened.read({ ...data, colour: 'blue', code: { system: 'http://loinc.org', code: '1', since: 2 } })).toEqual({
      ...data,
      code: { system: 'http://loinc.org', code: '1' },
      patients: [],
    });
    expect(() => WardOpened.read({ ...data, name: 7 })).toThrow();
    expect(() => WardOpened.read(undefined)).toThrow();
  });

  it('seals every field that holds patient data, however deep or optional', () => {
    expect(WardOpened.sealedFields).toEqual(['contact', 'nickname', 'patients', 'night']);
  });

  it('is read as it was written, whatever the text', () => {
    const line = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => Line(50).safeParse(text).success);
    fc.assert(
      fc.property(line, line, (name, contact) => {
        const { data } = new WardOpened({ ...sound(), name, contact, patients: [] });
        expect(WardOpened.read(JSON.parse(JSON.stringify(data)))).toEqual(data);
      }),
    );
  });
});
