import { Refusal } from '@orderly/kernel';
import { checkGrantable, permissionsOf, User } from './user';

const grace = {
  username: 'grace',
  displayName: 'Grace Testwood',
  passwordHash: '$argon2id$...',
  roles: ['nurse', 'registrar', 'nurse'] as User['roles'],
};

describe('a user', () => {
  it('is announced without user name and password', () => {
    const [user, registered] = User.register(grace);
    expect(registered.data).toEqual({ userId: user.id, displayName: 'Grace Testwood', roles: ['nurse', 'registrar'] });
  });

  it('never shows the password hash', () => {
    const [user] = User.register(grace);
    expect(Object.keys(user.resource())).toEqual(['id', 'version', 'username', 'displayName', 'roles']);
  });

  it('may do what any of the roles allows, each thing once', () => {
    const permissions = permissionsOf(['physician', 'nurse']);
    expect(permissions).toEqual(expect.arrayContaining(['orders:place', 'specimens:collect']));
    expect(new Set(permissions).size).toBe(permissions.length);
  });

  it('of a hospital never is an operator', () => {
    expect(() => checkGrantable(['administrator'])).not.toThrow();
    expect(() => checkGrantable(['administrator', 'operator'])).toThrow(Refusal);
  });
});
