export * from './cursor';
export * from './keyring';
export * from './passwords';
export * from './tokens';
