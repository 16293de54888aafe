import { chart } from '@orderly/contexts/chart';
import { directory } from '@orderly/contexts/directory';
import { encounters } from '@orderly/contexts/encounters';
import { identity } from '@orderly/contexts/identity';
import { laboratory } from '@orderly/contexts/laboratory';
import { orders } from '@orderly/contexts/orders';
import { patients } from '@orderly/contexts/patients';

/** Every context of the hospital. */
export const contexts = [identity, directory, patients, encounters, orders, laboratory, chart];
