export * from './eventually';
export * from './test-host';
