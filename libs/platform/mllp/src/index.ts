export * from './client';
export * from './frame';
export * from './server';
