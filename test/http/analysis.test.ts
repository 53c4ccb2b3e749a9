import { parquetMetadata } from 'hyparquet';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createRandom } from '../../scripts/simulator/random.ts';
import type { App } from '../../server/app.ts';
import { DAY_MS } from '../../server/contract/units.ts';
import { putIncidentCategories } from '../../server/db/people/provision.ts';
import { readsOf } from '../../server/db/store/reads.ts';
import { findStudyTask } from '../../server/db/studies/studies.ts';
import { STUDY_WORKER } from '../../server/jobs/studies/answer-study.ts';
import type { StudyAnswer, StudyWork } from '../../server/jobs/studies/study-worker.ts';
import { varyStudy } from '../../server/jobs/studies/vary-study.ts';
import { createThreadPool } from '../../server/jobs/worker/thread-pool.ts';
import { putIncidents } from '../../server/services/incidents/store-incidents.ts';
import { startTestApp } from '../support/app.ts';
import { cornerOf, NOW, SIDE_DEG, seedTestWorld } from '../support/made/world.ts';
import { signIn } from '../support/sign-in.ts';
import { describeStores } from '../support/stores/stores.ts';

const CLUSTERS = { method: 'dbscan', parameters: { epsM: 20, minPts: 10 } };

/** 240 incidents in grid G1: half of them within a few metres of its middle, half anywhere. */
function incidents() {
  const random = createRandom('incidents of the analysis test');
  const { lng, lat } = cornerOf('G1');
  return Array.from({ length: 240 }, (_, i) => {
    const clustered = i % 2 === 0;
    const place = () =>
      (clustered ? 0.5 + random.normal(0, 0.01) : random.uniform(0.02, 0.98)) * SIDE_DEG;
    return {
      id: `I${String(i).padStart(4, '0')}`,
      category: 'noise',
      severity: 'minor' as const,
      foundBy: 'reported' as const,
      position: { lng: lng + place(), lat: lat + place() },
      from: new Date(NOW - (i % 28) * DAY_MS - 3600_000).toISOString(),
    };
  });
}

