export * from './dependency';
