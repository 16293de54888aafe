export * from './client';
export type { components, paths } from './generated';
export * from './problem';
export type { Transport } from './transport';
export type { AnswerTo } from './types';
