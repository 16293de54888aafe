import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { metrics } from '@orderly/platform/telemetry';
import { delivery } from './testing/silence/delivery';
import { inbox } from './testing/silence/inbox';
import { office } from './testing/silence/office';
import { BY_FAULTS, BY_THEMSELVES } from './testing/silence/others';
import { silenceTable } from './testing/silence/table';

const ROOT = join(__dirname, '../../..');
const faultRows = readdirSync(join(ROOT, 'tools/faults/src/rows')).flatMap((file) => /^f(\d\d)-/.exec(file)?.[1] ?? []);
const tested = [delivery, inbox, office].flatMap((injections) => Object.keys(injections));
const named = (text: string) => [...text.matchAll(/\borderly_[a-z_]+/g)].map(([name]) => name);

describe('the silence budget', () => {
  const ids = silenceTable.map(({ id }) => id);

  it('has at least thirty rows, numbered one after the other', () => {
    expect(ids.length).toBeGreaterThanOrEqual(30);
    expect(ids).toEqual(ids.map((_, index) => `S${String(index + 1).padStart(2, '0')}`));
  });

  it('and its tests are about the same rows, each once', () => {
    expect([...tested, ...BY_THEMSELVES, ...BY_FAULTS].sort()).toEqual(ids);
  });

  it('says of each row whose it is and what to do next', () => {
    for (const { id, owner, nextStep } of silenceTable)
      expect({ id, owner: owner !== '', nextStep: nextStep !== '' }).toEqual({ id, owner: true, nextStep: true });
  });

  it('leaves to the fault suite only rows that the suite has', () => {
    for (const { faults } of silenceTable)
      for (const fault of faults) expect(faultRows).toContain(fault.slice(1).padStart(2, '0'));
    for (const id of BY_FAULTS) expect(silenceTable.find((row) => row.id === id)?.faults).not.toEqual([]);
  });

  it('and its alarms know no metric that /metrics has not', () => {
    const known = metrics.registry.getMetricsAsArray().map(({ name }) => name);
    const alerts = readFileSync(join(ROOT, 'docs/alerts.yml'), 'utf8');
    for (const name of named(alerts)) expect(known).toContain(name.replace(/_count$/, ''));
    for (const { id, alarm } of silenceTable) if (alarm) expect(alerts).toContain(id);
  });

  it('asks for no alarm where no metric shows it', () => {
    for (const { id, alarm, places } of silenceTable) expect({ id, alarm: !alarm || places.some((place) => /^(orderly_|increase|up)/.test(place)) }).toEqual({ id, alarm: true }); // prettier-ignore
  });
});
