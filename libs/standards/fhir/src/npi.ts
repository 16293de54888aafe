export const NPI_SYSTEM = 'http://hl7.org/fhir/sid/us-npi';

/** Ten digits whose Luhn sum is right with the prefix 80840 (45 CFR 162.406; ISO/IEC 7812 issuer of US health cards). */
export function isNpi(text: string): boolean {
  return /^\d{10}$/.test(text) && luhnSum(`80840${text}`) % 10 === 0;
}

function luhnSum(digits: string): number {
  return [...digits].reverse().reduce((sum, digit, index) => sum + luhnValue(Number(digit), index), 0);
}

function luhnValue(digit: number, index: number): number {
  if (index % 2 === 0) return digit;
  return digit > 4 ? digit * 2 - 9 : digit * 2;
}
