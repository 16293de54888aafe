import { Column, Entity } from 'typeorm';
import { HumanName } from '@orderly/kernel';
import { PatientRegistered } from '@orderly/contracts';
import { TenantRow, view, when } from '@orderly/platform/persistence';

/** Who the chart is about. */
@Entity('chart_patient')
export class ChartPatient extends TenantRow {
  @Column('text') mrn!: string;
  @Column('json') name!: HumanName;
  @Column('text') gender!: 'male' | 'female' | 'other' | 'unknown';
  @Column('date') birthDate!: string;
}

export const chartPatient = view(
  ChartPatient,
  when(PatientRegistered, ({ data: { patientId, mrn, name, gender, birthDate } }) => ({
    id: patientId,
    mrn,
    name,
    gender,
    birthDate,
  })),
);
