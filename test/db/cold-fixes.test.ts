import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { toWgs84 } from '../../server/contract/areas/datum.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../server/contract/units.ts';
import { openDays, packDay } from '../../server/db/fixes/cold/chunks.ts';
import { packFixes, unpackFixes } from '../../server/db/fixes/cold/pack-fixes.ts';
import { FIX_COLUMNS, type FixRow } from '../../server/db/fixes/columns.ts';
import { type FixFigures, NAMES } from '../../server/db/fixes/figures.ts';
import { insertFixes } from '../../server/db/fixes/insert-fixes.ts';
import { createFixPartitions, dropFixesBefore } from '../../server/db/fixes/partitions.ts';
import { readFixColumns, readFixes } from '../../server/db/fixes/read-fixes.ts';
import { storeFixes } from '../../server/db/fixes/store-fixes.ts';
import { fixesOf } from '../../server/db/fixes/stored-fix.ts';
import { findPatrol } from '../../server/db/patrols/list-patrols.ts';
import { eraseOfficer } from '../../server/db/people/erase-officer.ts';
import { readSetup } from '../../server/db/people/setup.ts';
import { openStore } from '../../server/db/store/open.ts';
import { readVerdicts } from '../../server/db/verdicts/verdicts.ts';
import { cellOf } from '../../server/domain/geo/h3.ts';
import { packCold } from '../../server/jobs/fixes/pack-cold.ts';
import { createPatrolJudge } from '../../server/jobs/verdicts/judge.ts';
import { endPatrol, startPatrol } from '../../server/services/patrols/declare-patrol.ts';
import { gatherTracks } from '../../server/services/patrols/tracks.ts';
import { gatherEvidence } from '../../server/services/verdicts/evidence.ts';
import { fixRows } from '../support/made/fix-rows.ts';
import { honestRows } from '../support/made/honest-rows.ts';
import { told } from '../support/made/told.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

const FIX_NAMES = Object.keys(FIX_COLUMNS) as (keyof typeof FIX_COLUMNS)[];
const QUIET = { info: () => {}, warn: () => {} };
const START = NOW - 100 * DAY_MS;
/** Days opened for what came late at NOW may be packed again. */
const LATER = NOW + 2 * HOUR_MS;
const DAY = Math.floor(START / DAY_MS);

