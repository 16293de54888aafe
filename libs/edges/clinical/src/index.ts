export * from './clinical-edge';
export * from './console';
