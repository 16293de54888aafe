import { Kin, kinRows } from '@orderly/platform/messaging';

/** Every journey is that of an encounter. */
export const kin: Kin = {
  heads: `select id, patient_id as "patientId" from encounter`,
  relatives: `select e.id as of, 'Encounter' as type, e.id, false as leaf from ${kinRows('encounter e', 'e.id')}`,
  stands: `
    select e.id as of, null as what, null as reason, null::timestamptz as since, array['encounters.encounter-finished'] as expects
    from ${kinRows('encounter e', 'e.id')} where e.status = 'in-progress' and $3::text[] is not null`,
};
