import type { Report } from './report';
import { PEOPLE, type Hospital } from './tenant';

/** What a person wants to know after a replay: what happened, whether it holds, where to look next. */
export function summaryOf(report: Report, hospital: Hospital, url: string): string {
  const { events, latencyMs } = report;
  const subscriptions = Object.values(events.subscriptions);
  const sum = (figure: 'due' | 'done') => subscriptions.reduce((total, subscription) => total + subscription[figure], 0);
  const quantiles = ({ p50, p95, p99 }: Report['latencyMs']['http']) => `p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms`;
  const rows: [string, string][] = [
    ['patients', String(report.patients)],
    ['encounters', String(report.encounters)],
    ['orders placed', String(report.ordersPlaced)],
    ['results verified', String(report.resultsVerified)],
    ['events', `${events.written} written, ${events.published} published`],
    [
      'effects',
      `${sum('done')} of ${sum('due')} in ${subscriptions.length} subscriptions; ${events.duplicatesIgnored} duplicates ignored`,
    ],
    ['stuck', `${events.parked} parked, ${events.dead} dead`],
    ['requests', quantiles(latencyMs.http)],
    ['commit to effect', quantiles(latencyMs.commitToEffect)],
    ['seconds', String(report.wallSeconds)],
    ['skipped', report.skipped.length === 0 ? 'nothing' : `${report.skipped.length}, the first: ${report.skipped[0]?.reason}`],
    ['claims', `${report.claimsSubmitted} submitted, ${report.claimsAdjudicated} adjudicated`],
    ['billed to payers', `${report.billed} USD, of which ${report.paid} USD are paid`],
    ['self-pay', `${report.selfPayInvoices} invoices, ${report.selfPay} USD`],
    [
      'reconciliation',
      report.ok
        ? 'holds: every event has had its effect everywhere, every cent is accounted for'
        : `DOES NOT HOLD: ${report.unmatched[0] ?? 'effects are missing'}`,
    ],
    ['sample trace', report.sampleTraceId ?? 'none'],
    ['', ''],
    ['API page', `${url}/docs`],
    ['health, metrics', `${url}/health/ready  ${url}/metrics`],
    ['hospital', hospital.slug],
    ...PEOPLE.map((person): [string, string] => [`  ${person}`, hospital.passwordOf(person)]),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return ['', ...rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`), ''].join('\n');
}
