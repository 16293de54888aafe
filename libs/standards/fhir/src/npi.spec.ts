import { isNpi } from './npi';

describe('an NPI', () => {
  it('has ten digits and a check digit over the prefix 80840', () => {
    // 1234567893 is the worked example in the specification of the NPI's check digit (CMS)
    expect(isNpi('1234567893')).toBe(true);
    expect(isNpi('1234567894')).toBe(false);
  });

  it('is not one of the short numbers that early Synthea wrote', () => {
    expect(isNpi('140')).toBe(false);
    expect(isNpi('')).toBe(false);
  });
});
