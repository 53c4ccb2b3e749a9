import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { sql } from 'kysely';
import type { FixReceipt, WireFix } from '../../server/contract/fixes/fix.ts';
import { HOUR_MS, MINUTE_MS } from '../../server/contract/units.ts';
import { listAreas } from '../../server/db/areas/areas.ts';
import { type Db, openStore } from '../../server/db/store/open.ts';
import { seedWorld } from '../../server/services/areas/seed-world.ts';
import { benchWorld } from '../bench/ingest/world.ts';
import { withDatabase, withPostgres } from '../bench/support/own-postgres.ts';
import { signIn } from '../bench/support/sign-in.ts';
import { createDemoAccounts, DEMO_ACCOUNTS } from '../demo/accounts.ts';
import { openHandheld } from '../simulator/wire/handheld-client.ts';
import { type ServerProcess, serve } from '../test-machine/serve.ts';

const FIXES = 360;
const GIVE_UP_MS = 5 * MINUTE_MS;

/**
 * A rolling upgrade played through: a server of an earlier commit makes the store, one of this source starts beside it and brings the schema up
 * to date, handhelds send to both and patrols are judged; then the earlier one is started anew on the new schema. Throws where either does
 * not take, judge or show what the other does. The packages are those of this source. One JSON line.
 */
export default async function rolling(args: string[]): Promise<void> {
  const { from } = new Command('drill rolling')
    .requiredOption('--from <commit>', 'commit, or tag, of the release before')
    .parse(args, { from: 'user' })
    .opts<{ from: string }>();
  const scratch = await mkdtemp(join(tmpdir(), 'xunji-rolling-'));
  const before = join(scratch, 'before');
  execFileSync('git', ['worktree', 'add', '--detach', '--quiet', before, from]);
  try {
    await symlink(resolve('node_modules'), join(before, 'node_modules'));
    const result = await withPostgres((server) =>
      withDatabase(server, (databaseUrl) => play(databaseUrl, before)),
    );
    process.stdout.write(`${JSON.stringify({ drill: 'rolling', from, ...result })}\n`);
  } finally {
    execFileSync('git', ['worktree', 'remove', '--force', before]);
    await rm(scratch, { recursive: true, force: true });
  }
}

async function play(databaseUrl: string, before: string) {
  const env = { DATABASE_URL: databaseUrl, VERDICT_SETTLE_S: '0' };
  const servers: ServerProcess[] = [];
  const start = async (folder?: string) => {
    const server = await serve(env, folder ? { folder } : {});
    servers.push(server);
    return server;
  };
  const store = await openStore({ databaseUrl, connections: 2 });
  const { db } = store;
  try {
    const old = await start(before);
    const fresh = await start();
    const world = benchWorld(3);
    await seedWorld(db, world, {
      from: new Date('2020-01-01T00:00:00Z'),
      rules: { dutyHours: { from: '00:00', to: '23:59' } },
    });
    const areas = await listAreas(db, { at: Date.now() });
    await createDemoAccounts(db, areas.find(({ parentId }) => parentId === null)!.id);

    const patrols: number[] = [];
    const outcomes: Record<string, number> = {};
    const walk = async (k: number, first: ServerProcess, then: ServerProcess) => {
      patrols.push(await patrolOver(world.handhelds[k]!, k, { first, then, outcomes }));
      await judged(db, patrols.length);
    };
    await walk(0, old, fresh);
    await walk(1, fresh, old);
    await old.stop();
    const again = await start(before);
    await walk(2, again, again);

    const [byOld, byNew] = await Promise.all(
      [again, fresh].map((one) => verdictsAt(one.url, patrols)),
    );
    if (JSON.stringify(byOld) !== JSON.stringify(byNew))
      throw new Error(`the servers show other verdicts: ${JSON.stringify([byOld, byNew])}`);
    const expected = JSON.stringify({ stored: 3 * FIXES, duplicate: 3 * FIXES });
    if (JSON.stringify(outcomes) !== expected)
      throw new Error(`${JSON.stringify(outcomes)} in place of ${expected}`);
    return { patrols: patrols.length, receipts: outcomes, verdicts: byNew };
  } finally {
    for (const server of servers) if (server.process.exitCode === null) await server.stop();
    await store.close();
  }
}

/** Walks a patrol of an hour: its start and half of it told to one server, all of it and its end to the other. Its id. */
async function patrolOver(
  { code, secret }: { code: string; secret: string },
  k: number,
  to: { first: ServerProcess; then: ServerProcess; outcomes: Record<string, number> },
): Promise<number> {
  const startMs = Date.now() - 2 * HOUR_MS;
  const fixes = Array.from({ length: FIXES }, (_, seq): WireFix => {
    const turn = (seq / 90 + k / 3) * 2 * Math.PI;
    return {
      ...{ seq, t: startMs + seq * 10_000, accuracyM: 6 },
      lng: 121.372 + 0.0012 * Math.cos(turn),
      lat: 28.582 + 0.0012 * Math.sin(turn),
    };
  });
  const half = FIXES / 2;
  const count = (receipts: readonly FixReceipt[]) => {
    for (const { outcome } of receipts) to.outcomes[outcome] = (to.outcomes[outcome] ?? 0) + 1;
  };
  const open = ({ url }: ServerProcess) =>
    openHandheld({ url, handheldCode: code, secret, onReceipts: count });
  const [one, other] = [open(to.first), open(to.then)];
  try {
    const started = await one.startPatrol(startMs);
    one.send(startMs, fixes.slice(0, half));
    await one.flush();
    // What the first has taken, the other knows.
    other.send(startMs, fixes);
    await other.flush();
    one.send(startMs, fixes.slice(half));
    await one.flush();
    const ended = await other.endPatrol(startMs + FIXES * 10_000);
    if (!('patrolId' in started) || started.patrolId === null || !('patrolId' in ended))
      throw new Error(`a press was not taken: ${JSON.stringify([started, ended])}`);
    return started.patrolId;
  } finally {
    one.close();
    other.close();
  }
}

/** Resolves once so many patrols have a verdict. */
async function judged(db: Db, count: number): Promise<void> {
  const giveUpMs = Date.now() + GIVE_UP_MS;
  for (;;) {
    const { rows } = await sql<{ n: number }>`
      select count(distinct patrol_id)::int as n from verdicts`.execute(db);
    if (rows[0]!.n >= count) return;
    if (Date.now() > giveUpMs) throw new Error(`${rows[0]!.n} of ${count} patrols were judged`);
    await sleep(500);
  }
}

/** What a server shows of them to who signs in there, in the order of their ids. */
async function verdictsAt(url: string, patrols: readonly number[]): Promise<unknown[]> {
  const cookie = await signIn(url, DEMO_ACCOUNTS[0]!);
  const reply = await fetch(`${url}/api/v1/patrols`, { headers: { cookie } });
  const body = (await reply.json()) as {
    patrols: { id: number; outcome: string; verdictVersion: number }[];
  };
  if (!reply.ok) throw new Error(`${url} lists no patrols: ${JSON.stringify(body)}`);
  const shown = body.patrols.map(({ id, outcome, verdictVersion }) => ({
    ...{ id, outcome, verdictVersion },
  }));
  if (shown.length !== patrols.length) throw new Error(`${url} lists ${JSON.stringify(shown)}`);
  return shown.sort((a, b) => a.id - b.id);
}