describeStores('Fixes of long ago', (store) => {
  let ids: Ids;
  beforeAll(async () => {
    ids = await seedTestWorld(store().db);
  });
  const pack = (options = {}) =>
    packCold({ db: store().db, now: () => LATER, log: QUIET, coldAfterDays: 45, ...options });
  const put = (rows: FixRow[]) =>
    storeFixes(store().db, createFixPartitions(store().db), rows, NOW);
  const count = async (table: 'fixes' | 'fix_chunks') =>
    (
      await sql<{ n: number }>`
        select ${table === 'fixes' ? sql`count(*)` : sql`coalesce(sum(fixes), 0)`}::int as n from ${sql.table(table)}`.execute(
        store().db,
      )
    ).rows[0]!.n;
  const held = async () => ({ rows: await count('fixes'), packed: await count('fix_chunks') });

  it('are the same rows when they are made rows again, whatever they say, and read the same while packed', async () => {
    const { db } = store();
    const handheldId = ids.handhelds.H3!;
    await createFixPartitions(db).ensure([START]);
    const stored = async () =>
      (
        await sql<Record<string, unknown>>`
          select to_jsonb(f) as fix from fixes f where handheld_id = ${handheldId} order by session, seq`.execute(
          db,
        )
      ).rows;
    /** What is read of two hours, and of ten minutes from some moments, by either time. */
    const read = async (moments: number[]) => {
      const stretches = [
        { handheldId, fromMs: START - HOUR_MS, toMs: START + HOUR_MS },
        ...moments.map((fromMs) => ({ handheldId, fromMs, toMs: fromMs + 10 * MINUTE_MS })),
      ];
      const said: unknown[] = [];
      for (const stretch of stretches) {
        const own = await readFixes(db, [stretch]);
        const either = fixesOf(await readFixColumns(db, [stretch]));
        for (const fix of [...own, ...either])
          said.push(FIX_NAMES.map((name) => [name, fix[name]]));
      }
      return said;
    };
    const wanted = fc.array(told(START), { minLength: 1, maxLength: 30 });
    const moments = fc.array(fc.integer({ min: START - HOUR_MS, max: START + HOUR_MS }), {
      ...{ minLength: 4, maxLength: 4 },
    });
    await fc.assert(
      fc.asyncProperty(wanted, moments, async (fixes, within) => {
        await sql`delete from fixes where handheld_id = ${handheldId}`.execute(db);
        await sql`delete from fix_chunks where handheld_id = ${handheldId}`.execute(db);
        const [base] = fixRows(handheldId, { from: START, count: 1 });
        const rows = fixes.map(
          (fix, seq) => ({ ...base!, ...fix, seq, cell: cellOf(fix) }) as FixRow,
        );
        await insertFixes(db, rows, NOW);
        const before = { rows: await stored(), read: await read(within) };
        expect((await packDay(db, { handheldId, day: DAY }, LATER))!.fixes).toBe(fixes.length);
        expect(await stored()).toEqual([]);
        expect(await read(within)).toEqual(before.read);
        await openDays(db, [{ handheldId, day: DAY }], NOW);
        expect(await stored()).toEqual(before.rows);
        expect(await packDay(db, { handheldId, day: DAY }, NOW + HOUR_MS)).toBeNull();
      }),
      { numRuns: 4 },
    );
    await sql`delete from fixes`.execute(db);
    await sql`delete from fix_chunks`.execute(db);
  });

  it('are not packed while others of their day are being stored, which would not find them among rows', async () => {
    const { databaseUrl, db } = store();
    // The embedded store does one thing after the other.
    if (!databaseUrl) return;
    const handheldId = 2_000;
    const rows = fixRows(handheldId, { from: START, count: 20 });
    await put(rows);
    await pack();
    let free: number | undefined;
    const isNew = await storeFixes(db, createFixPartitions(db), rows, NOW, async (...asked) => {
      const chunk = sql`select from fix_chunks where handheld_id = ${handheldId} for update skip locked`;
      free = (await chunk.execute(db)).rows.length;
      return insertFixes(...asked);
    });
    expect(free).toBe(0);
    expect(isNew).toEqual(rows.map(() => false));
    expect(await held()).toEqual({ rows: 20, packed: 0 });
    await sql`delete from fixes`.execute(db);
    await sql`delete from fix_chunks`.execute(db);
  });

  it('are there once, as rows or packed, however often packing is killed in the middle', async () => {
    const { databaseUrl, db } = store();
    // The embedded store goes with its process.
    if (!databaseUrl) return;
    await createFixPartitions(db).ensure([START]);
    const handhelds = Array.from({ length: 40 }, (_, k) => 1_000 + k);
    await insertFixes(
      db,
      handhelds.flatMap((handheldId) => fixRows(handheldId, { from: START, count: 50 })),
      NOW,
    );
    for (const reached of [1, 9, 25]) {
      const packer = await openStore({ databaseUrl, connections: 1 });
      const { rows: own } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(
        packer.db,
      );
      const { pid } = own[0]!;
      await db.transaction().execute(async (trx) => {
        // Packing comes to this handheld and has to wait, in the middle of its commit.
        await sql`select from fixes where handheld_id = ${handhelds[reached]} for update`.execute(
          trx,
        );
        const packing = pack({ db: packer.db }).then(
          () => 'done',
          () => 'killed',
        );
        const waits = async () =>
          (
            await sql`select from pg_stat_activity where pid = ${pid} and wait_event_type = 'Lock'`.execute(
              db,
            )
          ).rows.length > 0;
        while (!(await waits()));
        await sql`select pg_terminate_backend(${pid})`.execute(db);
        expect(await packing).toBe('killed');
      });
      await packer.close();
      expect(await held()).toEqual({ rows: 2_000 - 50 * reached, packed: 50 * reached });
    }
    await pack();
    expect(await held()).toEqual({ rows: 0, packed: 2_000 });
    const stretch = (handheldId: number) => ({ handheldId, fromMs: START, toMs: START + HOUR_MS });
    const names = (await readFixes(db, handhelds.map(stretch))).map(
      (f) => `${f.handheldId} ${f.seq}`,
    );
    expect([names.length, new Set(names).size]).toEqual([2_000, 2_000]);
    await sql`delete from fix_chunks`.execute(db);
  });

  describe('of judged patrols', () => {
    const walks = ['H1', 'H2'].map((handheld, k) => ({ handheld, grid: `G${k + 1}` }));
    let patrolId: number;
    /** The verdict's bytes, judged as if for the first time. */
    const judge = async () => {
      const { db } = store();
      await sql`delete from verdicts where patrol_id = ${patrolId}`.execute(db);
      await createPatrolJudge({ db, now: () => NOW })(ids.officers.O1!, patrolId);
      return JSON.stringify((await readVerdicts(db, ids.officers.O1!, patrolId))[0]!.verdict);
    };
    const seen = async () => {
      const { verdicts: _, ...evidence } = await gatherEvidence(
        store().db,
        (await findPatrol(store().db, { officerId: ids.officers.O1!, patrolId }))!,
      );
      return JSON.stringify(evidence);
    };
    const rowsOf = (k: number) =>
      honestRows(ids.handhelds[walks[k]!.handheld]!, {
        from: START,
        count: 240,
        grid: walks[k]!.grid,
      });
    const tracks = async () => {
      const span = { fromMs: START, toMs: START + HOUR_MS, nowMs: NOW };
      const at = { areaId: ids.areas.D!, scope: ids.areas.D!, ...span };
      const all = await gatherTracks(store().db, { ...at, place: null });
      const [first] = rowsOf(0);
      const place = { lng: first!.lng, lat: first!.lat, withinM: 20 };
      const near = await gatherTracks(store().db, { ...at, place });
      return [all.officers, near.officers];
    };
    let before: { verdict: string; evidence: string; tracks: Awaited<ReturnType<typeof tracks>> };

    beforeAll(async () => {
      const { db } = store();
      await put([...rowsOf(0).filter((_, i) => i !== 100), ...rowsOf(1)]);
      const officerId = ids.officers.O1!;
      const patrol = { officerId, gridId: ids.areas.G1!, startMs: START, dueAt: NOW };
      patrolId = await startPatrol(db, patrol);
      await endPatrol(db, { officerId, endMs: START + 20 * 60_000, dueAt: NOW });
      before = { verdict: await judge(), evidence: await seen(), tracks: await tracks() };
    });

    it('are packed handheld by handheld, and whoever is stopped goes on where it was', async () => {
      expect(await pack({ stop: AbortSignal.abort() })).toBe(0);
      await packDay(store().db, { handheldId: ids.handhelds.H1!, day: DAY }, LATER);
      expect(await held()).toEqual({ rows: 240, packed: 239 });
      expect(await pack()).toBe(240);
      expect(await held()).toEqual({ rows: 0, packed: 479 });
      const { rows } =
        await sql`select 1 from pg_class where relname = ${`fixes_20260221`}`.execute(store().db);
      expect(rows).toEqual([]);
      expect(await pack()).toBe(0);
    });

    it('give the verdict to the byte, and the evidence', async () => {
      expect(await seen()).toBe(before.evidence);
      expect(await judge()).toBe(before.verdict);
    });

    it('are replayed, everybody’s and of those who came near a place', async () => {
      const [all, near] = before.tracks;
      expect([all!.length, near!.length]).toEqual([2, 1]);
      expect(await tracks()).toEqual(before.tracks);
    });

    it('still say that a handheld was heard, and where it was last', async () => {
      const at = { at: START, within: ids.areas.D! };
      expect((await readSetup(store().db, at)).heard).toBe(2);
    });

    it('are met by one sent again, and by one of the same name from elsewhere', async () => {
      const [again, other] = [rowsOf(0)[7]!, { ...rowsOf(0)[8]!, lng: 121.3 }];
      expect(await put([again, other])).toEqual([false, true]);
      expect(await held()).toEqual({ rows: 240, packed: 240 });
    });

    it('take in one that comes late: the patrol is judged again, as if it had come in time', async () => {
      await sql`delete from verdict_jobs`.execute(store().db);
      expect(await put([rowsOf(0)[100]!])).toEqual([true]);
      const jobs = await store().db.selectFrom('verdict_jobs').select('patrol_id').execute();
      expect(jobs.map(({ patrol_id }) => patrol_id)).toEqual([patrolId]);
      const ofRows = await judge();
      expect(ofRows).not.toBe(before.verdict);
      expect(await pack({ now: () => NOW })).toBe(0);
      expect(await pack()).toBe(241);
      expect(await held()).toEqual({ rows: 0, packed: 481 });
      expect(await judge()).toBe(ofRows);
    });

    it('are erased with the officer, but for those of who carried the handheld before or after', async () => {
      const { db } = store();
      const until = new Date(START + 10 * 60_000);
      for (const table of ['officer_assignments', 'handheld_assignments'])
        await sql`update ${sql.table(table)} set valid_to = ${until} where officer_id = ${ids.officers.O1!}`.execute(
          db,
        );
      const gone = await eraseOfficer(db, 'O1', NOW);
      // With the one of another name.
      const mine = 1 + rowsOf(0).filter(({ t }) => t < until.getTime()).length;
      expect(gone.positions).toBe(mine);
      expect(await held()).toEqual({ rows: 241 - mine, packed: 240 });
    });

    it('go when they are past their retention', async () => {
      expect(await dropFixesBefore(store().db, START + DAY_MS)).toEqual(['20260221']);
      expect(await held()).toEqual({ rows: 0, packed: 0 });
    });
  });
});

