import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transform } from '@swc/core';
import { Stage } from './arena';
import { MutationReport } from './report';
import { Scale } from './row';
import { ROWS } from './rows';
import { tryRow } from './trial';

interface Edit {
  /** Below libs/platform. */
  readonly file: string;
  /** Stands there exactly once. */
  readonly find: string;
  readonly replace: string;
}

export interface Mutation {
  readonly name: string;
  /** The guard that is missing. */
  readonly what: string;
  readonly edits: readonly Edit[];
  /** Rows that should notice, each at a scale of its own. */
  readonly rows: Readonly<Record<string, Scale>>;
}

const lines = (...text: string[]): string => text.join('\n');

export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'a',
    what: 'the outbox row is written after the commit instead of in it',
    edits: [
      { file: 'persistence/src/changes.ts', find: 'if (isJournal)\n', replace: 'if (isJournal && false)\n' },
      {
        file: 'persistence/src/database.ts',
        find: lines('    await session.commit(changes);', '    this.wake(changes);', '    return done.value;'),
        replace: lines(
          `    Object.assign(ctx, (await session.query<object>('select pg_current_xact_id()::text as xid'))[0]);`,
          '    await session.commit(changes);',
          '    return done.value;',
        ),
      },
      {
        file: 'persistence/src/database.ts',
        find: '    return this.patiently(() => this.inTransaction((session) => this.attempt(session, ctx, work)));',
        replace: lines(
          '    const answer = await this.patiently(() => this.inTransaction((session) => this.attempt(session, ctx, work)));',
          '    const { xid } = ctx as { xid?: string };',
          '    const text = `insert into outbox (lane, event_id, tenant) select lane, event_id, tenant from event_log',
          '      where xid = $1::xid8 order by position`;',
          '    await this.work((late) => late.query({ text, values: [xid] }));',
          '    this.committed.ring();',
          '    return answer;',
        ),
      },
    ],
    rows: { F5: { events: 3_000, kills: 3, perSecond: 0 } },
  },
  {
    name: 'b',
    what: 'outbox rows are deleted before their confirm',
    edits: [
      {
        file: 'messaging/src/relay.ts',
        find: 'const { confirmed, held } = await this.publish(publisher, rows);',
        replace: lines(
          'const [confirmed, held] = [rows.map(({ seq }) => seq), 0];',
          'void this.publish(publisher, rows).catch(() => undefined);',
        ),
      },
    ],
    rows: { F3: { events: 4_000, kills: 2, awayMs: 500, perSecond: 0 } },
  },
  {
    name: 'c',
    what: 'versions need not be contiguous',
    edits: [
      {
        file: 'messaging/src/effects.ts',
        find: 'else if (version > position.version + 1) {',
        replace: 'else if (version < 0) {',
      },
    ],
    rows: { F9: { events: 2_000, copies: 3, consumers: 2, aheadMs: 3_600_000 } },
  },
  {
    name: 'd',
    what: 'messages are acknowledged before the commit',
    edits: [
      {
        file: 'messaging/src/subscription.ts',
        find: lines(
          '        await this.take(batch);',
          '        if (channel === this.channel) channel.ack((batch.at(-1) as Delivery).message, true);',
        ),
        replace: lines(
          '        if (channel === this.channel) channel.ack((batch.at(-1) as Delivery).message, true);',
          '        await this.take(batch);',
        ),
      },
    ],
    rows: { F2: { events: 3_000, consumers: 3, kills: 6, perSecond: 300, mostMs: 4_000 } },
  },
  {
    name: 'e',
    what: 'positions are written outside of the transaction of the effects',
    edits: [
      {
        file: 'messaging/src/batch.ts',
        find: '  readonly changes = new Changes();',
        replace: lines(
          '  readonly changes = new Changes();',
          '  readonly made = new Changes();',
          '  later?: Parameters<Session["send"]>[0];',
        ),
      },
      {
        file: 'messaging/src/batch.ts',
        find: `    this.session.send({ name: 'move', text: MOVE, values });`,
        replace: `    this.later = { name: 'move', text: MOVE, values };`,
      },
      {
        file: 'messaging/src/batch.ts',
        find: `    this.changes.insert('consumer_position', {`,
        replace: `    this.made.insert('consumer_position', {`,
      },
      {
        file: 'messaging/src/effects.ts',
        find: '    session.write(batch.changes);',
        replace: lines(
          '    session.write(batch.changes);',
          '    const { made, later } = batch;',
          '    if (aside) Object.assign(batch.changes, { made, later });',
          '    else {',
          '      session.write(made);',
          '      if (later) session.send(later);',
          '    }',
        ),
      },
      {
        file: 'messaging/src/effects.ts',
        find: lines('    this.tell(ran);', '    return ran;'),
        replace: lines(
          '    // The gap is a few milliseconds wide; kills at random should hit it.',
          '    await new Promise((wait) => setTimeout(wait, 30));',
          '    const { made, later } = ran.changes as unknown as { made: Changes; later?: Parameters<Session["send"]>[0] };',
          '    await this.db.inTransaction((session) => {',
          '      session.scope("*");',
          '      if (later) session.send(later);',
          '      return session.commit(made);',
          '    });',
          '    this.tell(ran);',
          '    return ran;',
        ),
      },
    ],
    rows: { F2: { events: 3_000, consumers: 3, kills: 12, perSecond: 500, mostMs: 4_000 } },
  },
];

