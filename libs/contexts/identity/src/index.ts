export * from './first-boot';
export * from './identity.module';
