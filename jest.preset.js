const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const swc = { ...JSON.parse(readFileSync(join(__dirname, '.swcrc'), 'utf8')), sourceMaps: 'inline' };
const { paths } = JSON.parse(readFileSync(join(__dirname, 'tsconfig.base.json'), 'utf8')).compilerOptions;

/** Packages that ship only ES modules; Jest on Node 20 cannot require them untransformed. */
const esmOnly = ['jose'];

module.exports = {
  testEnvironment: 'node',
  transform: { '^.+\\.(ts|mjs|js)$': ['@swc/jest', swc] },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  moduleNameMapper: Object.fromEntries(
    Object.entries(paths).map(([alias, [target]]) => [
      `^${alias.replace('*', '([^/]+)')}$`,
      `${__dirname}/${target.slice(2).replace('*', '$1')}`,
    ]),
  ),
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.orderly', '<rootDir>/.nx'],
};
