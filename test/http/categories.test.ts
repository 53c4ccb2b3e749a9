import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importCommand } from '../../scripts/import.ts';
import type { App } from '../../server/app.ts';
import { HOUR_MS } from '../../server/contract/units.ts';
import { putIncidentCategories } from '../../server/db/people/provision.ts';
import { startTestApp } from '../support/app.ts';
import { createUser, PASSWORD, sessionOf } from '../support/console.ts';
import { openRawHandheld } from '../support/handheld.ts';
import { cornerOf, NOW, SIDE_DEG, seedTestWorld } from '../support/made/world.ts';
import { runCommand } from '../support/run-command.ts';
import { describeStores } from '../support/stores/stores.ts';

const GARBAGE = '\uFFFD\uFFFD';
const position = {
  lng: cornerOf('G1').lng + SIDE_DEG / 2,
  lat: cornerOf('G1').lat + SIDE_DEG / 2,
};
const incident = (id: string, category: string) => ({
  id,
  category,
  severity: 'minor',
  foundBy: 'reported',
  position,
  from: new Date(NOW - HOUR_MS).toISOString(),
});

describeStores('Categories of incidents', (store) => {
  let app: App;
  let cookie: string;

  beforeAll(async () => {
    const { db } = store();
    const { areas } = await seedTestWorld(db);
    await putIncidentCategories(db, [
      { code: 'noise', nameZh: '噪声', nameEn: 'Noise', points: 1 },
      { code: 'fire', nameZh: '火情', nameEn: 'Fire', points: 2 },
      { code: 'smoke', nameZh: '烟', nameEn: 'Smoke', points: 2, parent: 'fire' },
      { code: GARBAGE, nameZh: GARBAGE, nameEn: GARBAGE, points: 0 },
    ]);
    await createUser(db, { name: 'city', role: 'administrator', areaId: areas.D! });
    await createUser(db, { name: 'village', role: 'supervisor', areaId: areas.V1! });
    app = await startTestApp(db, { now: () => NOW });
    cookie = await sessionOf(app.url, 'city');
  });
  afterAll(() => app?.close());

  const ask = async (method: string, path: string, body?: object, as = cookie) => {
    const reply = await fetch(`${app.url}/api/v1/incidents${path}`, {
      method,
      headers: { cookie: as, ...(body ? { 'content-type': 'application/json' } : {}) },
      body: body && JSON.stringify(body),
    });
    return { status: reply.status, body: await reply.json() };
  };
  const path = (code: string) => `/categories/${encodeURIComponent(code)}`;
  const report = async (...incidents: object[]) =>
    (await ask('POST', '', { incidents })).body.outcomes;
  const matters = async (id: string) =>
    (
      await sql<{ kinds: string[]; points: number; isPast: boolean }>`
        select kinds, points, superseded is not null as "isPast" from matters where incident_id = ${id}
        order by edition`.execute(store().db)
    ).rows;

  it('are renamed, their code staying', async () => {
    const { body } = await ask('PATCH', path('noise'), { nameEn: 'Loud noise' });
    expect(body).toMatchObject({ code: 'noise', nameZh: '噪声', nameEn: 'Loud noise', points: 1 });
    expect((await ask('PATCH', path('nothing'), { points: 1 })).status).toBe(404);
    expect((await ask('PATCH', path('noise'), { code: 'other' })).status).toBe(400);
    const village = await sessionOf(app.url, 'village');
    expect((await ask('PATCH', path('noise'), { points: 9 }, village)).status).toBe(403);
  });

  it('take no further incident once retired, while those on record stay and can be corrected', async () => {
    await report(incident('old', 'noise'));
    const { body } = await ask('PATCH', path('noise'), { retired: true });
    expect(body.retiredAt).toMatch(/^20\d\d-/);
    expect(await report(incident('new', 'noise'), incident('old', 'noise'))).toMatchObject([
      { outcome: 'refused', reason: 'retired-category' },
      { outcome: 'duplicate' },
    ]);
    const { body: corrected } = await ask('PATCH', '/old', { severity: 'serious' });
    expect(corrected.current).toMatchObject({ category: 'noise', severity: 'serious' });
    const { categories } = (await ask('GET', '/categories')).body;
    expect(categories.find(({ code }: { code: string }) => code === 'noise').retiredAt).toBe(
      body.retiredAt,
    );
    await ask('PATCH', path('noise'), { retired: false });
    expect(await report(incident('new', 'noise'))).toMatchObject([{ outcome: 'stored' }]);
  });

  it('are merged: incidents become the other one, what was reckoned before stays as of its edition', async () => {
    await sql`
      insert into incidents (id, category, severity, found_by, position, cell, occurred_from, occurred_to, grid_id)
      select 'g', ${GARBAGE}, severity, found_by, position, cell, occurred_from, occurred_to, grid_id
      from incidents where id = 'old'`.execute(store().db);
    await report(incident('m', 'noise'));
    const { body } = await ask('POST', `${path('noise')}/merge`, { into: 'fire' });
    expect(body).toMatchObject({ moved: 3, category: { mergedInto: 'fire' } });
    expect((await ask('GET', '/m')).body).toMatchObject({
      current: { category: 'fire', version: 2, reportedBy: 'city' },
      former: [{ category: 'noise', version: 1 }],
    });
    expect(await matters('m')).toEqual([
      { kinds: ['noise'], points: 1, isPast: true },
      { kinds: ['fire'], points: 2, isPast: false },
    ]);
    const [outcome] = await report(incident('late', 'noise'));
    expect(outcome).toMatchObject({ reason: 'retired-category' });
    expect(outcome.detail).toContain('merged into fire');
  });

  it('of characters lost long ago can be merged away from the command line', async () => {
    const at = ['--url', app.url, '--user', 'city', '--password', PASSWORD];
    const run = async (...args: string[]) =>
      (await runCommand(importCommand, ['categories', ...args, ...at])).said;
    await expect(run('merge', GARBAGE, 'fire')).rejects.toThrow('--yes');
    expect(await run('merge', GARBAGE, 'fire', '--yes')).toContain('1 incidents are of fire now.');
    expect(await run('rename', 'fire', '--name-en', 'Blaze')).toContain('火情 / Blaze');
    expect(await run('list')).toContain(`${GARBAGE} / ${GARBAGE}, merged into fire`);
    expect(await run('retire', 'smoke')).toContain('below fire, retired');
    expect(await run('restore', 'smoke')).not.toContain('retired');
  });

  it.each([
    ['fire', 'fire', 'into itself'],
    ['fire', 'noise', 'noise is retired'],
    ['smoke', 'nothing', 'no category nothing'],
    ['fire', 'smoke', 'smoke lie below fire'],
  ])('%s is not merged into %s: %s', async (code, into, why) => {
    const { body, status } = await ask('POST', `${path(code)}/merge`, { into });
    expect(status).toBe(400);
    expect(body.detail).toContain(why);
  });

  it('and no other text come in with characters that were lost, by HTTP or by socket', async () => {
    const bad = { ...incident('bad', 'fire'), id: `bad${GARBAGE}` };
    for (const [method, to, body] of [
      ['POST', '', { incidents: [bad] }],
      ['PATCH', path('fire'), { nameZh: GARBAGE }],
      ['PATCH', path('fire'), { nameZh: 'a\uD800' }],
      ['POST', `${path('smoke')}/merge`, { into: 'a\0' }],
    ] as const)
      expect((await ask(method, to, body)).status).toBe(400);
    const withdrawn = await ask('DELETE', `/m?comment=${encodeURIComponent(GARBAGE)}`);
    expect(withdrawn.body.detail).toContain('comment holds the character U+FFFD');
    const handheld = await openRawHandheld(app.url, 'H1');
    const found = { id: GARBAGE, t: NOW, position, category: 'fire', severity: 'minor' };
    expect(await handheld.ask('incident:report', found)).toMatchObject({
      error: 'invalid',
      detail: expect.stringContaining('U+FFFD'),
    });
    handheld.close();
    const { rows } = await sql`
      select id from incidents where id like ${'%\uFFFD%'}
      union all select name_zh from incident_categories where name_zh like ${'%\uFFFD%'} and merged_into is null`.execute(
      store().db,
    );
    expect(rows).toEqual([]);
  });
});
