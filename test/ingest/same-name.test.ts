import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import { HOUR_MS } from '../../server/contract/units.ts';
import { readFixes } from '../../server/db/fixes/read-fixes.ts';
import { startTestApp } from '../support/app.ts';
import { createUser, sessionOf } from '../support/console.ts';
import { basicAuth, openRawHandheld, type RawHandheld } from '../support/handheld.ts';
import { walk } from '../support/made/walk.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

const SESSION = NOW - 2 * HOUR_MS;

describeStores('A handheld set up anew', (store) => {
  let ids: Ids;
  let app: App;
  let handheld: RawHandheld;
  const send = async (fixes: unknown[]) => {
    const { receipts } = await handheld.ask('fixes', { session: SESSION, fixes });
    return receipts.map(({ outcome }) => outcome);
  };
  const stored = () =>
    readFixes(store().db, [{ handheldId: ids.handhelds.H1!, fromMs: SESSION, toMs: NOW }]);

  beforeAll(async () => {
    ids = await seedTestWorld(store().db);
    await createUser(store().db, { name: 'one', role: 'supervisor', areaId: ids.areas.V1! });
    await createUser(store().db, { name: 'two', role: 'supervisor', areaId: ids.areas.V2! });
    app = await startTestApp(store().db, { now: () => NOW });
    handheld = await openRawHandheld(app.url, 'H1');
  });
  afterAll(async () => {
    handheld?.close();
    await app?.close();
  });

  it('counts from the start again: other fixes under the same names are all kept, the same ones once', async () => {
    const before = walk({ from: SESSION, count: 40 });
    const after = walk({ from: SESSION + HOUR_MS, count: 40 });
    const third = walk({ from: SESSION + 1.5 * HOUR_MS, count: 40 });
    expect(new Set(await send(before))).toEqual(new Set(['stored']));
    // Some of the same, some of another walk, in one batch.
    expect(await send([...before.slice(0, 2), ...after])).toEqual([
      'duplicate',
      'duplicate',
      ...Array(40).fill('stored'),
    ]);
    expect(new Set(await send(third))).toEqual(new Set(['stored']));
    for (const again of [before, after, third])
      expect(new Set(await send(again))).toEqual(new Set(['duplicate']));
    expect((await stored()).map(({ t }) => t)).toEqual(
      [...before, ...after, ...third].map(({ t }) => t),
    );
    const { rows } = { rows: await store().db.selectFrom('fixes').select('cleaned').execute() };
    expect(rows.filter(({ cleaned }) => cleaned !== null).length).toBe(80);
  });

  it('is told what was refused, as its supervisor is, and no other', async () => {
    await send([{ seq: 'x' }, { seq: 900, t: SESSION, lng: 500, lat: 0 }]);
    await send([{ ...walk({ from: NOW - 60_000, count: 1, firstSeq: 901 })[0], speedMps: -1 }]);
    const refused = [
      { day: '2026-06-01', reason: 'cleaned', count: 1 },
      { day: '2026-06-01', reason: 'invalid', count: 2 },
      { day: '2026-06-01', reason: 'renamed', count: 80 },
    ];
    expect(await handheld.ask('refused', {})).toEqual({ refused });
    const headers = { authorization: basicAuth('H1') };
    const own = await fetch(`${app.url}/api/v1/fixes/refused`, { headers });
    expect(await own.json()).toEqual({ refused });
    const get = async (name: string, path: string) =>
      fetch(`${app.url}/api/v1${path}`, { headers: { cookie: await sessionOf(app.url, name) } });
    const path = `/handhelds/${ids.handhelds.H1}/refused`;
    expect(await (await get('one', path)).json()).toEqual({ refused });
    expect((await get('two', path)).status).toBe(404);
    const { handhelds } = await (await get('one', '/handhelds')).json();
    expect(handhelds).toMatchObject([
      { code: 'H1', refused: 2 },
      { code: 'H2', refused: 0, heardAt: null, lacks: ['heard'] },
    ]);
    expect(handhelds[0]).toMatchObject({ heardAt: expect.any(String), lacks: [] });
  });
});
