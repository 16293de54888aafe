import { keysOf, ReferenceIndex } from './reference-index';

describe('a reference', () => {
  const index = new ReferenceIndex<string>();
  const identifier = [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '9999900019' }];
  index.add(keysOf({ type: 'Practitioner', id: 'd1', fullUrl: 'urn:uuid:aa-11', identifier }), 'the physician');

  it.each([
    'urn:uuid:aa-11',
    'Practitioner/d1',
    'Practitioner/d1/_history/2',
    'https://fhir.example/r4/Practitioner/d1',
    'Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|9999900019',
    'Practitioner?identifier=http%3A%2F%2Fhl7.org%2Ffhir%2Fsid%2Fus-npi%7C9999900019',
  ])('written as %s is resolved', (reference) => {
    expect(index.resolve(reference)).toBe('the physician');
  });

  it.each([
    'urn:uuid:bb',
    'Organization/d1',
    'Practitioner?identifier=other|9999900019',
    '#contained',
    'Practitioner?identifier=%E0%A4',
    '',
    undefined,
  ])('written as %s points at nothing', (reference) => {
    expect(index.resolve(reference)).toBeUndefined();
  });

  it('stays with the resource that took the key first', () => {
    index.add(['Practitioner/d1'], 'somebody else');
    expect(index.resolve('Practitioner/d1')).toBe('the physician');
  });
});
