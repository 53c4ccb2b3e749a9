import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { readQueueStates } from '../../../server/db/queue/queue-states.ts';
import type { Db } from '../../../server/db/store/open.ts';
import { connectRedis } from '../../../server/realtime/committed/redis.ts';
import { startLoad, WALKED } from '../ingest/start-load.ts';
import { cpuSecondsOf, cpuSecondsOfPids } from '../support/processes.ts';
import type { Servers } from './servers.ts';

const BATCH = { batchMin: 20, batchMax: 100, packed: false, resendEvery: 10, ...WALKED };

/** Fixes a second that servers take together, handhelds divided among them in turn, and the processor time of each process for it. */
export async function measureRate(
  { db, redisUrl, urls, handhelds }: Servers,
  { handhelds: count, fixesEach }: { handhelds: number; fixesEach: number },
) {
  const senders = handhelds.slice(0, count);
  const loads = await Promise.all(
    urls.map((url, k) =>
      startLoad({
        ...{ ...BATCH, url, fixesEach },
        handhelds: senders.filter((_, i) => i % urls.length === k),
      }),
    ),
  );
  await isIdle(db);
  await sql`checkpoint`.execute(db);
  const spent = async () => ({
    servers: await Promise.all(urls.map(cpuSecondsOf)),
    postgres: cpuSecondsOfPids(await backendsOf(db)),
    redis: redisUrl === null ? 0 : await cpuSecondsOfRedis(redisUrl),
    wal: await walBytes(db),
  });
  try {
    const before = await spent();
    const began = performance.now();
    const results = await Promise.all(loads.map((load) => load.run()));
    const seconds = (performance.now() - began) / 1000;
    const after = await spent();
    const fixes = senders.length * fixesEach;
    const stored = results.reduce((sum, { outcomes }) => sum + (outcomes.stored ?? 0), 0);
    if (stored !== fixes) throw new Error(`${stored} receipts for ${fixes} fixes`);
    const perFix = (used: number) => Math.round((used / fixes) * 1e7) / 10;
    return {
      fixesPerS: Math.round(fixes / seconds),
      ackP99Ms: Math.max(...results.map(({ ackMs }) => ackMs.p99)),
      cpuUsPerFix: {
        // Each beside the other: of all fixes, not only of its own.
        servers: urls.map((_, k) => perFix(after.servers[k]! - before.servers[k]!)),
        postgres: perFix(after.postgres - before.postgres),
        redis: perFix(after.redis - before.redis),
        handhelds: perFix(results.reduce((sum, { cpuS }) => sum + cpuS, 0)),
      },
      walBytesPerFix: Math.round((after.wal - before.wal) / fixes),
    };
  } finally {
    for (const load of loads) load.close();
  }
}

/** Resolves once what servers do after their start is done. */
async function isIdle(db: Db): Promise<void> {
  while ((await readQueueStates(db, Date.now())).some(({ oldestS }) => oldestS > 0))
    await sleep(500);
}

/** Processes of the database that are there now: with connections that stay, those that do its work. */
async function backendsOf(db: Db): Promise<number[]> {
  const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity`.execute(db);
  return rows.map(({ pid }) => pid);
}

async function walBytes(db: Db): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select (pg_current_wal_lsn() - '0/0'::pg_lsn)::float8 as bytes`.execute(db);
  return rows[0]!.bytes;
}

async function cpuSecondsOfRedis(url: string): Promise<number> {
  const redis = connectRedis(url, { enableOfflineQueue: true, maxRetriesPerRequest: null });
  try {
    const told = await redis.info('cpu');
    return [...told.matchAll(/^used_cpu_(?:sys|user):(\S+)/gm)].reduce(
      (sum, [, seconds]) => sum + Number(seconds),
      0,
    );
  } finally {
    redis.disconnect();
  }
}
