import { OrderPlaced } from '@orderly/contracts';
import { DomainEvent, newId, Received } from '@orderly/kernel';
import { LabTask } from './lab-task';

const NOW = '2026-03-02T08:00:00.000Z';
const LATER = '2026-03-02T09:00:00.000Z';
const loinc = (code: string) => ({ system: 'http://loinc.org', code });
const [wbc, hgb] = [loinc('6690-2'), loinc('718-7')];
const broken = { system: 'http://terminology.hl7.org/CodeSystem/v2-0490', code: 'RB' };
const value = (text: string) => ({ valueQuantity: { value: text, unit: 'g/dL' } });

const facts = (events: DomainEvent | DomainEvent[]) => [events].flat().map(({ declaration, data }) => [declaration.type, data]);
const types = (events: DomainEvent | DomainEvent[]) => facts(events).map(([type]) => type);

function anAcceptedTask(tests = [wbc, hgb]): LabTask {
  const data = {
    orderId: newId(),
    patientId: newId(),
    encounterId: newId(),
    code: wbc,
    tests,
    priority: 'routine' as const,
    authoredOn: NOW,
  };
  const [task] = LabTask.accept({ data } as Received<OrderPlaced>, NOW);
  return task;
}

function aTaskWithSpecimen(tests?: (typeof wbc)[]): LabTask {
  const task = anAcceptedTask(tests);
  task.collect(undefined, NOW, 'tom');
  task.receive('ACC-1', NOW);
  return task;
}

function anEnteredTask(): LabTask {
  const task = aTaskWithSpecimen();
  task.enter(
    [
      { code: wbc, value: value('4.50') },
      { code: hgb, value: value('13.1') },
    ],
    'tom',
    NOW,
  );
  return task;
}

describe('a lab task', () => {
  it('takes the order as it was placed', () => {
    expect(anAcceptedTask().resource()).toMatchObject({ status: 'accepted', tests: [wbc, hgb], specimens: [], results: [] });
  });

  it('takes one specimen at a time', () => {
    const task = aTaskWithSpecimen();
    expect(() => task.collect(undefined, NOW, 'tom')).toThrow('laboratory.already-collected');
  });

  it('cannot receive what nobody has collected, nor receive it twice', () => {
    expect(() => anAcceptedTask().receive('ACC-1', NOW)).toThrow('laboratory.specimen-missing');
    expect(() => aTaskWithSpecimen().receive('ACC-2', NOW)).toThrow('laboratory.specimen-missing');
  });

  it('waits for another specimen after a rejection', () => {
    const task = aTaskWithSpecimen();
    expect(types(task.reject(broken, LATER))).toEqual(['laboratory.specimen-rejected']);
    expect(task).toMatchObject({ status: 'accepted', accessionNumber: undefined });
    task.collect(undefined, LATER, 'tom');
    expect(types(task.receive('ACC-2', LATER))).toEqual(['laboratory.specimen-received']);
    expect(task.resource().specimens.map(({ status }) => status)).toEqual(['unsatisfactory', 'available']);
  });

  it('lets unverified results fall with a rejected specimen, and takes new ones from the next', () => {
    const task = anEnteredTask();
    task.reject(broken, LATER);
    expect(task).toMatchObject({ status: 'accepted', unverified: 0 });
    task.collect(undefined, LATER, 'tom');
    task.receive('ACC-2', LATER);
    task.enter(
      [
        { code: wbc, value: value('6.10') },
        { code: hgb, value: value('13.4') },
      ],
      'tom',
      LATER,
    );
    expect(task.verify(undefined, 'paula', LATER)).toHaveLength(2);
    expect(task.resource().results.map(({ status }) => status)).toEqual(['cancelled', 'cancelled', 'final', 'final']);
    expect(task.status).toBe('completed');
  });

  it('cannot reject a specimen that is not there, or whose results are verified', () => {
    expect(() => anAcceptedTask().reject(broken, NOW)).toThrow('laboratory.specimen-missing');
    const task = anEnteredTask();
    task.verify([task.resource().results[0]?.id as string], 'paula', LATER);
    expect(() => task.reject(broken, NOW)).toThrow('laboratory.has-results');
  });
});

