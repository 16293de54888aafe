import { Ctx, OperationDeclaration } from '@orderly/kernel';
import { OPERATIONS, ROLES } from '@orderly/contracts';
import { openApiOf } from '@orderly/platform/http';
import { clinical } from './clinical-edge';
import { routes } from './routes';

const named = (operation: OperationDeclaration) => operation.name;

describe('the clinical edge', () => {
  it('has exactly one route for every command and query that people may send; the rest comes through the door for analysers', () => {
    const routed = routes.map(({ operation }) => operation).filter(({ context }) => context !== 'platform');
    expect([...routed.map(named), 'ReceiveLabMessage'].sort()).toEqual(OPERATIONS.map(named).sort());
  });

  it('asks on every route for a permission that somebody holds, or is open to everybody on purpose', () => {
    const held = new Set<string>(Object.values(ROLES).flat());
    const homeless = routes.filter(({ kind, operation }) => kind !== 'open' && !held.has(operation.permission));
    expect(homeless.map(({ path }) => path)).toEqual([]);
    expect(routes.filter(({ kind }) => kind === 'open').map(({ path }) => path)).toEqual(['/v1/login']);
    expect(routes.filter(({ operation }) => operation.permission === 'public').map(({ path }) => path)).toEqual(['/v1/login']);
  });

  it('gives no role a permission that no route asks for; what operators do stands at the admin edge', () => {
    const asked = new Set(routes.map(({ operation }) => operation.permission));
    const atTheAdminEdge = /^(dead-letters|lag):|^journeys:operate$/;
    const idle = [...new Set<string>(Object.values(ROLES).flat())].filter((permission) => !asked.has(permission));
    expect(idle.filter((permission) => !atTheAdminEdge.test(permission))).toEqual([]);
  });

  it('writes with commands and reads with queries', () => {
    for (const { kind, operation, path } of routes)
      expect([path, operation.kind]).toEqual([
        path,
        kind === 'read' || kind === 'search' || kind === 'stream' ? 'query' : 'command',
      ]);
  });

  it('has plural kebab-case paths, and searches that hold patient data in the body', () => {
    for (const { path } of routes) expect(path).toMatch(/^\/v1(\/(:[a-z]\w+|[a-z]+(-[a-z]+)*))+$/);
    expect(routes.find(({ path }) => path === '/v1/patients/search')?.method).toBe('POST');
  });

  it('shows an example of every request that its operation accepts', () => {
    const { paths } = openApiOf([clinical]);
    for (const { method, path, operation } of routes) {
      const described = paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()] as unknown as Described;
      const params = described.parameters.filter((parameter) => parameter.in === 'path' || parameter.required);
      const input = {
        ...Object.fromEntries(params.map(({ name, schema }) => [name, schema.examples[0]])),
        ...described.requestBody?.content['application/json'].example,
      };
      expect(() => new operation(input as never, {} as Ctx)).not.toThrow();
    }
  });
});

interface Described {
  parameters: { name: string; in: string; required: boolean; schema: { examples: unknown[] } }[];
  requestBody?: { content: { 'application/json': { example: object } } };
}
