export * from './clock';
export * from './context';
export * from './envelope';
export * from './event';
export * from './operation';
export * from './refusal';
export * from './values';
