import { OrderlyProblem } from '@orderly/sdk';
import { Crew, type Hospital, readHospital } from './crew';
import { NotNow } from './not-now';
import { type Outside, Visit } from './visit';

const REMEMBERED = 50;
const MOST_UNDER_WAY = 20;
/** Somebody waits for the answer. */
/** Orderly's edge waits for 25 s. */
const PLACED_WITHIN_MS = 20_000;
const ADMITTED_WITHIN_MS = 5_000;

export interface StaffOptions {
  /** Where `npm start` writes down the demo hospital; without it there is nobody. */
  file?: string;
  breathMs: number;
  /** One in so many visits has a result that is corrected. */
  correctEvery: number;
}

/** People of the demo hospital: each order that is asked for is one invented patient more, carried on to the paid claim. Kept in memory only. */
export class Staff {
  private readonly ended = new AbortController();
  private readonly visits: Visit[] = [];
  private count = 0;
  private crew?: Crew;
  /** Somebody who has arrived and has no order yet. */
  private admitted?: Visit;

  constructor(
    private readonly outside: Outside,
    private readonly options: StaffOptions,
    private readonly failed: (what: string) => void,
  ) {}

  /** The hospital that they work in. Throws NotNow while there is none. */
  async hospital(): Promise<Hospital> {
    const hospital = await readHospital(this.options.file);
    if (!hospital) throw new NotNow(503, 'no-hospital', 'the demo hospital is not there yet');
    return hospital;
  }

  /** Answers when the order is placed; the visit goes on by itself. */
  async placeOrder(): Promise<{ encounterId: string; orderId: string; tenant: string }> {
    const crew = await this.present();
    if (this.underWay.length >= MOST_UNDER_WAY) throw new NotNow(409, 'busy', `${MOST_UNDER_WAY} visits are under way`);
    const visit = this.admitted ?? this.anotherVisit(crew);
    this.admitted = undefined;
    try {
      const until = performance.now() + PLACED_WITHIN_MS;
      if (!visit.encounterId) await visit.arrive(() => until - performance.now());
      await visit.place(until - performance.now());
    } catch (error) {
      throw new NotNow(503, 'away', `no order could be placed: ${reasonOf(error)}`);
    }
    this.visits.unshift(visit);
    this.visits.length = Math.min(this.visits.length, REMEMBERED);
    void visit.carryOn().catch((error: unknown) => {
      visit.failed = reasonOf(error);
      if (!this.ended.signal.aborted) this.failed(`a visit ended after "${visit.step}": ${visit.failed}`);
    });
    return { encounterId: visit.encounterId, orderId: visit.orderId, tenant: crew.hospital.tenant.id };
  }

  /** Lets one patient in before an outage: no context takes an order for an encounter that it has not heard of. */
  async admitOne(): Promise<void> {
    if (this.admitted) return;
    const visit = this.anotherVisit(await this.present());
    await visit.arrive(() => ADMITTED_WITHIN_MS);
    await visit.isKnownToOrders(ADMITTED_WITHIN_MS);
    this.admitted = visit;
  }

  /** The newest first. */
  get state() {
    return this.visits.map(({ encounterId, orderId, step, failed }) => ({ encounterId, orderId, step, failed }));
  }

  close(): void {
    this.ended.abort();
    this.crew?.leave();
  }

  private get underWay(): Visit[] {
    return this.visits.filter(({ step, failed }) => step !== 'settled' && !failed);
  }

  private anotherVisit(crew: Crew): Visit {
    const { breathMs, correctEvery } = this.options;
    this.count += 1;
    const corrected = this.count % correctEvery === 0;
    return new Visit(crew, this.outside, { breathMs, corrected, signal: this.ended.signal });
  }

  /** Each `npm start` may serve another hospital, or the same one elsewhere. */
  private async present(): Promise<Crew> {
    const hospital = await this.hospital();
    if (JSON.stringify(this.crew?.hospital) !== JSON.stringify(hospital)) {
      this.admitted = undefined;
      this.crew = new Crew(hospital, this.ended.signal);
    }
    return this.crew as Crew;
  }
}

/** Problems hold codes and pointers, never values. */
const reasonOf = (error: unknown): string =>
  error instanceof OrderlyProblem ? `${error.status} ${error.code}` : error instanceof Error ? error.message : 'failed';
