import { ROLES } from '@orderly/contracts';
import { Ctx } from '@orderly/kernel';
import { openApiOf } from '@orderly/platform/http';
import { admin } from './admin-edge';
import { entrance, routes } from './routes';

describe('the admin edge', () => {
  it('asks on every route for a permission that operators hold and nobody of a hospital does', () => {
    const { operator, ...hospital } = ROLES;
    const ofHospitals = new Set<string>(Object.values(hospital).flat());
    for (const { path, operation } of routes) {
      expect([path, operator]).toEqual([path, expect.arrayContaining([operation.permission])]);
      expect([path, ofHospitals.has(operation.permission)]).toEqual([path, false]);
    }
  });

  it('is open to everybody at the log-in alone', () => {
    const open = [...entrance, ...routes].filter(({ kind, operation }) => kind === 'open' || operation.permission === 'public');
    expect(open.map(({ path }) => path)).toEqual(['/v1/login']);
  });

  it('writes with commands and reads with queries', () => {
    for (const { kind, operation, path } of routes)
      expect([path, operation.kind]).toEqual([path, kind === 'read' ? 'query' : 'command']);
  });

  it('shows an example of every request that its operation accepts', () => {
    const { paths } = openApiOf([{ ...admin, routes: [...entrance, ...routes] }]);
    for (const { method, path, operation } of routes) {
      const described = paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()] as unknown as Described;
      const params = described.parameters.filter((parameter) => parameter.in === 'path');
      const input = {
        ...Object.fromEntries(params.map(({ name, schema }) => [name, schema.examples[0]])),
        ...described.requestBody?.content['application/json'].example,
      };
      expect(() => new operation(input as never, {} as Ctx)).not.toThrow();
    }
  });
});

interface Described {
  parameters: { name: string; in: string; schema: { examples: unknown[] } }[];
  requestBody?: { content: { 'application/json': { example: object } } };
}
