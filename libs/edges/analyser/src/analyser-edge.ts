import { DynamicModule, Module } from '@nestjs/common';
import { Gateway, LocalGateway } from '@orderly/platform/http';
import { ANALYSER_OPTIONS, AnalyserDoor, AnalyserOptions } from './analyser-door';

/** HL7 v2 over MLLP for the analysers of all hospitals of the installation: one port, the sender leads to the tenant. */
@Module({})
export class AnalyserEdge {
  static at(options: AnalyserOptions): DynamicModule {
    const gateway = { provide: Gateway, useClass: LocalGateway };
    return {
      module: AnalyserEdge,
      providers: [{ provide: ANALYSER_OPTIONS, useValue: options }, gateway, AnalyserDoor],
      exports: [AnalyserDoor],
    };
  }
}