describeStores('Studies over HTTP', (store) => {
  let app: App;
  let analyst: Awaited<ReturnType<typeof signIn>>;
  let supervisor: Awaited<ReturnType<typeof signIn>>;

  beforeAll(async () => {
    const { db } = store();
    await seedTestWorld(db);
    await putIncidentCategories(db, [
      { code: 'noise', nameZh: '噪声', nameEn: 'Noise', points: 1 },
    ]);
    await putIncidents(db, incidents());
    const top = await db.selectFrom('areas').select('id').orderBy('id').executeTakeFirstOrThrow();
    app = await startTestApp(db, { demoAreaId: top.id });
    analyst = await signIn(app.url, 'analyst');
    supervisor = await signIn(app.url, 'supervisor');
  });
  afterAll(() => app?.close());

  async function studied(body: object) {
    const asked = await analyst('POST', '/api/v1/analysis/studies', { name: 'a study', ...body });
    expect(asked.status).toBe(202);
    const { id } = (await asked.json()) as { id: number };
    return vi.waitFor(
      async () => {
        const study = await (await analyst('GET', `/api/v1/analysis/studies/${id}`)).json();
        expect(['done', 'failed', 'cancelled']).toContain(study.state);
        return study;
      },
      { timeout: 45_000, interval: 50 },
    );
  }

  it('offers every method with its parameters, units and defaults', async () => {
    const { methods } = await (await analyst('GET', '/api/v1/analysis/methods')).json();
    const gi = methods.find(({ id }: { id: string }) => id === 'gi-star');
    expect(gi.parameters.properties.resolution).toMatchObject({
      default: 9,
      minimum: 0,
      maximum: 15,
    });
  });

  it('finds the planted cluster by Gi* and keeps what it rests on', async () => {
    const study = await studied({ method: 'gi-star', parameters: { resolution: 11 } });
    expect(study).toMatchObject({ state: 'done', error: null, owner: 'analyst' });
    expect(study.summary.hot).toBeGreaterThan(0);
    expect(study.dataHash).toMatch(/^[0-9a-f]{64}$/);
    expect(study.versions).toEqual({
      xunji: expect.any(String),
      node: process.versions.node,
      'gi-star': '2',
    });
    const result = await (
      await analyst('GET', `/api/v1/analysis/studies/${study.id}/result?format=columns`)
    ).json();
    const { columns } = result.table;
    const hottest = columns.value.indexOf(Math.max(...columns.value));
    expect(columns.spot[hottest]).toBe('hot');
  });

  it('takes sizes that fit the incidents where none are told, those its preview names, and says them', async () => {
    const preview = await (await analyst('GET', '/api/v1/analysis/preview?method=gi-star')).json();
    const { resolution } = preview.parameters;
    expect(resolution).not.toBe(9);
    const study = await studied({ method: 'gi-star' });
    expect(study.parameters).toEqual({ resolution });
    expect(study.summary.hot).toBeGreaterThan(0);
    // What is told stays, and what has no meaning beside it is not added.
    const parameters = { cells: 'square', sideM: 100 };
    expect((await studied({ method: 'gi-star', parameters })).parameters).toEqual(parameters);
    expect((await studied({ method: 'dbscan' })).parameters).toEqual({
      epsM: preview.parameters.epsM,
    });
  });

  it('gives the same data hash and result for the same question', async () => {
    const [one, two] = [await studied(CLUSTERS), await studied(CLUSTERS)];
    expect(two.dataHash).toBe(one.dataHash);
    expect(two.summary).toEqual(one.summary);
  });

  it('gives a table as CSV, GeoJSON and GeoParquet', async () => {
    const { id } = await studied(CLUSTERS);
    const get = (format: string) =>
      analyst('GET', `/api/v1/analysis/studies/${id}/result?format=${format}`);
    const csv = await (await get('csv')).text();
    expect(csv.split('\n')).toHaveLength(242);
    const geojson = await (await get('geojson')).json();
    expect(geojson.features).toHaveLength(240);
    expect(geojson.features[0].geometry.type).toBe('Point');
    const metadata = parquetMetadata(await (await get('parquet')).arrayBuffer());
    expect(Number(metadata.num_rows)).toBe(240);
    const geo = JSON.parse(metadata.key_value_metadata!.find(({ key }) => key === 'geo')!.value!);
    expect(geo.columns.geometry).toMatchObject({ encoding: 'WKB', geometry_types: ['Point'] });
    expect(geo.columns.geometry.crs.id).toEqual({ authority: 'OGC', code: 'CRS84' });
    const hulls = await (await get('csv&table=clusters')).text();
    expect(hulls.split('\n').length).toBeGreaterThan(1);
    const none = await get('csv&table=tea-leaves');
    expect([none.status, (await none.json()).detail]).toEqual([404, 'tables are clusters']);
  });

  it('gives JSON by row, in the shape of the command line, with the coordinates that were stored', async () => {
    const { id, summary } = await studied(CLUSTERS);
    const get = (query: string) => analyst('GET', `/api/v1/analysis/studies/${id}/result${query}`);
    const json = await (await get('')).json();
    expect(Object.keys(json)).toEqual(['summary', 'notes', 'noteCodes', 'rows', 'tables']);
    expect(json.summary).toEqual(summary);
    const { columns } = (await (await get('?format=columns')).json()).table;
    expect(json.rows).toHaveLength(240);
    expect(json.rows[7]).toEqual(
      Object.fromEntries(Object.entries<unknown[]>(columns).map(([name, of]) => [name, of[7]])),
    );
    expect(json.tables.clusters[0].geometry.type).toBe('Polygon');
    const stored = incidents().find(({ id: name }) => name === json.rows[7].id)!.position;
    expect([json.rows[7].lng, json.rows[7].lat]).toEqual(
      [stored.lng, stored.lat].map((deg) => Math.round(deg * 1e11) / 1e11),
    );
  });

  it('divides counts in grids by patrol hours, and says so when there are none', async () => {
    const study = await studied({ method: 'rates', selection: { counts: 'grids' } });
    expect(study).toMatchObject({ state: 'failed', error: { code: expect.any(String) } });
  });

  it.each([
    ['an unknown method', { method: 'tea-leaves' }, 'invalid', /method-unknown/],
    [
      'an unknown parameter',
      { method: 'dbscan', parameters: { eps: 5 } },
      'invalid',
      /parameter-invalid/,
    ],
    [
      'a parameter that would be dropped',
      { method: 'gi-star', parameters: { bandM: 700, rings: 2 } },
      'invalid',
      /parameter-invalid: rings does not apply/,
    ],
    [
      'cells of a study that has an area',
      { method: 'gi-star', parameters: { cover: 'occupied' } },
      'invalid',
      /cover does not apply/,
    ],
    [
      'counts by grid for a method of incidents',
      { ...CLUSTERS, selection: { counts: 'grids' } },
      'invalid',
      /input-kind/,
    ],
    ['a parameter out of range', { method: 'dbscan', parameters: { epsM: -1 } }, 'invalid', /epsM/],
    [
      'a period that ends before it begins',
      { ...CLUSTERS, selection: { from: '2026-02-01T00:00:00Z', to: '2026-01-01T00:00:00Z' } },
      'invalid',
      /before/,
    ],
    [
      'an area that is not theirs',
      { ...CLUSTERS, selection: { areaId: 999_999 } },
      'forbidden',
      /area/,
    ],
  ])('refuses %s before it waits its turn', async (_what, body, error, detail) => {
    const reply = await analyst('POST', '/api/v1/analysis/studies', { name: 'a study', ...body });
    expect(await reply.json()).toMatchObject({ error, detail: expect.stringMatching(detail) });
  });

  it('counts incidents in calendar months of the zone it is told, and refuses a zone beside steps of days', async () => {
    const at = (days: number) => new Date(NOW + days * DAY_MS).toISOString();
    const trend = {
      method: 'mann-kendall',
      selection: { from: at(-400), to: at(40) },
      parameters: { timeZone: 'Asia/Shanghai', steps: 'month' },
    };
    const study = await studied(trend);
    expect(study).toMatchObject({
      state: 'done',
      noteCodes: [
        {
          code: 'calendarSteps',
          values: {
            before: 0,
            after: 0,
            timeZone: 'Asia/Shanghai',
            from: expect.stringMatching(/-01$/),
          },
        },
      ],
    });
    for (const parameters of [{ timeZone: 'Asia/Shanghai' }, { steps: 'month', stepDays: 3 }]) {
      const asked = { name: 'refused', ...trend, parameters };
      const refused = await analyst('POST', '/api/v1/analysis/studies', asked);
      expect(refused.status).toBe(400);
      expect((await refused.json()).detail).toContain('does not apply');
    }
  });

  it('says clearly when there is nothing to study', async () => {
    const study = await studied({
      ...CLUSTERS,
      selection: { from: '2001-01-01T00:00:00Z', to: '2001-02-01T00:00:00Z' },
    });
    expect(study).toMatchObject({ state: 'failed', error: { code: 'no-incidents' } });
  });

  it('shows a study to others over the same area only once it is shared', async () => {
    const { id } = await studied(CLUSTERS);
    expect((await supervisor('GET', `/api/v1/analysis/studies/${id}`)).status).toBe(404);
    await analyst('PATCH', `/api/v1/analysis/studies/${id}`, { shared: true });
    expect((await supervisor('GET', `/api/v1/analysis/studies/${id}`)).status).toBe(200);
    expect((await supervisor('DELETE', `/api/v1/analysis/studies/${id}`)).status).toBe(404);
    expect((await analyst('DELETE', `/api/v1/analysis/studies/${id}`)).status).toBe(204);
  });

  it('works a study out with half the distance as one asked so would, and keeps nothing', async () => {
    const whole = await studied(CLUSTERS);
    const half = await studied({ method: 'dbscan', parameters: { epsM: 10, minPts: 10 } });
    const vary = (id: number, distance: number) =>
      analyst('GET', `/api/v1/analysis/studies/${id}/varied?distance=${distance}`);
    const varied = await (await vary(whole.id, 10)).json();
    const asked = await analyst('GET', `/api/v1/analysis/studies/${half.id}/result?format=columns`);
    expect(varied).toEqual({ dataHash: whole.dataHash, result: await asked.json() });
    expect(varied.result.summary).not.toEqual(whole.summary);
    const { studies } = await (await analyst('GET', '/api/v1/analysis/studies')).json();
    expect(studies[0].id).toBe(half.id);
    const wrong = await (await vary(whole.id, -1)).json();
    expect(wrong).toMatchObject({ error: 'invalid', detail: expect.stringMatching(/epsM/) });
    const series = await studied({ method: 'hdbscan' });
    expect(await (await vary(series.id, 10)).json()).toMatchObject({ error: 'wrong-state' });
  });

  it('varies nothing of many incidents, nor for long, nor for whoever has left', async () => {
    const { db } = store();
    const { id } = await studied(CLUSTERS);
    const areaId = (await db.selectFrom('areas').select('id').orderBy('id').executeTakeFirst())!.id;
    const task = (await findStudyTask(db, { name: 'analyst', areaId }, id))!;
    const threads = createThreadPool<StudyWork, StudyAnswer>(STUDY_WORKER);
    const vary = (gone: AbortSignal, incidents: number, seconds = 60, of = task) =>
      varyStudy(of, {
        ...{ gone, threads, max: { incidents, seconds } },
        reads: readsOf(db),
      });
    const stays = new AbortController().signal;
    await expect(vary(stays, 239)).rejects.toThrow('more than 239 incidents');
    await expect(vary(AbortSignal.abort(), 240)).rejects.toThrow('nobody waits');
    await expect(vary(stays, 240)).resolves.toContain('"clusters"');
    // Of minutes, were it not stopped.
    const long = { ...task, method: 'scan', parameters: { replicates: 99_999 } };
    await expect(vary(stays, 240, 0.05, long)).rejects.toThrow('more than 0.05 s');
    await threads.destroy();
  });

  it('leaves asking for studies to analysts and administrators', async () => {
    const reply = await supervisor('POST', '/api/v1/analysis/studies', {
      name: 'x',
      method: 'dbscan',
    });
    expect(reply.status).toBe(403);
    expect((await supervisor('GET', '/api/v1/analysis/studies/1/varied?distance=9')).status).toBe(
      403,
    );
  });
});
