export * from './acknowledgment';
export * from './batch';
export * from './charset';
export * from './describe';
export { isFault, readHeader } from './header';
export * from './model';
export { readResultMessage, RESULT_TYPES } from './read-results';
export * from './write-results';