it.each([
  'gcj02',
  'bd09',
] as const)('take no more room where %s was sent: positions follow from it, to the bit', (datum) => {
  const fixes = (from: 'wgs84' | typeof datum): FixFigures => {
    const sent = Array.from({ length: 500 }, (_, k) => ({
      lng: Math.round((121.37 + Math.sin(k / 40) / 500) * 1e7) / 1e7,
      lat: Math.round((28.58 + Math.cos(k / 40) / 500) * 1e7) / 1e7,
    }));
    const made = sent.map((position) => toWgs84(position, from));
    const untold = NAMES.map((name) => [name, sent.map(() => Number.NaN)]);
    return {
      ...(Object.fromEntries(untold) as FixFigures),
      lng: made.map(({ lng }) => lng),
      lat: made.map(({ lat }) => lat),
      ...(from !== 'wgs84' && {
        originalLng: sent.map(({ lng }) => lng),
        originalLat: sent.map(({ lat }) => lat),
      }),
    };
  };
  const packed = packFixes(fixes(datum));
  expect(packed.length).toBeLessThan(packFixes(fixes('wgs84')).length + 10);
  const { lng, lat } = unpackFixes(packed);
  expect([[...Array.from(lng)], [...Array.from(lat)]]).toEqual([
    fixes(datum).lng,
    fixes(datum).lat,
  ]);
});
