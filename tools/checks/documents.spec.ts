import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const PATH = /`((?:apps|libs|tools|docs|samples)\/[^`*<> ]+\.\w+)`/g;

/** `a/{b,c}.ts` names two files. */
function expand(path: string): string[] {
  const [all, before, choices, after] = /^(.*?)\{([^}]*)\}(.*)$/.exec(path) ?? [];
  return all ? (choices as string).split(',').flatMap((choice) => expand(`${before}${choice}${after}`)) : [path];
}

function pages(folder: string): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries.flatMap((entry) =>
    entry.isDirectory() ? pages(join(folder, entry.name)) : entry.name.endsWith('.md') ? [join(folder, entry.name)] : [],
  );
}

describe('the documents', () => {
  it('name only files that are there', () => {
    const missing = ['README.md', ...pages('docs')].flatMap((page) => {
      const named = [...readFileSync(join(root, page), 'utf8').matchAll(PATH)].flatMap(([, path]) => expand(path as string));
      return named.filter((path) => !existsSync(join(root, path))).map((path) => `${page}: ${path}`);
    });
    expect(missing).toEqual([]);
  });

  it('prove each decision by something, or say that nothing does', () => {
    const silent = pages('docs/adr').filter((page) => !/_Proved by_|\*Proved by\*/.test(readFileSync(join(root, page), 'utf8')));
    expect(silent).toEqual([]);
  });
});
