export * from './chart';
export * from './directory';
export * from './encounters';
export * from './identity';
export * from './laboratory';
export * from './orders';
export * from './patients';
export * from './published';
