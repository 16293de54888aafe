import { z } from 'zod';
import { Ctx, OperationDeclaration, query } from '@orderly/kernel';
import { EdgeModule } from './edge-module';
import { Schemas } from './json-schema';
import { OpenApiDocument, openApiOf } from './openapi';
import { assertDistinct, route } from './route';
import { CloseBed, GetBed, PrepareBed, wardRoutes } from './testing/ward';

type Node = Record<string, unknown>;

describe('the OpenAPI document of an edge', () => {
  const edge = { title: 'Ward', version: '1', routes: wardRoutes, examples: { label: 'A1', 'CloseBed.reason': 'repair' } };
  const document: OpenApiDocument = openApiOf([edge]);
  const at = (path: string, method: string) => document.paths[path]?.[method] as Node;

  it('has references that all lead somewhere', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path as string);
    expect(references.length).toBeGreaterThan(20);
    for (const path of references)
      expect(path.split('/').reduce<unknown>((node, key) => (node as Node | undefined)?.[key], document)).toBeDefined();
  });

  it('names the parameters of every path, and each operation once', () => {
    const ids: unknown[] = [];
    for (const [path, methods] of Object.entries(document.paths))
      for (const operation of Object.values(methods)) {
        const named = (operation['parameters'] as { name?: string; in?: string }[]).filter(
          (parameter) => parameter.in === 'path',
        );
        expect(named.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
        ids.push(operation['operationId']);
      }
    expect(new Set(ids).size).toBe(wardRoutes.length);
  });

  it('asks for an Idempotency-Key where one is needed, and for a token except where everybody may enter', () => {
    const headers = (path: string, method: string) => JSON.stringify(at(path, method)['parameters']);
    expect(headers('/v1/beds', 'post')).toContain('IdempotencyKey');
    expect(headers('/v1/beds/{bedId}/close', 'post')).toContain('IfMatch');
    expect(headers('/v1/beds/search', 'post')).not.toContain('IdempotencyKey');
    expect(headers('/v1/beds/{bedId}', 'get')).toContain('WaitFor');
    expect(at('/v1/knock', 'post')['security']).toEqual([]);
    expect(at('/v1/beds', 'post')['x-permission']).toBe('beds:prepare');
  });

  it('names a resource once and closes requests but not answers', () => {
    expect(document.components['schemas']).toMatchObject({ Bed: { required: ['id', 'version', 'label', 'since'] } });
    expect(JSON.stringify(document.components['schemas'])).not.toContain('additionalProperties');
    expect(JSON.stringify(at('/v1/beds', 'post')['requestBody'])).toContain('"additionalProperties":false');
  });

  it('lists the refusals that a caller may meet', () => {
    const responses = JSON.stringify(document.components['responses']);
    expect(responses).toContain('ward.bed-taken');
    expect(Object.keys(at('/v1/beds/{bedId}/close', 'post')['responses'] as object)).toEqual([
      '200',
      '400',
      '401',
      '403',
      '404',
      '409',
      '412',
      '413',
      '415',
      '422',
      '429',
      '500',
      '503',
    ]);
    expect(Object.keys(at('/v1/beds', 'get')['responses'] as object)).toEqual([
      '200',
      '400',
      '401',
      '403',
      '409',
      '429',
      '500',
      '503',
    ]);
  });

  it('shows requests that the operation accepts', () => {
    const operations: [string, OperationDeclaration][] = [
      ['/v1/beds', PrepareBed],
      ['/v1/beds/{bedId}/close', CloseBed],
    ];
    for (const [path, operation] of operations) {
      const body = at(path, 'post')['requestBody'] as { content: Record<string, { example: object }> };
      const { example } = body.content['application/json'] as { example: object };
      const bedId = '0193d5a8-7b1c-7c3e-9f6d-2f4b8a1c5e70';
      const input = path.includes('bedId') ? { ...example, bedId } : example;
      expect(() => new operation(input as never, {} as Ctx)).not.toThrow();
    }
  });

  it('is the same text each time', () => {
    expect(JSON.stringify(openApiOf([edge]))).toBe(JSON.stringify(document));
  });

  it('refuses two different resources with one name', () => {
    const schemas = new Schemas();
    schemas.of(z.object({ a: z.string() }).meta({ title: 'Thing' }), 'output');
    expect(() => schemas.of(z.object({ b: z.string() }).meta({ title: 'Thing' }), 'output')).toThrow(
      'two schemas are called Thing',
    );
  });
});

describe('a route table', () => {
  it('fails the start when a path names no field', () => {
    expect(() => route.get('/v1/beds/:id', GetBed)).toThrow('/v1/beds/:id: GetBed has no field id');
  });

  it('fails the start when two routes answer the same request', () => {
    class GetCot extends query('ward.get-cot', {
      summary: 'One cot.',
      permission: 'beds:read',
      input: { cotId: z.string() },
      output: z.object({}),
    }) {}
    const table = [route.get('/v1/beds/:bedId', GetBed), route.get('/v1/beds/:cotId', GetCot)];
    expect(() => assertDistinct(table)).toThrow('two routes answer GET /v1/beds/:');
    expect(() => EdgeModule.forRoutes(table, { title: 'Ward', version: '1' })).toThrow();
  });
});
