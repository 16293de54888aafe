export * from './billing.module';
export * from './options';