describe('entering results', () => {
  it('makes one preliminary result for each test', () => {
    const task = aTaskWithSpecimen();
    const events = task.enter([{ code: wbc, value: value('4.50') }], 'tom', LATER);
    expect(facts(events)).toEqual([
      [
        'laboratory.result-entered',
        expect.objectContaining({ status: 'preliminary', code: wbc, value: value('4.50'), enteredBy: 'tom' }),
      ],
    ]);
    expect(task).toMatchObject({ unverified: 1, status: 'in-progress' });
  });

  it('needs a specimen in the laboratory', () => {
    const task = anAcceptedTask();
    task.collect(undefined, NOW, 'tom');
    expect(() => task.enter([{ code: wbc, value: value('4.50') }], 'tom', NOW)).toThrow('laboratory.specimen-not-received');
  });

  it('refuses a test that was not ordered, or that has its result', () => {
    expect(() => aTaskWithSpecimen().enter([{ code: loinc('2345-7'), value: value('5') }], 'tom', NOW)).toThrow(
      'laboratory.test-not-ordered',
    );
    expect(() => anEnteredTask().enter([{ code: wbc, value: value('5') }], 'tom', NOW)).toThrow('laboratory.test-not-ordered');
  });

  it('takes two results of a test that was ordered twice', () => {
    const task = aTaskWithSpecimen([wbc, wbc]);
    const twice = [value('4.50'), value('4.60')].map((one) => ({ code: wbc, value: one }));
    expect(task.enter(twice, 'tom', NOW)).toHaveLength(2);
    expect(() => task.enter([{ code: wbc, value: value('4.70') }], 'tom', NOW)).toThrow('laboratory.test-not-ordered');
  });
});

describe('verifying results', () => {
  it('is refused to the person who entered one of them', () => {
    expect(() => anEnteredTask().verify(undefined, 'tom', LATER)).toThrow('laboratory.self-verification');
  });

  it('completes the task with the last result, and says so in that event alone', () => {
    const events = anEnteredTask().verify(undefined, 'paula', LATER);
    expect(facts(events).map(([, data]) => (data as { taskStatus: string }).taskStatus)).toEqual(['in-progress', 'completed']);
  });

  it('leaves the task open while a test has no verified result', () => {
    const task = anEnteredTask();
    const [first] = task.resource().results;
    task.verify([first?.id as string], 'paula', LATER);
    expect(task).toMatchObject({ status: 'in-progress', unverified: 1 });
  });

  it('is refused when nothing waits, and for results that are not there', () => {
    const task = anEnteredTask();
    expect(() => task.verify([newId()], 'paula', LATER)).toThrow('laboratory.nothing-to-verify');
    task.verify(undefined, 'paula', LATER);
    expect(() => task.verify(undefined, 'paula', LATER)).toThrow('laboratory.nothing-to-verify');
  });

  it('ends all work on the task', () => {
    const task = anEnteredTask();
    task.verify(undefined, 'paula', LATER);
    expect(() => task.enter([{ code: wbc, value: value('5') }], 'tom', LATER)).toThrow('laboratory.not-open');
    expect(() => task.reject(broken, LATER)).toThrow('laboratory.not-open');
  });
});

describe('correcting a result', () => {
  it('replaces a verified value, again and again', () => {
    const task = anEnteredTask();
    task.verify(undefined, 'paula', LATER);
    const resultId = task.resource().results[0]?.id as string;
    const correct = (text: string) =>
      task.correct({ taskId: task.id, resultId, value: value(text), reason: 'digits swapped' }, 'paula', LATER);
    expect(facts(correct('5.40'))).toEqual([
      [
        'laboratory.result-corrected',
        expect.objectContaining({ status: 'corrected', value: value('5.40'), reason: 'digits swapped' }),
      ],
    ]);
    correct('5.41');
    expect(task.resource().results[0]).toMatchObject({ status: 'corrected', value: value('5.41') });
  });

  it('is refused before the result is verified', () => {
    const task = anEnteredTask();
    const resultId = task.resource().results[0]?.id as string;
    const data = { taskId: task.id, resultId, value: value('5.40'), reason: 'digits swapped' };
    expect(() => task.correct(data, 'paula', LATER)).toThrow('laboratory.not-verified');
  });
});

