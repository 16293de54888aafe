import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { serveConsole } from './console';

describe('the console at the edge', () => {
  let folder: string;
  let app: NestFastifyApplication;

  const serve = async (from: string) => {
    const module = await Test.createTestingModule({}).compile();
    app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
    await serveConsole(app, from);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  };
  const get = (url: string, encoding = 'identity') =>
    app.inject({ method: 'GET', url, headers: { 'accept-encoding': encoding } });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'orderly-console-'));
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<h1>Orderly</h1>');
    writeFileSync(join(folder, '.manifest.json'), '{}');
    writeFileSync(join(folder, 'assets/index-abc.js'), 'plain');
    writeFileSync(join(folder, 'assets/index-abc.js.br'), 'compressed');
  });
  afterEach(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  it('is asked for again each time, while its other files stay with the browser', async () => {
    await serve(folder);
    const page = await get('/');
    expect([page.statusCode, page.body, page.headers['cache-control']]).toEqual([200, '<h1>Orderly</h1>', 'no-cache']);
    expect(page.headers['content-type']).toMatch(/^text\/html/);
    expect((await get('/assets/index-abc.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it('is sent compressed to browsers that understand it', async () => {
    await serve(folder);
    const answer = await get('/assets/index-abc.js', 'gzip, br');
    expect([answer.headers['content-encoding'], answer.headers.vary, answer.body]).toEqual([
      'br',
      'Accept-Encoding',
      'compressed',
    ]);
    expect((await get('/assets/index-abc.js')).body).toBe('plain');
    expect((await get('/', 'gzip, br')).body).toBe('<h1>Orderly</h1>');
  });

  it('may be built anew while it is served', async () => {
    await serve(folder);
    writeFileSync(join(folder, 'index.html'), '<h1>Orderly, newer</h1>');
    writeFileSync(join(folder, 'assets/index-def.js'), 'newer');
    expect([(await get('/')).body, (await get('/assets/index-def.js')).body]).toEqual(['<h1>Orderly, newer</h1>', 'newer']);
  });

  it('serves nothing beside its own files', async () => {
    await serve(folder);
    for (const url of ['/.manifest.json', '/assets/../../secret', '/assets/index-abc.js.br', '/nothing', '/v1/nothing'])
      expect([url, (await get(url)).statusCode]).toEqual([url, 404]);
  });

  it('is absent where it was not built', async () => {
    await serve(join(folder, 'nowhere'));
    expect((await get('/')).statusCode).toBe(404);
  });
});
