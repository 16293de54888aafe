// Lints texts as if they stood in the named files: [{file, code}] on standard input, messages of the boundary rule on standard output.
import { readFileSync } from 'node:fs';
import { ESLint } from 'eslint';

const cases = JSON.parse(readFileSync(0, 'utf8'));
const eslint = new ESLint();
const broken = [];
for (const { file, code } of cases) {
  const [result] = await eslint.lintText(code, { filePath: file });
  broken.push(result.messages.filter(({ ruleId }) => ruleId === '@nx/enforce-module-boundaries').map(({ message }) => message));
}
console.log(JSON.stringify(broken));
