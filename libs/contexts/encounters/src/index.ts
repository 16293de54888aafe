export * from './encounters.module';
