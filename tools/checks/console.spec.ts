import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';

const root = join(__dirname, '../..');
const KILOBYTE = 1000;

interface Chunk {
  file: string;
  src?: string;
  isEntry?: boolean;
  imports?: string[];
  css?: string[];
}

/** What `npm run build`, or `npm start`, makes of the page. */
function built(mode: 'production' | 'sandbox') {
  const folder = mkdtempSync(join(tmpdir(), `orderly-console-${mode}-`));
  execFileSync(process.execPath, [join(root, 'tools/build-console.mjs'), mode, folder], { encoding: 'utf8' });
  const manifest = JSON.parse(readFileSync(join(folder, '.manifest.json'), 'utf8')) as Record<string, Chunk>;
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(join(folder, file)).isFile(),
  );
  return { folder, manifest, files, text: (file: string) => readFileSync(join(folder, file), 'utf8') };
}

type Built = ReturnType<typeof built>;

/** Everything that a browser loads before it shows what `key` is. */
function needed({ manifest }: Built, key: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[key];
  if (!chunk || seen.has(chunk.file)) return seen;
  for (const file of [chunk.file, ...(chunk.css ?? [])]) seen.add(file);
  for (const one of chunk.imports ?? []) needed({ manifest } as Built, one, seen);
  return seen;
}

const gzipped = (page: Built, files: Iterable<string>, kind: string) =>
  [...files]
    .filter((file) => extname(file) === kind)
    .reduce((sum, file) => sum + statSync(join(page.folder, `${file}.gz`)).size, 0);

describe('the console', () => {
  let [production, sandbox]: Built[] = [];
  beforeAll(() => {
    production = built('production');
    sandbox = built('sandbox');
  }, 120_000);
  afterAll(() => [production, sandbox].forEach((page) => page && rmSync(page.folder, { recursive: true })));

  const words = ['v1/sandbox', 'kill-worker', 'stop-broker', 'Sandbox'];
  const naming = (page: Built) =>
    page.files
      .filter((file) => ['.js', '.css', '.html', '.json'].includes(extname(file)))
      .filter((file) => /sandbox|panel/i.test(file) || words.some((word) => page.text(file).includes(word)));

  it('has no trace of the sandbox in a build for production', () => {
    expect(naming(sandbox as Built)).not.toEqual([]);
    expect(naming(production as Built)).toEqual([]);
  });

  it('loads no more before the log-in than a slow line brings within three seconds', () => {
    for (const page of [production, sandbox] as Built[]) {
      const first = needed(page, 'index.html');
      expect(gzipped(page, first, '.js')).toBeLessThan(135 * KILOBYTE);
      expect(gzipped(page, first, '.css')).toBeLessThan(20 * KILOBYTE);
    }
  });

  it('loads each page of its own only when somebody goes there', () => {
    const first = needed(production as Built, 'index.html');
    for (const key of ['src/journeys.tsx', 'src/journey/journey-page.tsx']) {
      const chunk = production?.manifest[key];
      expect(chunk).toBeDefined();
      expect(first).not.toContain(chunk?.file);
      const later = [...needed(production as Built, key)].filter((file) => !first.has(file));
      expect(gzipped(production as Built, later, '.js')).toBeLessThan(35 * KILOBYTE);
    }
  });

  it('asks nobody else for anything, and has no script inside the page, so that the security policy holds', () => {
    const { text, files } = production as Built;
    const html = text('index.html');
    expect(html).not.toMatch(/https?:\/\//);
    expect([...html.matchAll(/<script\b([^>]*)>/g)].map(([, attributes]) => /\bsrc="\/assets\//.test(attributes ?? ''))).toEqual([
      true,
    ]);
    const styles = files.filter((file) => extname(file) === '.css').map(text);
    expect(styles.filter((style) => /@import|url\((?!["']?data:)/.test(style))).toEqual([]);
  });
});
