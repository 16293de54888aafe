import { GetLabTask, ListLabMessages, OrderPlaced, ReceiveLabMessage, RegisterAnalyser } from '@orderly/contracts';
import { Ctx, newId, Received } from '@orderly/kernel';
import { Contexts } from '@orderly/platform/messaging';
import { freshTenant, person, TestHost } from '@orderly/platform/testing';
import { laboratory } from '../laboratory.module';
import { LabTask } from '../lab-task';

export const AT = '2026-03-02T08:00:00.000Z';
const loinc = (code: string) => ({ system: 'http://loinc.org', code });
export const [wbc, hgb] = [loinc('6690-2'), loinc('718-7')];

/** An OBX by its LOINC code, value and status (OBX-11). */
export const obx = (code: string, value: string, status = 'F') => `OBX|1|NM|${code}^^LN||${value}|g/dL|||||${status}`;

/** A hospital with one analyser, and what is needed to feed it. */
export class Bench {
  readonly tenant = freshTenant();
  readonly application = `A-${newId()}`;
  readonly technician = person(this.tenant);
  readonly pathologist = person(this.tenant);
  private sent = 0;

  private constructor(readonly host: TestHost) {}

  static host = () => TestHost.start([laboratory], { transport: false });

  static async with(host: TestHost): Promise<Bench> {
    const bench = new Bench(host);
    await host.send(
      new RegisterAnalyser(
        { name: 'Chemistry 1', sendingApplication: bench.application, sendingFacility: 'LAB' },
        bench.technician,
      ),
    );
    return bench;
  }

  /** What the door for analysers acts as: nobody's hospital, one permission. */
  get door(): Ctx {
    const tenant = '00000000-0000-0000-0000-000000000000';
    return person(tenant, { user: 'system:analyser-door', permissions: ['results:deliver'] });
  }

  /** An ORU^R01 with one OBR. */
  message(
    numbers: { order?: string; accession?: string },
    obxs: string[],
    header: { controlId?: string; id?: string } = {},
  ): string {
    const { controlId = `M${++this.sent}`, id = 'P' } = header;
    const msh = `MSH|^~\\&|${this.application}|LAB|ORDERLY|HOSPITAL|20260302080000||ORU^R01^ORU_R01|${controlId}|${id}|2.5.1`;
    const obr = `OBR|1|${numbers.order ?? ''}|${numbers.accession ?? ''}|58410-2^CBC^LN`;
    return [msh, 'PID|1||4711||Testwood^Mira', obr, ...obxs, ''].join('\r');
  }

  deliver(text: string, certificateSubject?: string) {
    return this.host.send(new ReceiveLabMessage({ text, certificateSubject }, this.door));
  }

  /** An order has arrived; its tests are two. With an accession number its specimen is here, too. */
  async task(tests = [wbc, hgb], accessionNumber?: string): Promise<string> {
    const [orderId, patientId, encounterId] = [newId(), newId(), newId()];
    const data = { orderId, patientId, encounterId, code: wbc, tests, priority: 'routine' as const, authoredOn: AT };
    await this.host.get(Contexts).running[0]?.db.write(this.technician, async (tx) => {
      const [task, ...events] = LabTask.accept({ data } as Received<OrderPlaced>, AT);
      if (accessionNumber) events.push(task.collect(undefined, AT, 'tom'), task.receive(accessionNumber, AT));
      tx.save(task, ...events);
    });
    return orderId;
  }

  read(taskId: string) {
    return this.host.send(new GetLabTask({ taskId }, this.technician));
  }

  async messages() {
    return (await this.host.send(new ListLabMessages({}, this.technician))).items;
  }

  /** What has travelled about the task, in order. */
  async events(taskId: string): Promise<string[]> {
    const rows = await this.host.rows<{ type: string }>(
      'select type from laboratory.event_log where tenant = $1 and aggregate_id = $2 order by version',
      [this.tenant, taskId],
    );
    return rows.map(({ type }) => type.replace('laboratory.', ''));
  }
}
