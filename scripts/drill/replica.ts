import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { DAY_MS, MINUTE_MS } from '../../server/contract/units.ts';
import { listAreas } from '../../server/db/areas/areas.ts';
import { nextEdition, openEdition } from '../../server/db/rollups/editions.ts';
import { migrate } from '../../server/db/store/migrate.ts';
import { type Db, openStore } from '../../server/db/store/open.ts';
import { createReads } from '../../server/db/store/reads.ts';
import { seedWorld } from '../../server/services/areas/seed-world.ts';
import { benchWorld } from '../bench/ingest/world.ts';
import { signIn } from '../bench/support/sign-in.ts';
import { createDemoAccounts, DEMO_ACCOUNTS } from '../demo/accounts.ts';
import { openPostgres } from '../test-machine/postgres.mjs';
import { serve } from '../test-machine/serve.ts';

/**
 * A primary and a replica that follows it by streaming (pg_basebackup -R), and a server that reads from it: while the replica stands still
 * what it lacks is asked of the primary, once it has caught up it is asked itself, and figures are the same all along, without it too. One
 * JSON line.
 */
export default async function replica(): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'xunji-replica-'));
  const postgres = await openPostgres(scratch);
  try {
    if (!postgres.url || !postgres.openReplica)
      throw new Error(
        postgres.missing ?? 'a replica takes PostgreSQL of its own: unset DATABASE_URL',
      );
    const result = await play(postgres.url, await postgres.openReplica());
    process.stdout.write(`${JSON.stringify({ drill: 'replica', ...result })}\n`);
  } finally {
    await postgres.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

async function play(url: string, follower: { url: string; close: () => Promise<void> }) {
  const primary = await openStore({ databaseUrl: url, connections: 4 });
  const behind = await openStore({ databaseUrl: follower.url, connections: 4 });
  try {
    const { db } = primary;
    await migrate(db);
    await seedWorld(db, benchWorld(3), { from: new Date('2020-01-01T00:00:00Z') });
    const areas = await listAreas(db, { at: Date.now() });
    const areaId = areas.find(({ parentId }) => parentId === null)!.id;
    await createDemoAccounts(db, areaId);
    const reads = createReads(db, behind.db);
    const asked = async (edition: number) => ({
      edition: nameOf(await reads.ofEdition(edition), db),
      now: nameOf(await reads.ofNow(), db),
    });
    const server = await serve({ DATABASE_URL: url, DATABASE_READ_URL: follower.url });
    try {
      const cookie = await signIn(server.url, DEMO_ACCOUNTS[0]!);
      const figures = () => figuresAt(server.url, cookie);
      const before = await editionOf(db);
      await until(async () => (await asked(before)).edition === 'replica');
      const whole = await figures();

      await sql`select pg_wal_replay_pause()`.execute(behind.db);
      await db.transaction().execute(async (trx) => openEdition(trx, await nextEdition(trx)));
      const paused = { had: await asked(before), lacked: await asked(before + 1) };
      const whilePaused = await figures();

      await sql`select pg_wal_replay_resume()`.execute(behind.db);
      await until(async () => (await asked(before + 1)).edition === 'replica');
      const caughtUp = await figures();
      await behind.close();
      await follower.close();
      const without = await figures();
      const steps = {
        'has it': paused.had.edition,
        'stands still, edition it lacks': paused.lacked.edition,
        'stands still, what is of now': paused.lacked.now,
      };
      const wanted = ['replica', 'primary', 'primary'];
      if (JSON.stringify(Object.values(steps)) !== JSON.stringify(wanted))
        throw new Error(`asked ${JSON.stringify(steps)}`);
      const same = [whole.values, whilePaused.values, caughtUp.values, without.values];
      if (new Set(same).size > 1) throw new Error(`figures differ: ${same.join('\n')}`);
      const editions = [whole, whilePaused, caughtUp, without].map(({ edition }) => edition);
      if (editions.join() !== [before, before + 1, before + 1, before + 1].join())
        throw new Error(`editions ${editions.join()} after ${before}`);
      return { asked: steps, editions };
    } finally {
      await server.stop();
    }
  } finally {
    await behind.close().catch(() => {});
    await primary.close();
  }
}

const nameOf = (asked: Db, primary: Db) => (asked === primary ? 'primary' : 'replica');

async function editionOf(db: Db): Promise<number> {
  const { rows } = await sql<{ edition: number }>`
    select edition::int as edition from rollup_clock`.execute(db);
  return rows[0]!.edition;
}

async function figuresAt(url: string, cookie: string) {
  const dayAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);
  const reply = await fetch(
    `${url}/api/v1/metrics/patrols?level=grid&period=day&from=${dayAgo(3)}&to=${dayAgo(2)}`,
    {
      headers: { cookie },
    },
  );
  const body = (await reply.json()) as { versions: { edition: number }; rows: unknown };
  if (!reply.ok) throw new Error(`no figures: ${JSON.stringify(body)}`);
  return { edition: body.versions.edition, values: JSON.stringify(body.rows) };
}

async function until(is: () => Promise<boolean>): Promise<void> {
  const giveUpMs = Date.now() + 2 * MINUTE_MS;
  while (!(await is())) {
    if (Date.now() > giveUpMs) throw new Error('the replica does not catch up');
    await sleep(200);
  }
}
