import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { billing } from '@orderly/contexts/billing';
import { chart } from '@orderly/contexts/chart';
import { encounters } from '@orderly/contexts/encounters';
import { orders } from '@orderly/contexts/orders';
import { ContextDefinition, NotRebuildable, rebuild, RebuildProgress, RebuildReport } from '@orderly/platform/messaging';
import { Usage } from './dead-letter-args';
import { Console } from './dead-letters';
import { openInstallation } from './installation';
import { grouped, table } from './table';

/** Contexts that have views. */
const REBUILDABLE: readonly ContextDefinition[] = [billing, chart, encounters, orders];
export const REPLAY_USAGE = `npm run orderly -- replay --view ${REBUILDABLE.map(({ context }) => context).join('|')} [--tenant ID] [--dry-run] [--json]
  rebuilds the views of a context from the journals beside the live ones, compares, and corrects the live ones in one transaction;
  reactions and outside calls never run
  --tenant ID  only the rows of this hospital
  --dry-run    compares only; exit status 1 when something is different`;
const TENANT = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface Wish {
  readonly definition: ContextDefinition;
  readonly tenant?: string;
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** @returns the exit status: 0 equal or corrected, 1 different in a dry run, or the journals cannot be trusted */
export async function replay(args: readonly string[], env: NodeJS.ProcessEnv, console: Console): Promise<number> {
  const wish = wishOf(args);
  const { databaseUrl, secret } = openInstallation(env);
  const leaving = new AbortController();
  const leave = () => leaving.abort(new NotRebuildable('ended by Ctrl-C', 'run this again whenever you like'));
  process.once('SIGINT', leave);
  try {
    const actor = `cli:${userInfo().username}`;
    const onProgress = narrator(wish.definition.context, console);
    const report = await rebuild({ ...wish, databaseUrl, secret, actor, signal: leaving.signal, onProgress });
    console.out(wish.json ? JSON.stringify(report, null, 2) : textOf(report));
    return report.equal || report.switched ? 0 : 1;
  } catch (error) {
    if (!(error instanceof NotRebuildable)) throw error;
    console.say(`not rebuilt: ${error.message}\nnext: ${error.next}`);
    return 1;
  } finally {
    process.off('SIGINT', leave);
  }
}

function wishOf(args: readonly string[]): Wish {
  const { view, tenant, json, 'dry-run': dryRun } = valuesOf(args);
  const definition = REBUILDABLE.find(({ context }) => context === view);
  if (!definition) throw new Usage(view === undefined ? '--view is missing' : 'there is no such view');
  if (tenant !== undefined && !TENANT.test(tenant)) throw new Usage('--tenant is the id of a hospital');
  return { definition, tenant, dryRun, json };
}

function valuesOf(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        view: { type: 'string' },
        tenant: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new Usage((error as Error).message);
  }
}

const STEPS = {
  comparing: 'compares the rebuilt view with the live one',
  switching: 'corrects the live view; effects that are under way end first',
  verifying: 'compares once more',
};

/** A line whenever something new begins, and each second while the journals are read. */
function narrator(context: string, console: Console): (progress: RebuildProgress) => void {
  let next = 0;
  let told: RebuildProgress['step'] | undefined;
  return ({ step, events, of, seconds }) => {
    if (step === 'reading') {
      if (seconds < next) return;
      next = seconds + 1;
      const rate = Math.round(events / Math.max(seconds, 0.001));
      console.say(`${context}: reads the journals: ${grouped(events)} of ${grouped(of)} events, ${grouped(rate)}/s`);
    } else if (step !== told) console.say(`${context}: ${STEPS[(told = step)]}`);
  };
}

function textOf(report: RebuildReport): string {
  const rows = report.tables.map(({ table, ...of }) => [table, grouped(of.live), grouped(of.rebuilt), grouped(of.different)]);
  const unequal = report.tenants.filter(({ equal }) => !equal);
  return [
    table(['view', 'rows live', 'rebuilt', 'different'], rows),
    `checksums: ${grouped(report.tenants.length - unequal.length)} of ${grouped(report.tenants.length)} hospitals equal`,
    ...unequal.map(({ tenant, live, rebuilt }) => `  ${tenant}  live ${live}  rebuilt ${rebuilt}`),
    `${grouped(report.events)} events at ${grouped(report.eventsPerSecond)}/s, ${report.seconds.toFixed(1)} s in all`,
    verdict(report),
  ].join('\n');
}

function verdict({ context, equal, switched, heldUpMs }: RebuildReport): string {
  if (equal) return `The live view of ${context} is what its events say; nothing was changed.`;
  if (switched)
    return `The live view of ${context} was corrected in one transaction; its effects waited for ${heldUpMs} ms, readers did not.`;
  return `The live view of ${context} differs from what its events say; run this again without --dry-run to correct it.`;
}
