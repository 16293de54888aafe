export * from './analyser-edge';
export * from './analyser-door';
