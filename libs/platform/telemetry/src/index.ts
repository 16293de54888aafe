export * from './failure';
export * from './logger';
export * from './metrics';
export * from './sdk';
export * from './trace';
