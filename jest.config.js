const preset = require('./jest.preset.js');

module.exports = {
  ...preset,
  rootDir: __dirname,
  testMatch: ['<rootDir>/{apps,libs,tools}/**/*.spec.ts'],
  globalSetup: '<rootDir>/libs/platform/testing/src/global-setup.ts',
  globalTeardown: '<rootDir>/libs/platform/testing/src/global-teardown.ts',
  testTimeout: 30_000,
  maxWorkers: 2,
  coverageProvider: 'babel',
  collectCoverageFrom: ['libs/{contexts,kernel,platform}/**/*.ts', '!**/*.spec.ts', '!**/migrations/**', '!**/testing/**'],
  coverageThreshold: { global: { lines: 85, statements: 85 } },
  coverageReporters: ['text-summary', 'lcovonly'],
};
