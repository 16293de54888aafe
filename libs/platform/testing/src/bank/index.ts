export * from './bank';
export * from './ledger';
export * from './mirror';
export * from './mirror-events';
