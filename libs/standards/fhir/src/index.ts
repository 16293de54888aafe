export type * from './plan';
export { type BundlePlan, type EncounterInFile, planBundle } from './plan-bundle';
export type { Findable } from './plan-directory';
export { countJourneys, linkPlans } from './link-plans';
export { isNpi, NPI_SYSTEM } from './npi';
export { listBundles, readBundle, readJourneys } from './read-journeys';
