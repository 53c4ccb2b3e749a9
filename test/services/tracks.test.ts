import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../server/contract/units.ts';
import { insertFixes } from '../../server/db/fixes/insert-fixes.ts';
import { createFixPartitions } from '../../server/db/fixes/partitions.ts';
import { iso } from '../../server/db/store/moments.ts';
import { endPatrol, startPatrol } from '../../server/services/patrols/declare-patrol.ts';
import { gatherTracks } from '../../server/services/patrols/tracks.ts';
import { honestRows } from '../support/made/honest-rows.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

describeStores('a replay of many', (get) => {
  let ids: Ids;
  const from = NOW - 2 * HOUR_MS;
  /** When grid G2 comes from village V1 to V2. */
  const moved = from + 1.25 * HOUR_MS;
  const asked = (areaId: number, scope = ids.areas.D!) => ({
    ...{ areaId, scope, fromMs: from, toMs: NOW, place: null, nowMs: NOW },
  });

  beforeAll(async () => {
    const { db } = get();
    ids = await seedTestWorld(db);
    const rows = [
      ...honestRows(ids.handhelds.H1!, { from, count: 360 }),
      ...honestRows(ids.handhelds.H2!, { from: from + HOUR_MS, count: 360 }),
    ];
    await createFixPartitions(db).ensure(rows.map(({ session }) => session));
    await insertFixes(db, rows, NOW);
    const { G2, V2 } = ids.areas;
    await sql`update area_versions set valid_to = ${iso(moved)} where area_id = ${G2}`.execute(db);
    await sql`
      insert into area_versions (area_id, version, parent_id, level, name, grid_type, time_zone, geom, valid_from)
      select area_id, version + 1, ${V2}, level, name, grid_type, time_zone, geom, ${iso(moved)}
      from area_versions where area_id = ${G2}`.execute(db);
    const key = { officerId: ids.officers.O1!, gridId: ids.areas.G1! };
    await startPatrol(db, { ...key, startMs: from, dueAt: NOW });
    await endPatrol(db, { ...key, endMs: from + HOUR_MS, dueAt: NOW });
  });

  it('holds everybody of the area, no nearer in time than it says, with their patrols', async () => {
    const { officers, patrols, stepS } = await gatherTracks(get().db, asked(ids.areas.D!));
    expect(officers.map(({ officerId }) => officerId).sort()).toEqual(
      [ids.officers.O1!, ids.officers.O2!].sort(),
    );
    const [first] = officers;
    expect(first!.t.length).toBeGreaterThan(100);
    expect(first!.lngE7).toHaveLength(first!.t.length);
    expect(stepS).toBe(5);
    expect(patrols.map(({ officerId, outcome }) => [officerId, outcome])).toEqual([
      [ids.officers.O1, null],
    ]);
  });

  it('holds nobody who was another area’s then', async () => {
    const { officers } = await gatherTracks(get().db, asked(ids.areas.G2!));
    expect(officers.map(({ officerId }) => officerId)).not.toContain(ids.officers.O1);
  });

  it('holds of an area that came from elsewhere what was of it since', async () => {
    const { G2, V1, V2 } = ids.areas;
    const seenFrom = async (scope: number) => {
      const { officers } = await gatherTracks(get().db, asked(G2!, scope));
      const timesOf = (steps: readonly number[]) =>
        steps.map((_, k) => from + steps.slice(0, k + 1).reduce((sum, step) => sum + step));
      return officers.flatMap(({ t }) => timesOf(t).map((time) => time >= moved));
    };
    const [ofAll, ofV1, ofV2] = [
      await seenFrom(ids.areas.D!),
      await seenFrom(V1!),
      await seenFrom(V2!),
    ];
    expect(ofV1).toEqual(ofAll.filter((isLater) => !isLater));
    expect(ofV2).toEqual(ofAll.filter((isLater) => isLater));
    expect(ofV1.length * ofV2.length).toBeGreaterThan(0);
  });

  it('with a place holds who came within reach of it, when and how near', async () => {
    const whole = await gatherTracks(get().db, asked(ids.areas.D!));
    const walk = whole.officers.find(({ officerId }) => officerId === ids.officers.O1)!;
    const at = { lng: walk.lngE7[0]! / 1e7, lat: walk.latE7[0]! / 1e7, withinM: 20 };
    const half = { ...asked(ids.areas.D!), toMs: from + HOUR_MS / 2 };
    const near = await gatherTracks(get().db, { ...half, place: at });
    expect(near.officers.map(({ officerId }) => officerId)).toEqual([ids.officers.O1]);
    const { closestM, firstAt } = near.officers[0]!.near!;
    expect(closestM).toBeLessThan(1);
    expect(Date.parse(firstAt)).toBe(from + walk.t[0]!);
    const far = { lng: at.lng + 1, lat: at.lat, withinM: 300 };
    expect((await gatherTracks(get().db, { ...half, place: far })).officers).toEqual([]);
  });

  it('refuses a period that is none or too long', async () => {
    const over = (fromMs: number) => gatherTracks(get().db, { ...asked(ids.areas.D!), fromMs });
    await expect(over(NOW)).rejects.toThrow('from must lie before to');
    await expect(over(NOW - 32 * DAY_MS)).rejects.toThrow('at most 31 days');
  });
});
