export * from './clinical-edge';
