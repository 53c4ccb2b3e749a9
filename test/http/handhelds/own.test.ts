import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import type { FoundCategory, OwnDuty, OwnLook } from '../../../server/contract/handhelds/own.ts';
import { appendEntry } from '../../../server/db/access/access-log.ts';
import { dropFoundBefore } from '../../../server/db/incidents/found.ts';
import { putIncidentCategories } from '../../../server/db/people/provision.ts';
import { startTestApp } from '../../support/app.ts';
import { createUser, sessionOf } from '../../support/console.ts';
import { basicAuth } from '../../support/handheld.ts';
import { JPEG, PLACE } from '../../support/made/jpeg.ts';
import { cornerOf, type Ids, NOW, SIDE_DEG, seedTestWorld } from '../../support/made/world.ts';
import { openEmbedded, type TestStore } from '../../support/stores/stores.ts';

let store: TestStore;
let app: App;
let ids: Ids;
let cookie: string;

beforeAll(async () => {
  store = await openEmbedded();
  ids = await seedTestWorld(store.db);
  app = await startTestApp(store.db, { now: () => NOW });
  await createUser(store.db, { name: 'boss', role: 'supervisor', areaId: ids.areas.D! });
  await createUser(store.db, { name: 'elsewhere', role: 'supervisor', areaId: ids.areas.V2! });
  cookie = await sessionOf(app.url, 'boss');
  await putIncidentCategories(store.db, [
    { code: 'c1', nameZh: '垃圾堆放', nameEn: 'Rubbish', points: 1 },
  ]);
});
afterAll(async () => {
  await app?.close();
  await store?.close();
});

const ask = (handheld: string, path: string, init: RequestInit = {}) =>
  fetch(`${app.url}/api/v1${path}`, {
    ...init,
    headers: { authorization: basicAuth(handheld), ...init.headers },
  });
const read = async <T>(handheld: string, path: string) =>
  (await (await ask(handheld, path)).json()) as T;
const send = (handheld: string, path: string, body: object) =>
  ask(handheld, path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const photo = (handheld: string, id: string, name: string, body: Buffer) =>
  ask(handheld, `/own/incidents/${id}/photos/${name}`, {
    method: 'PUT',
    headers: { 'content-type': 'image/jpeg' },
    body: new Uint8Array(body),
  });

it('a handheld is told whose it is, its grid with the cells to walk, and its norm', async () => {
  const duty = await read<OwnDuty>('H1', '/own/duty');
  expect(duty.officer).toEqual({ id: ids.officers.O1, name: 'officer O1' });
  expect(duty.rules.minutesPerPatrol).toBe(120);
  expect(duty.today).toEqual([]);
  const { lng, lat } = cornerOf('G1');
  const cells = duty.grid!.cells;
  expect(cells.length).toBeGreaterThan(100);
  for (const { middle, hours } of cells) {
    expect(hours).toBeNull();
    expect(Math.abs(middle.lng - lng - SIDE_DEG / 2)).toBeLessThan(SIDE_DEG);
    expect(Math.abs(middle.lat - lat - SIDE_DEG / 2)).toBeLessThan(SIDE_DEG);
  }
  expect(duty.grid!.hexagon).toHaveLength(6);
  expect((await read<OwnDuty>('H4', '/own/duty')).grid).toBeNull();
});

it('the clock is anybody’s, everything else takes the handheld’s secret', async () => {
  expect(await (await fetch(`${app.url}/api/v1/time`)).json()).toEqual({ now: NOW });
  expect((await fetch(`${app.url}/api/v1/own/duty`)).status).toBe(401);
});

it('an officer sees who looked at the own track, and nobody else’s', async () => {
  await appendEntry(store.db, {
    ...{ atMs: NOW, kind: 'look', by: 'boss', areaId: ids.areas.V1!, address: null },
    ...{ act: 'getTrack', officerIds: [ids.officers.O1!] },
  });
  const { looks } = await read<{ looks: OwnLook[] }>('H1', '/own/looks');
  expect(looks.map(({ by, patrolId }) => ({ by, patrolId }))).toEqual([
    { by: 'boss', patrolId: null },
  ]);
  expect(await read('H2', '/own/looks')).toEqual({ looks: [] });
});

it('what was found is stored with its words and photos, seen by its area, once however often it is sent', async () => {
  const { categories } = await read<{ categories: FoundCategory[] }>('H1', '/own/categories');
  expect(categories.map(({ code, initials }) => [code, initials])).toEqual([['c1', 'ljdf']]);
  const corner = cornerOf('G1');
  const found = {
    ...{ id: 'a1', t: NOW, category: 'c1', severity: 'minor', text: '巷口' },
    position: { lng: corner.lng + 0.001, lat: corner.lat + 0.001 },
  };
  expect((await photo('H1', 'a1', 'p1', JPEG)).status).toBe(404);
  for (const outcome of ['stored', 'duplicate'])
    expect(await (await send('H1', '/own/incidents', found)).json()).toMatchObject({
      id: 'handheld:H1:a1',
      outcome,
    });
  for (const _ of [1, 2]) expect((await photo('H1', 'a1', 'p1', JPEG)).status).toBe(204);
  const address = `${app.url}/api/v1/incidents/${encodeURIComponent('handheld:H1:a1')}`;
  const seen = await fetch(`${address}/found`, { headers: { cookie } });
  expect(await seen.json()).toEqual({ text: '巷口', photos: ['p1'] });
  const shown = await fetch(`${address}/photos/p1`, { headers: { cookie } });
  expect(shown.headers.get('content-type')).toBe('image/jpeg');
  const kept = Buffer.from(await shown.arrayBuffer());
  expect(kept.includes('GPS')).toBe(false);
  expect(kept.length).toBe(JPEG.length - PLACE.length - 4);
  const other = await sessionOf(app.url, 'elsewhere');
  expect((await fetch(`${address}/photos/p1`, { headers: { cookie: other } })).status).toBe(404);
});

it('takes for a photo only what is one, and no more than fits', async () => {
  expect((await photo('H1', 'a1', 'p2', Buffer.from('<svg onload="x"/>'))).status).toBe(400);
  // Cut off among its segments, in its scan, and before its last byte.
  for (const length of [30, JPEG.length - 3, JPEG.length - 1]) {
    const cut = await photo('H1', 'a1', 'p2', JPEG.subarray(0, length));
    expect([cut.status, await cut.json()]).toMatchObject([
      400,
      { detail: 'the JPEG is cut off or damaged; send it again' },
    ]);
  }
  expect((await photo('H1', 'a1', 'p2', Buffer.alloc(1024 * 1024 + 1))).status).toBe(413);
  for (const k of [2, 3, 4, 5, 6, 7, 8, 9])
    expect((await photo('H1', 'a1', `p${k}`, JPEG)).status).toBe(204);
  const full = await photo('H1', 'a1', 'p10', JPEG);
  expect(((await full.json()) as { detail: string }).detail).toContain('9 photos');
});

it('photos go when their time is over', async () => {
  expect(await dropFoundBefore(store.db, NOW)).toBe(0);
  expect(await dropFoundBefore(store.db, NOW + 1)).toBe(9);
});
