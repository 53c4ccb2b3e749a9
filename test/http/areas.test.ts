import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import type { AreaCollection } from '../../server/contract/areas/area.ts';
import { readAreaFile } from '../../server/domain/area-import/read-area-file.ts';
import { importAreas } from '../../server/services/areas/import-areas.ts';
import { startTestApp } from '../support/app.ts';
import { createUser, sessionOf } from '../support/console.ts';
import { importOptions } from '../support/made/area-file.ts';
import { NOW, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

describeStores('outlines of areas over HTTP', (get) => {
  let app: App;
  const cookies: Record<string, string> = {};
  const ask = (name: string, headers: Record<string, string> = {}, query = '?level=grid') =>
    fetch(`${app.url}/api/v1/areas.geojson${query}`, {
      headers: { cookie: cookies[name]!, ...headers },
    });

  beforeAll(async () => {
    const ids = await seedTestWorld(get().db);
    for (const [name, area] of [
      ['district', 'D'],
      ['village', 'V1'],
    ] as const)
      await createUser(get().db, { name, role: 'supervisor', areaId: ids.areas[area]! });
    app = await startTestApp(get().db, { now: () => NOW });
    for (const name of ['district', 'village']) cookies[name] = await sessionOf(app.url, name);
  });
  afterAll(() => app?.close());

  it('come packed as they come plain, twice the same bytes', async () => {
    const plain = (await (
      await ask('district', { 'accept-encoding': 'identity' })
    ).json()) as AreaCollection;
    expect(plain.features.length).toBeGreaterThan(2);
    for (let k = 0; k < 2; k++) {
      const packed = await ask('district', { 'accept-encoding': 'gzip' });
      expect(packed.headers.get('content-encoding')).toBe('gzip');
      expect(await packed.json()).toEqual(plain);
    }
  });

  it('are not sent again to who has them, and are others for another account, level or moment', async () => {
    const first = await ask('district');
    const tag = first.headers.get('etag')!;
    const again = await ask('district', { 'if-none-match': tag });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    const others = await Promise.all([
      ask('village', { 'if-none-match': tag }),
      ask('district', { 'if-none-match': tag }, '?level=town'),
      ask('district', { 'if-none-match': tag }, '?level=grid&at=1990-01-01T00:00:00Z'),
    ]);
    expect(others.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set([tag, ...others.map(({ headers }) => headers.get('etag'))]).size).toBe(4);
  });

  it('can be brought in again as they are, which changes nothing', async () => {
    const bytes = new Uint8Array(await (await ask('district', {}, '')).arrayBuffer());
    const { collection, keys } = await readAreaFile(bytes);
    expect(keys).toMatchObject({ codeKey: 'code', parentKey: 'parentCode', levelKey: 'level' });
    const report = await importAreas(
      get().db,
      { collection, options: importOptions({ ...keys, check: true }) },
      { now: new Date(NOW) },
    );
    expect(report).toMatchObject({ defects: [], created: 0, changed: 0 });
    expect(report.unchanged).toBeGreaterThan(4);
  });
});
