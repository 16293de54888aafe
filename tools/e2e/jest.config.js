const { join } = require('node:path');
const preset = require('../../jest.preset.js');

/** Not `npm test`'s: these need a served demo and a browser, which `npm run test:e2e` provides. */
module.exports = {
  ...preset,
  rootDir: join(__dirname, '../..'),
  testMatch: ['<rootDir>/tools/e2e/src/*.scenarios.ts'],
  // Longer than whatever a scenario waits for: what is not there in time is then told, and the page kept.
  testTimeout: 240_000,
};
