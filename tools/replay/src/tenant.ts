import { createHash, createHmac } from 'node:crypto';

/** Who acts in the replay; each role is also the user's name. */
export const PEOPLE = ['administrator', 'registrar', 'physician', 'nurse', 'lab-technician', 'pathologist', 'biller'] as const;
export type Person = (typeof PEOPLE)[number];

/** The replay's hospital: the same files give the same one, so that a second replay finds what the first has done. */
export interface Hospital {
  slug: string;
  name: string;
  passwordOf(person: Person): string;
}

export function hospitalOf(files: readonly string[], operatorPassword: string): Hospital {
  // With other people or steps than before it is another hospital.
  const digest = createHash('sha256')
    .update(['with billing', ...[...files].sort()].join('\n'))
    .digest('hex')
    .slice(0, 10);
  const slug = `demo-${digest}`;
  // Derived, so that no demo password is the same on two machines.
  const passwordOf = (person: Person) =>
    createHmac('sha256', operatorPassword).update(`${slug}/${person}`).digest('base64url').slice(0, 16);
  return { slug, name: `Demo hospital ${digest}`, passwordOf };
}

/** The same step of the same resource always comes with the same key. */
export const keyOf = (slug: string, sourceId: string, step: string): string =>
  createHash('sha256').update(`${slug}\n${sourceId}\n${step}`).digest('hex').slice(0, 40);
