import { newId } from '@orderly/kernel';
import { Encounter } from './encounter';

const START = '2026-03-02T08:00:00.000Z';
const END = '2026-03-02T08:30:00.000Z';

const anEncounter = () => {
  const [encounter] = Encounter.start({ patientId: newId(), class: 'AMB' }, START);
  return encounter;
};

describe('an encounter', () => {
  it('starts in progress, now unless told otherwise', () => {
    expect(anEncounter().resource()).toMatchObject({ status: 'in-progress', class: 'AMB', period: { start: START } });
  });

  it('finishes once', () => {
    const encounter = anEncounter();
    expect(encounter.finish(END).data).toMatchObject({ encounterId: encounter.id, end: END });
    expect(encounter.resource().period).toEqual({ start: START, end: END });
    expect(() => encounter.finish(END)).toThrow('encounters.not-in-progress');
  });

  it('cannot end before it started', () => {
    expect(() => anEncounter().finish('2026-03-02T07:59:59.000Z')).toThrow('encounters.ends-before-start');
  });
});
