import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import type { Role } from '../../../server/contract/accounts/account.ts';
import type { OfficerMessage } from '../../../server/contract/people/message.ts';
import { HOUR_MS } from '../../../server/contract/units.ts';
import { listOwnLooks } from '../../../server/db/access/access-log.ts';
import { insertFixes } from '../../../server/db/fixes/insert-fixes.ts';
import { createFixPartitions } from '../../../server/db/fixes/partitions.ts';
import { insertText } from '../../../server/db/handhelds/texts.ts';
import { startTestApp } from '../../support/app.ts';
import { openSession } from '../../support/console.ts';
import { fixRows } from '../../support/made/fix-rows.ts';
import { type Ids, NOW, seedTestWorld } from '../../support/made/world.ts';
import { describeStores } from '../../support/stores/stores.ts';

/** O1 of V1 carried H1 until this moment, O3 of V2 from then on. */
const HANDED = NOW - 12 * HOUR_MS;
const iso = (ms: number) => new Date(ms).toISOString();
const YESTERDAY = `from=${iso(NOW - 24 * HOUR_MS)}&to=${iso(HANDED - 1)}`;
const WHOLE = `from=${iso(NOW - 24 * HOUR_MS)}&to=${iso(NOW)}`;

describeStores('Positions of a handheld that changed hands', (store) => {
  let app: App;
  let ids: Ids;
  const cookies: Record<string, string> = {};

  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db);
    await sql`update handheld_assignments set valid_to = ${iso(HANDED)} where handheld_id = ${ids.handhelds.H1!}`.execute(
      db,
    );
    await sql`insert into handheld_assignments (handheld_id, officer_id, valid_from)
      values (${ids.handhelds.H1!}, ${ids.officers.O3!}, ${iso(HANDED)})`.execute(db);
    const rows = [NOW - 20 * HOUR_MS, NOW - HOUR_MS].flatMap((from) =>
      fixRows(ids.handhelds.H1!, { from, count: 10 }),
    );
    await createFixPartitions(db).ensure(rows.map(({ session }) => session));
    await insertFixes(db, rows, NOW);
    app = await startTestApp(db, { now: () => NOW });
    for (const area of ['D', 'V1', 'V2']) cookies[area] = await openAs('supervisor', area);
  });
  afterAll(() => app?.close());

  const openAs = (role: Role, area: string) =>
    openSession(store().db, app.url, { name: area, role, areaId: ids.areas[area]! });
  async function look(who: string, path: string) {
    const reply = await fetch(`${app.url}/api/v1${path}`, { headers: { cookie: cookies[who]! } });
    return { status: reply.status, body: await reply.json() };
  }
  const fixes = async (who: string, range: string) => {
    const { status, body } = await look(who, `/handhelds/${ids.handhelds.H1}/fixes?${range}`);
    return status === 200 ? (body as { fixes: object[] }).fixes.length : status;
  };
  const viewers = async (officer: string) => {
    const looks = await listOwnLooks(store().db, { officerId: ids.officers[officer]!, sinceMs: 0 });
    return looks.map(({ by }) => by).reverse();
  };

  it('are of who carried it then, and each look is on record under that person', async () => {
    expect(await fixes('V1', YESTERDAY)).toBe(10);
    expect(await fixes('V2', YESTERDAY)).toBe(404);
    expect(await fixes('V1', WHOLE)).toBe(10);
    expect(await fixes('V2', WHOLE)).toBe(10);
    expect(await viewers('O1')).toEqual(['V1', 'V1']);
    expect(await viewers('O3')).toEqual(['V2']);
  });

  it('of two persons are two looks', async () => {
    expect(await fixes('D', WHOLE)).toBe(20);
    expect((await viewers('O1')).at(-1)).toBe('D');
    expect((await viewers('O3')).at(-1)).toBe('D');
  });

  it('stay where an officer belonged then, also by the track of the officer', async () => {
    const { db } = store();
    await sql`update officer_assignments set valid_to = ${iso(HANDED)} where officer_id = ${ids.officers.O1!}`.execute(
      db,
    );
    await sql`insert into officer_assignments (officer_id, area_id, valid_from)
      values (${ids.officers.O1!}, ${ids.areas.G3!}, ${iso(HANDED)})`.execute(db);
    const track = (who: string) => look(who, `/officers/${ids.officers.O1}/track?${YESTERDAY}`);
    expect((await track('V1')).body.features).toHaveLength(1);
    expect((await track('V2')).status).toBe(404);
  });

  it('and texts to it are seen by the area that had their officer when they were sent', async () => {
    const { db } = store();
    const { H1, H2 } = ids.handhelds as Record<string, number>;
    const { O1, O2, O3 } = ids.officers as Record<string, number>;
    await sql`update handheld_assignments set valid_to = ${iso(HANDED)} where handheld_id = ${H2!}`.execute(
      db,
    );
    await sql`insert into handheld_assignments (handheld_id, officer_id, valid_from) values (${H2!}, ${O1!}, ${iso(HANDED)})`.execute(
      db,
    );
    for (const [handheldId, hoursAgo] of [
      [H1, 20],
      [H1, 2],
      [H2, 20],
      [H2, 2],
    ] as const)
      await insertText(db, {
        ...{ handheldIds: [handheldId!], text: `${hoursAgo} h ago`, by: 'somebody' },
        nowMs: NOW - hoursAgo * HOUR_MS,
      });
    const texts = async (who: string, officer: number) => {
      const { status, body } = await look(who, `/officers/${officer}/messages`);
      const { messages } = body as { messages: OfficerMessage[] };
      return status === 200 ? messages.map(({ text }) => text) : status;
    };
    // O1 was of V1, and is of V2 now.
    expect(await texts('V1', O1!)).toEqual(['20 h ago']);
    expect(await texts('V2', O1!)).toEqual(['2 h ago']);
    expect(await texts('D', O1!)).toEqual(['2 h ago', '20 h ago']);
    expect([await texts('V1', O3!), await texts('V2', O3!)]).toEqual([404, ['2 h ago']]);
    expect(await texts('D', O2!)).toEqual(['20 h ago']);
  });

  it('cannot be put on record by who carries it now', async () => {
    const cookie = await openAs('administrator', 'V2');
    const upload = async (ms: number) =>
      (
        await fetch(`${app.url}/api/v1/handhelds/${ids.handhelds.H1}/tracks?timeZone=UTC`, {
          method: 'POST',
          headers: { cookie, 'content-type': 'text/csv' },
          body: `time,lng,lat\n${iso(ms)},121.371,28.581\n${iso(ms + 5_000)},121.371,28.582\n`,
        })
      ).status;
    expect(await upload(HANDED - HOUR_MS)).toBe(403);
    expect(await upload(HANDED + HOUR_MS)).toBe(200);
  });

  it('are not to be had by dating the move back', async () => {
    const cookie = await openAs('administrator', 'V2');
    const move = async (from: string) =>
      (
        await fetch(`${app.url}/api/v1/assignments`, {
          method: 'PUT',
          headers: { cookie, 'content-type': 'application/json' },
          body: JSON.stringify({ officers: [{ officer: 'O1', grid: 'G3', from }] }),
        })
      ).status;
    expect(await move('2026-01-01T00:00:00Z')).toBe(403);
    expect(await move(iso(NOW + HOUR_MS))).toBe(200);
  });
});
