import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import { DAY_MS, HOUR_MS } from '../../../server/contract/units.ts';
import { insertFixes } from '../../../server/db/fixes/insert-fixes.ts';
import { createFixPartitions } from '../../../server/db/fixes/partitions.ts';
import { insertText } from '../../../server/db/handhelds/texts.ts';
import { startTestApp } from '../../support/app.ts';
import { openSession } from '../../support/console.ts';
import { fixRows } from '../../support/made/fix-rows.ts';
import { type Ids, NOW, seedTestWorld } from '../../support/made/world.ts';
import { describeStores } from '../../support/stores/stores.ts';

/** Officer O4, who carries H4 and holds no grid, became of village V1 a day before NOW and of V2 at NOW. */
const MOVED = NOW - DAY_MS;
const iso = (ms: number) => new Date(ms).toISOString();

describeStores('The home area of an officer without a grid', (store) => {
  let app: App;
  let ids: Ids;
  let nowMs = MOVED;
  const cookies: Record<string, string> = {};

  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db);
    app = await startTestApp(db, { now: () => nowMs });
    for (const area of ['D', 'V1', 'V2'])
      cookies[area] = await openSession(db, app.url, {
        ...{ name: area, role: 'administrator', areaId: ids.areas[area]! },
      });
  });
  afterAll(() => app?.close());

  // biome-ignore lint/suspicious/noExplicitAny: replies of many routes
  async function ask(who: string, path: string, body?: object): Promise<{ at: number; said: any }> {
    const reply = await fetch(`${app.url}/api/v1${path}`, {
      method: body ? 'PUT' : 'GET',
      headers: { cookie: cookies[who]!, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { at: reply.status, said: await reply.json() };
  }
  const put = (who: string, home: string | undefined, code = 'O4', name = `officer ${code}`) =>
    ask(who, '/officers', {
      officers: [{ code, name, category: 'full-time', ...(home ? { home } : {}) }],
    });
  const listed = async (who: string, at = nowMs) =>
    (await ask(who, `/officers?all=true&at=${iso(at)}`)).said.officers.some(
      ({ code }: { code: string }) => code === 'O4',
    ) as boolean;
  const handhelds = async (who: string) =>
    (await ask(who, '/handhelds')).said.handhelds.some(
      ({ code }: { code: string }) => code === 'H4',
    ) as boolean;
  const each = (what: (who: string) => Promise<unknown>) =>
    Promise.all(['D', 'V1', 'V2'].map((who) => what(who)));

  it('is the top one until it is told, and only who holds both areas moves it', async () => {
    expect(await each(listed)).toEqual([true, false, false]);
    expect((await put('V1', 'V1')).at).toBe(403);
    expect((await put('D', 'nowhere')).at).toBe(400);
    expect(await put('D', 'V1')).toEqual({ at: 200, said: { changed: 1 } });
    expect(await put('D', 'V1')).toEqual({ at: 200, said: { changed: 0 } });
    expect(await each(listed)).toEqual([true, true, false]);
    expect(await each(handhelds)).toEqual([true, true, false]);
    expect((await put('V1', 'V2')).at).toBe(403);
    expect((await put('V2', 'V2')).at).toBe(403);
  });

  it('stays what it is where only the name is put, and is said of each officer', async () => {
    expect(await put('V1', undefined, 'O4', 'renamed')).toMatchObject({ said: { changed: 1 } });
    const { officers } = (await ask('V1', '/officers?all=true')).said;
    const home = (wanted: string) =>
      officers.find(({ code }: { code: string }) => code === wanted).homeAreaId;
    expect([home('O1'), home('O4')]).toEqual([null, ids.areas.V1]);
  });

  it('of a new officer is that of who puts, or the one that is told', async () => {
    await put('V1', undefined, 'N1');
    await put('D', 'V2', 'N2');
    const made = await store()
      .db.selectFrom('officers')
      .select(['code', 'home_area_id'])
      .where('code', 'like', 'N%')
      .orderBy('code')
      .execute();
    expect(made.map(({ home_area_id }) => home_area_id)).toEqual([ids.areas.V1, ids.areas.V2]);
  });

  it('takes what comes with it and leaves what was, positions and texts too', async () => {
    const { db } = store();
    const H4 = ids.handhelds.H4!;
    const moments = [NOW - HOUR_MS, NOW + HOUR_MS];
    const rows = moments.flatMap((from, k) => fixRows(H4, { from, count: 10, firstSeq: 10 * k }));
    await createFixPartitions(db).ensure(rows.map(({ session }) => session));
    await insertFixes(db, rows, NOW);
    for (const at of moments)
      await insertText(db, { handheldIds: [H4], text: iso(at), by: 'somebody', nowMs: at });
    nowMs = NOW;
    expect(await put('D', 'V2')).toMatchObject({ said: { changed: 1 } });
    nowMs = NOW + 2 * HOUR_MS;
    expect(await each(listed)).toEqual([true, false, true]);
    expect(await each((who) => listed(who, NOW - 1))).toEqual([true, true, false]);
    expect(await each(handhelds)).toEqual([true, false, true]);
    const whole = `from=${iso(NOW - 12 * HOUR_MS)}&to=${iso(nowMs)}`;
    expect(
      await each(
        async (who) => (await ask(who, `/handhelds/${H4}/fixes?${whole}`)).said.fixes.length,
      ),
    ).toEqual([20, 10, 10]);
    const texts = async (who: string) =>
      (await ask(who, `/officers/${ids.officers.O4}/messages`)).said.messages?.map(
        ({ text }: { text: string }) => text,
      );
    expect(await each(texts)).toEqual([
      [iso(NOW + HOUR_MS), iso(NOW - HOUR_MS)],
      [iso(NOW - HOUR_MS)],
      [iso(NOW + HOUR_MS)],
    ]);
  });

  it('is in the log before and after, and in what is kept of the officer', async () => {
    const { said } = await ask('D', '/access-log?act=putOfficers');
    expect(JSON.parse(said.entries[0].detail).changed).toMatchObject([
      {
        ...{ thing: 'officer', key: 'O4' },
        ...{ before: { home_area_id: ids.areas.V1 }, after: { home_area_id: ids.areas.V2 } },
      },
    ]);
    const kept = await ask('D', `/officers/${ids.officers.O4}/data`);
    expect(JSON.stringify(kept.said)).toContain('"homes"');
  });
});
