export * from './patients.module';