describe('a change that an analyser reports', () => {
  const device = 'device:Chemistry 1';
  const told = (text: string) => ({ code: wbc, value: value(text) });

  it('gives an unverified result another value under its id, entered by the analyser', () => {
    const task = anEnteredTask();
    const [before] = task.resource().results;
    expect(facts(task.replace({ ...told('5.40'), interpretation: 'H' }, device, LATER))).toEqual([
      [
        'laboratory.result-entered',
        expect.objectContaining({ resultId: before?.id, status: 'preliminary', value: value('5.40'), enteredBy: device }),
      ],
    ]);
    expect(task).toMatchObject({ unverified: 2, results: [{ interpretation: 'H', enteredBy: device }, { enteredBy: 'tom' }] });
    expect(() => task.verify(undefined, device, LATER)).toThrow('laboratory.self-verification');
  });

  it('corrects a verified result, and withdraws it with its value still to be seen', () => {
    const task = anEnteredTask();
    task.verify(undefined, 'paula', LATER);
    expect(facts(task.replace(told('5.40'), device, LATER))).toEqual([
      ['laboratory.result-corrected', expect.objectContaining({ status: 'corrected', correctedBy: device })],
    ]);
    expect(facts(task.withdraw(wbc, device, LATER))).toEqual([
      ['laboratory.result-corrected', expect.objectContaining({ status: 'entered-in-error', value: value('5.40') })],
    ]);
    expect(() => task.withdraw(wbc, device, LATER)).toThrow('laboratory.nothing-to-correct');
  });

  it('may give a withdrawn result of a completed task the right value', () => {
    const task = anEnteredTask();
    task.verify(undefined, 'paula', LATER);
    task.withdraw(wbc, device, LATER);
    task.replace(told('5.50'), device, LATER);
    expect(task.resource().results[0]).toMatchObject({ status: 'corrected', value: value('5.50') });
  });

  it('lets a test whose result was withdrawn have another one while the task is open', () => {
    const task = anEnteredTask();
    task.verify([task.resource().results[0]?.id as string], 'paula', LATER);
    task.withdraw(wbc, device, LATER);
    expect(() => task.replace(told('5.40'), device, LATER)).toThrow('laboratory.nothing-to-correct');
    task.enter([told('5.40')], device, LATER);
    task.verify(undefined, 'paula', LATER);
    expect(task).toMatchObject({ status: 'completed', unverified: 0 });
  });

  it('is refused when the test has several results', () => {
    const task = aTaskWithSpecimen([wbc, wbc]);
    task.enter([told('4.50'), told('4.60')], device, NOW);
    expect(() => task.replace(told('5.40'), device, LATER)).toThrow('laboratory.ambiguous-correction');
    expect(() => task.withdraw(wbc, device, LATER)).toThrow('laboratory.ambiguous-correction');
  });

  it('is tried on a draft, of which the task knows nothing', () => {
    const task = anEnteredTask();
    const before = structuredClone(task.resource());
    const draft = task.draft();
    draft.withdraw(wbc, device, LATER);
    draft.enter([told('9.99')], device, LATER);
    expect(task.resource()).toEqual(before);
    expect(draft.resource().results).toHaveLength(3);
  });
});

describe('a revocation that reaches the laboratory', () => {
  it('cancels the task before the specimen is there, also when it is on its way', () => {
    expect(types(anAcceptedTask().cancel(LATER))).toEqual(['laboratory.task-cancelled']);
    const task = anAcceptedTask();
    task.collect(undefined, NOW, 'tom');
    expect(types(task.cancel(LATER))).toEqual(['laboratory.task-cancelled']);
    expect(() => task.receive('ACC-1', LATER)).toThrow('laboratory.not-open');
  });

  it('is refused once the specimen is there', () => {
    const task = aTaskWithSpecimen();
    expect(types(task.cancel(LATER))).toEqual(['laboratory.revocation-refused']);
    expect(task.status).toBe('in-progress');
  });
});
