import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { DAY_MS } from '../../server/contract/units.ts';
import type { FixRow } from '../../server/db/fixes/columns.ts';
import { insertFixes } from '../../server/db/fixes/insert-fixes.ts';
import { createFixPartitions } from '../../server/db/fixes/partitions.ts';
import { readFixes } from '../../server/db/fixes/read-fixes.ts';
import { cellOf } from '../../server/domain/geo/h3.ts';
import { fixRows } from '../support/made/fix-rows.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

describeStores('inserting fixes', (get) => {
  let ids: Ids;
  const insert = (rows: FixRow[]) => insertFixes(get().db, rows, NOW);
  const countOf = async (handheldId: number) => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from fixes where handheld_id = ${handheldId}`.execute(get().db);
    return rows[0]!.count;
  };

  beforeAll(async () => {
    ids = await seedTestWorld(get().db);
    await createFixPartitions(get().db).ensure([NOW - DAY_MS, NOW, NOW + DAY_MS]);
  });

  it('keeps every field as given', async () => {
    const [plain] = fixRows(ids.handhelds.H1!, { from: NOW, count: 1, firstSeq: 7 });
    const row: FixRow = {
      ...plain!,
      mock: true,
      gap: 'user-pause',
      marks: ['mock', 'future'],
      originalLng: 121.4,
      originalLat: 28.6,
      sentMs: null,
      speedMps: null,
      batteryPct: 79.6,
    };
    expect(await insert([row])).toEqual([true]);
    const [read] = await readFixes(get().db, [
      { handheldId: row.handheldId, fromMs: row.t, toMs: row.t },
    ]);
    const { cell, originalLng, originalLat, ...fix } = row;
    expect(read).toMatchObject({ ...fix, batteryPct: 80 });
    const { rows } = await sql<{ cell: string; lng: number; lat: number }>`
      select to_hex(cell) as cell, original_lng as lng, original_lat as lat from fixes
      where handheld_id = ${row.handheldId} and seq = 7`.execute(get().db);
    expect(rows).toEqual([{ cell: cellOf(row), lng: 121.4, lat: 28.6 }]);
  });

  it('says of each row, in the order given, whether it is new, and stores none twice', async () => {
    const handheldId = ids.handhelds.H2!;
    const rows = fixRows(handheldId, { from: NOW, count: 6 });
    const [a, b, c, d, e, f] = rows as [FixRow, FixRow, FixRow, FixRow, FixRow, FixRow];
    expect(await insert([b, d])).toEqual([true, true]);
    expect(await insert([d, a, c, b])).toEqual([false, true, true, false]);
    expect(await insert([f, e, f])).toEqual([true, true, false]);
    expect(await insert(rows)).toEqual(rows.map(() => false));
    expect(await countOf(handheldId)).toBe(6);
  });

  it('leaves a stored fix as it is when its identity comes again with another position', async () => {
    const handheldId = ids.handhelds.H3!;
    const [row] = fixRows(handheldId, { from: NOW, count: 1 });
    await insert([row!]);
    expect(await insert([{ ...row!, lng: row!.lng + 0.001 }])).toEqual([false]);
    const [read] = await readFixes(get().db, [{ handheldId, fromMs: row!.t, toMs: row!.t }]);
    expect(read!.lng).toBe(row!.lng);
  });

  it('tells equal sequence numbers of two sessions apart, on whichever days', async () => {
    const handheldId = ids.handhelds.H4!;
    const sessions = [NOW, NOW + 1, NOW + DAY_MS, NOW - DAY_MS];
    const rows = sessions.flatMap((session) =>
      fixRows(handheldId, { from: NOW, count: 1, session }),
    );
    expect(await insert(rows)).toEqual([true, true, true, true]);
  });

  it('takes figures too small for its columns as zero', async () => {
    const [row] = fixRows(ids.handhelds.H1!, { from: NOW + 60_000, count: 1, firstSeq: 50 });
    expect(await insert([{ ...row!, speedMps: 1e-300, accuracyM: 5e-324 }])).toEqual([true]);
    const [read] = await readFixes(get().db, [
      { handheldId: row!.handheldId, fromMs: row!.t, toMs: row!.t },
    ]);
    expect(read).toMatchObject({ speedMps: 0, accuracyM: 0 });
  });

  it('stores nothing of a statement that fails', async () => {
    const handheldId = ids.handhelds.H1!;
    const before = await countOf(handheldId);
    const [good, bad] = fixRows(handheldId, { from: NOW, count: 2, firstSeq: 100 });
    await expect(insert([good!, { ...bad!, session: 0 }])).rejects.toThrow(/partition/);
    expect(await countOf(handheldId)).toBe(before);
  });

  it('does not lock itself out when the same fixes come side by side in opposite order', async () => {
    const handheldId = ids.handhelds.H1!;
    for (let round = 0; round < 10; round++) {
      const rows = fixRows(handheldId, { from: NOW, count: 200, firstSeq: 1000 + round * 200 });
      const both = await Promise.all([insert(rows), insert([...rows].reverse())]);
      expect(both.flat().filter(Boolean).length).toBe(200);
    }
  });
});
