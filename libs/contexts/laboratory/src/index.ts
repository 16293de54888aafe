export * from './laboratory.module';
