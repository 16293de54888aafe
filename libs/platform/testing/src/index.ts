export * from './bank';
export * from './tcp-proxy';
export * from './event-stream';
export * from './eventually';
export * from './test-host';
export * from './silence-table';
export * from './served-wal';
