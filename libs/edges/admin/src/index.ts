export * from './admin-edge';
