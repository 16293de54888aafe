export * from './chart.module';
