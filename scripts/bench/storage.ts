import { Command } from 'commander';
import { sql } from 'kysely';
import { fromWgs84, toWgs84 } from '../../server/contract/areas/datum.ts';
import { DAY_MS, HOUR_MS } from '../../server/contract/units.ts';
import type { FixRow } from '../../server/db/fixes/columns.ts';
import { copyFixes } from '../../server/db/fixes/copy-fixes.ts';
import type { Stretch } from '../../server/db/fixes/lies-in.ts';
import { createFixPartitions } from '../../server/db/fixes/partitions.ts';
import { readFixColumns } from '../../server/db/fixes/read-fixes.ts';
import type { Db } from '../../server/db/store/open.ts';
import { cellOf } from '../../server/domain/geo/h3.ts';
import { packCold } from '../../server/jobs/fixes/pack-cold.ts';
import { seedWorld } from '../../server/services/areas/seed-world.ts';
import { fixesOf, type PatrolPlan, planDay } from '../simulator/day.ts';
import { buildWorld, type World } from '../simulator/world/world.ts';
import { median } from './support/median.ts';
import { withPostgres, withStore } from './support/own-postgres.ts';

/** Days ago of the day that is packed. */
const AGE_DAYS = 60;
/** Fixes of a batch: those of a minute. */
const SENT_TOGETHER = 12;
const ROWS = 20_000;

/**
 * Room that a day of simulated patrols takes as rows and packed, tables, indexes and all; the time to read a patrol from either, and what packing
 * costs; and that every patrol reads the same, to the byte. One JSON line.
 */
export default async function bench(args: string[]): Promise<void> {
  const { scale } = new Command('bench storage')
    .option('--scale <share>', 'share of the grids of luqiao', Number, 0.1)
    .parse(args, { from: 'user' })
    .opts<{ scale: number }>();
  const result = await withPostgres((url) => withStore(url, (db) => measure(db, scale)));
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

async function measure(db: Db, scale: number) {
  const nowMs = Date.now();
  const world = buildWorld({ scenario: 'luqiao', scale, seed: 'storage' });
  await seedWorld(db, world, { from: new Date(nowMs - 2 * AGE_DAYS * DAY_MS) });
  const { stretches, fixes } = await store(db, world, nowMs - AGE_DAYS * DAY_MS);
  const { rows } = await sql<{ bytes: number }>`
    select sum(pg_total_relation_size(inhrelid))::float8 as bytes from pg_inherits where inhparent = 'fixes'::regclass`.execute(
    db,
  );
  const hot = await read(db, stretches);
  const cpu = process.cpuUsage();
  const began = performance.now();
  const log = { info: () => {}, warn: () => {} };
  const packed = await packCold({ db, now: () => nowMs, log, coldAfterDays: 45 });
  const packMs = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  if (packed !== fixes) throw new Error(`${packed} of ${fixes} fixes packed`);
  const chunks = await sql<{ bytes: number }>`
    select pg_total_relation_size('fix_chunks')::float8 as bytes`.execute(db);
  const cold = await read(db, stretches);
  const differing = hot.read.filter((bytes, i) => bytes.compare(cold.read[i]!) !== 0).length;
  if (differing > 0) throw new Error(`${differing} patrols read otherwise when packed`);
  const each = (sum: number) => Math.round((sum / fixes) * 100) / 100;
  return {
    bench: 'storage',
    fixes,
    patrols: stretches.length,
    bytesPerFix: { hot: each(rows[0]!.bytes), cold: each(chunks.rows[0]!.bytes) },
    readMsPerPatrol: { hot: hot.ms, cold: cold.ms },
    packUsPerFix: { cpu: each(user + system), all: each(packMs * 1000) },
  };
}

/** Stores the patrols of a day as handhelds send them; returns where each is. */
async function store(db: Db, world: World, dayMs: number) {
  const known = await db.selectFrom('handhelds').select(['id', 'code']).execute();
  const ids = new Map(known.map(({ id, code }) => [code, id]));
  const partitions = createFixPartitions(db);
  const stretches: Stretch[] = [];
  let waiting: FixRow[] = [];
  let fixes = 0;
  async function flush() {
    await partitions.ensure(waiting.map(({ session }) => session));
    if (waiting.length > 0) await copyFixes(db, waiting, dayMs);
    fixes += waiting.length;
    waiting = [];
  }
  for (const plan of planDay(world, dayMs)) {
    const handheldId = ids.get(plan.handheld.code)!;
    waiting.push(...sentBy(world, plan, handheldId));
    stretches.push({
      handheldId,
      fromMs: plan.startMs,
      toMs: plan.startMs + plan.seconds * 1000 + HOUR_MS,
    });
    if (waiting.length >= ROWS) await flush();
  }
  await flush();
  await sql`vacuum (analyze) fixes`.execute(db);
  return { stretches, fixes };
}

/** A walk as it arrives: in the handheld's datum, to a centimetre, the fixes of a minute together. */
function sentBy(world: World, plan: PatrolPlan, handheldId: number): FixRow[] {
  const { datum } = plan.handheld;
  const round = (degrees: number) => Math.round(degrees * 1e7) / 1e7;
  const walked = fixesOf(world, plan);
  return walked.map((fix, k) => {
    const told = fromWgs84(fix, datum);
    const sent = { lng: round(told.lng), lat: round(told.lat) };
    const position = toWgs84(sent, datum);
    const last = walked[Math.min(walked.length - 1, k - (k % SENT_TOGETHER) + SENT_TOGETHER - 1)]!;
    const sentMs = Math.max(fix.receivedMs, last.t) + 200;
    return {
      ...fix,
      ...position,
      handheldId,
      sentMs,
      receivedMs: sentMs + 40 + ((k - (k % SENT_TOGETHER)) % 97),
      originalLng: datum === 'wgs84' ? null : sent.lng,
      originalLat: datum === 'wgs84' ? null : sent.lat,
      cell: cellOf(position),
    };
  });
}

/** What is read of each patrol, and the median time of it, ms. */
async function read(db: Db, stretches: readonly Stretch[]) {
  const times: number[] = [];
  const bytes: Buffer[] = [];
  for (const stretch of stretches) {
    const began = performance.now();
    const columns = await readFixColumns(db, [stretch]);
    times.push(performance.now() - began);
    bytes.push(Buffer.concat(Object.values(columns ?? {})));
  }
  return { ms: Math.round(median(times) * 100) / 100, read: bytes };
}
