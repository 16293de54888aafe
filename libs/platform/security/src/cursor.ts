import { createHmac, timingSafeEqual } from 'node:crypto';
import { refuses } from '@orderly/kernel';

/** Opaque, signed positions in a list. A cursor opens only for the tenant and list that gave it out. */
export class Cursors {
  constructor(private readonly secret: string) {}

  write(scope: string, position: readonly (string | number)[]): string {
    const body = Buffer.from(JSON.stringify(position)).toString('base64url');
    return `${body}.${this.sign(scope, body)}`;
  }

  /** Refuses with `orderly.invalid-cursor` what it did not write. */
  read(scope: string, cursor: string): (string | number)[] {
    const [body = '', signature = ''] = cursor.split('.');
    const expected = Buffer.from(this.sign(scope, body));
    const given = Buffer.from(signature);
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      throw refuses('invalid-cursor', { pointer: '/cursor' });
    return JSON.parse(Buffer.from(body, 'base64url').toString()) as (string | number)[];
  }

  private sign(scope: string, body: string): string {
    return createHmac('sha256', this.secret).update(`${scope}\n${body}`).digest('base64url').slice(0, 22);
  }
}
