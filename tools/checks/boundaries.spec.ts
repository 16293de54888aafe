import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const options = { cwd: root, encoding: 'utf8' as const, env: { ...process.env, NX_DAEMON: 'false' } };

const importing = (line: string) => ({
  file: 'libs/contexts/orders/src/orders.module.ts',
  code: `${line}\nexport const x = y;\n`,
});

describe('the boundaries between projects', () => {
  // Without a cached graph of the projects the rule says so on standard output and looks at nothing.
  beforeAll(
    () => execFileSync(process.execPath, [join(root, 'node_modules/nx/dist/bin/nx.js'), 'show', 'projects'], options),
    120_000,
  );

  it('are kept by lint: each of these violations is found, and only they', () => {
    const cases = [
      importing(`import { laboratory as y } from '@orderly/contexts/laboratory';`),
      importing(`import { connect as y } from 'amqplib';`),
      importing(`import { PlaceOrder as y } from '@orderly/contracts';`),
    ];
    const input = JSON.stringify(cases);
    const output = execFileSync(process.execPath, [join(__dirname, 'lint-texts.mjs')], { ...options, input });
    expect(JSON.parse(output)).toEqual([[expect.stringContaining('type:context')], [expect.stringContaining('amqplib')], []]);
  }, 120_000);

  it('leave no import cycle between files', () => {
    const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const args = [depcruise, '--config', join(__dirname, 'no-cycles.json'), '--output-type', 'err', 'apps', 'libs', 'tools'];
    expect(execFileSync(process.execPath, args, options)).toContain('no dependency violations found');
  }, 120_000);
});