/** Removes the guard and tells which rows notice. A row counts only when it holds with every guard in place. */
export async function tryMutation(
  stage: Stage,
  mutation: Mutation,
  { root, folder }: { root: string; folder: string },
): Promise<MutationReport> {
  const { name, what } = mutation;
  stage.say(`mutation ${name}: ${what}`);
  const dist = await mutantOf(mutation, stage.dist, root, join(folder, 'mutants', name));
  const caughtBy: string[] = [];
  const found: string[] = [];
  for (const [id, scale] of Object.entries(mutation.rows)) {
    const row = ROWS.find((each) => each.id === id);
    if (!row) throw new Error(`mutation ${name}: there is no row ${id}`);
    const whole = await tryRow(stage, row, 'short', scale);
    const { counted } = await tryRow({ ...stage, dist }, row, 'short', scale);
    // Being slow is not enough: something must have been counted that is lost, doubled or out of order.
    if (whole.counted.length > 0) stage.say(`  ${id} does not hold without the mutation either`);
    else if (counted.length > 0) caughtBy.push(id);
    found.push(...counted);
  }
  stage.say(`mutation ${name}: ${caughtBy.length > 0 ? `caught by ${caughtBy.join(', ')}` : 'NOT CAUGHT'}`);
  return { name, what, caughtBy, found };
}

/** A build that differs from the true one in the edited files alone. */
async function mutantOf({ name, edits }: Mutation, dist: string, root: string, folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await cp(dist, folder, { recursive: true });
  const texts = new Map<string, string>();
  for (const { file, find, replace } of edits) {
    const text = texts.get(file) ?? (await readFile(join(root, 'libs/platform', file), 'utf8'));
    if (text.split(find).length !== 2)
      throw new Error(`mutation ${name} no longer applies: "${find.trim()}" must stand once in libs/platform/${file}`);
    texts.set(
      file,
      text.replace(find, () => replace),
    );
  }
  const swcrc = JSON.parse(await readFile(join(root, '.swcrc'), 'utf8')) as { jsc: object };
  const { compilerOptions } = JSON.parse(await readFile(join(root, 'tsconfig.base.json'), 'utf8')) as {
    compilerOptions: { paths: Record<string, string[]> };
  };
  const jsc = { ...swcrc.jsc, baseUrl: root, paths: compilerOptions.paths };
  for (const [file, text] of texts) {
    const filename = join(root, 'libs/platform', file);
    const { code } = await transform(text, { ...swcrc, jsc, swcrc: false, sourceMaps: false, filename });
    await writeFile(join(folder, 'libs/platform', file.replace(/\.ts$/, '.js')), code);
  }
  return folder;
}
