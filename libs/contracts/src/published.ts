import { DomainEvent, EventDeclaration, OperationDeclaration } from '@orderly/kernel';
import * as analysers from './analysers';
import * as billing from './billing';
import * as chart from './chart';
import * as claims from './claims';
import * as directory from './directory';
import * as encounters from './encounters';
import * as feeSchedule from './fee-schedule';
import * as identity from './identity';
import * as laboratory from './laboratory';
import * as orders from './orders';
import * as patients from './patients';
import * as remittances from './remittances';

const declarations = [
  identity,
  directory,
  patients,
  encounters,
  orders,
  laboratory,
  analysers,
  billing,
  feeSchedule,
  claims,
  remittances,
  chart,
].flatMap((context) => Object.values(context) as unknown[]);

const isEvent = (declared: unknown): declared is EventDeclaration =>
  typeof declared === 'function' && declared.prototype instanceof DomainEvent;

const isOperation = (declared: unknown): declared is OperationDeclaration =>
  typeof declared === 'function' && 'operation' in declared && 'kind' in declared;

/** Every event of every context, in the order of the contract files. */
export const EVENTS: readonly EventDeclaration[] = declarations.filter(isEvent);

/** Every command and query of every context. */
export const OPERATIONS: readonly OperationDeclaration[] = declarations.filter(isOperation);
