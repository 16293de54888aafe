import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const options = { cwd: root, encoding: 'utf8' as const, env: { ...process.env, NX_DAEMON: 'false' } };

const importing = (line: string) => ({
  file: 'libs/contexts/orders/src/orders.module.ts',
  code: `${line}\nexport const x = y;\n`,
});

describe('the boundaries between projects', () => {
  it('are kept by lint: each of these violations is found, and only they', () => {
    const cases = [
      importing(`import { laboratory as y } from '@orderly/contexts/laboratory';`),
      importing(`import { connect as y } from 'amqplib';`),
      importing(`import { PlaceOrder as y } from '@orderly/contracts';`),
    ];
    const input = JSON.stringify(cases);
    const output = execFileSync(process.execPath, [join(__dirname, 'lint-texts.mjs')], { ...options, input });
    // Nx may say something of its own before.
    const last = output.trim().split('\n').at(-1) as string;
    expect(JSON.parse(last)).toEqual([[expect.stringContaining('type:context')], [expect.stringContaining('amqplib')], []]);
  }, 120_000);

  it('leave no import cycle between files', () => {
    const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const args = [depcruise, '--config', join(__dirname, 'no-cycles.json'), '--output-type', 'err', 'apps', 'libs', 'tools'];
    expect(execFileSync(process.execPath, args, options)).toContain('no dependency violations found');
  }, 120_000);
});
