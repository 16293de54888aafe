import { Cursors, hashPassword, verifyPassword } from '.';

describe('a cursor', () => {
  const cursors = new Cursors('a secret');
  const cursor = cursors.write('hospital/list', ['2026-03-02T08:15:00.000Z', 7]);

  it('opens for the list that gave it out', () => {
    expect(cursors.read('hospital/list', cursor)).toEqual(['2026-03-02T08:15:00.000Z', 7]);
  });

  it.each([
    ['another hospital', 'clinic/list', cursor, cursors],
    ['another list', 'hospital/other', cursor, cursors],
    ['another installation', 'hospital/list', cursor, new Cursors('another secret')],
  ])('is refused by %s', (_who, scope, text, reader) => {
    expect(() => reader.read(scope, text)).toThrow(expect.objectContaining({ code: 'orderly.invalid-cursor' }));
  });

  it.each([
    ['nothing', ''],
    ['rubbish', 'x'],
    ['unsigned', cursor.split('.')[0] as string],
    ['signed with too little', cursor.slice(0, -1)],
    ['signed with letters of two bytes', `${cursor.split('.')[0]}.${'é'.repeat(11)}`],
    ['moved on by hand', `${Buffer.from('["2030-01-01",1]').toString('base64url')}.${cursor.split('.')[1]}`],
  ])('is refused when it is %s', (_what, text) => {
    expect(() => cursors.read('hospital/list', text)).toThrow(expect.objectContaining({ code: 'orderly.invalid-cursor' }));
  });
});

describe('a password', () => {
  it('is known by its hash, which is argon2id and never the same', async () => {
    const [one, two] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect(await verifyPassword(one, 'correct horse')).toBe(true);
    expect(await verifyPassword(one, 'Correct horse')).toBe(false);
  });

  it('of nobody is wrong, even the decoy', async () => {
    expect(await verifyPassword(undefined, 'nobody')).toBe(false);
  });
});
