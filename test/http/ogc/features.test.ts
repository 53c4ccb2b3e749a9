import { VectorTile } from '@mapbox/vector-tile';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { FeatureCollection, LineString, Point, Polygon } from 'geojson';
import { sql } from 'kysely';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import { COLLECTIONS } from '../../../server/contract/ogc/collections.ts';
import { COLUMNS, LISTS } from '../../../server/contract/ogc/columns.ts';
import { DAY_MS, HOUR_MS } from '../../../server/contract/units.ts';
import { packDay } from '../../../server/db/fixes/cold/chunks.ts';
import { insertFixes } from '../../../server/db/fixes/insert-fixes.ts';
import { createFixPartitions } from '../../../server/db/fixes/partitions.ts';
import { readHead, readRows } from '../../../server/db/ogc/read-items.ts';
import { askItems } from '../../../server/services/ogc/ask.ts';
import { describeCollection } from '../../../server/services/ogc/collections.ts';
import { startTestApp } from '../../support/app.ts';
import { fixRows } from '../../support/made/fix-rows.ts';
import {
  INCIDENTS,
  type StandardsWorld,
  seedStandardsWorld,
  WALK,
} from '../../support/made/standards-world.ts';
import { cornerOf, NOW, SIDE_DEG } from '../../support/made/world.ts';
import { describeStores } from '../../support/stores/stores.ts';

interface Page extends FeatureCollection {
  numberMatched: number;
  numberReturned: number;
  links: { rel: string; href: string }[];
}

const G1 = cornerOf('G1');
const BOX = [G1.lng, G1.lat, G1.lng + SIDE_DEG, G1.lat + SIDE_DEG];
const DAY = '2026-05-31T00:00:00Z/2026-06-01T02:00:00Z';
const cursorOf = (...key: string[]) => Buffer.from(JSON.stringify(key)).toString('base64url');
const EPSG = 'http://www.opengis.net/def/crs/EPSG/0';

describeStores('OGC API – Features', (store) => {
  let app: App;
  let world: StandardsWorld;
  let keys: Record<'D' | 'V1' | 'V2' | 'figures', string>;

  beforeAll(async () => {
    const { db } = store();
    world = await seedStandardsWorld(db);
    app = await startTestApp(db, { now: () => NOW });
    keys = {
      D: await world.keyOf('D'),
      V1: await world.keyOf('V1'),
      V2: await world.keyOf('V2'),
      figures: await world.keyOf('D', false),
    };
  });
  afterAll(() => app?.close());

  const ask = (path: string, who: keyof typeof keys = 'D', headers: Record<string, string> = {}) =>
    fetch(path.startsWith('http') ? path : `${app.url}/ogc${path}`, {
      headers: { authorization: `Bearer ${keys[who]}`, ...headers },
    });
  const page = async (id: string, query = '', who: keyof typeof keys = 'D') =>
    (await (await ask(`/collections/${id}/items?${query}`, who)).json()) as Page;
  const filtered = async (id: string, filter: string, more = '') =>
    page(id, `limit=1000&filter=${encodeURIComponent(filter)}${more}`);
  const lastLook = async () => {
    const { rows } = await sql<{ act: string; officer_ids: number[]; since: Date; detail: object }>`
      select act, to_jsonb(officer_ids) as officer_ids, since, detail::jsonb from access_log order by id desc limit 1`.execute(
      store().db,
    );
    return rows[0];
  };
  const refused = async (path: string, who: keyof typeof keys = 'D') => {
    const reply = await ask(path, who);
    return {
      status: reply.status,
      ...((await reply.json()) as { code: string; description: string }),
    };
  };

  it('says what there is, what it keeps, and what each column means', async () => {
    const landing = await (await ask('/')).json();
    expect(landing.links.map(({ rel }: { rel: string }) => rel)).toEqual(
      expect.arrayContaining(['self', 'service-desc', 'conformance', 'data']),
    );
    const { conformsTo } = await (await ask('/conformance')).json();
    expect(conformsTo).toContain('http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core');
    const { collections } = await (await ask('/collections')).json();
    expect(collections.map(({ id }: { id: string }) => id)).toEqual([
      ...Object.keys(COLLECTIONS),
      `study-${world.studyId}`,
    ]);
    for (const { id } of collections.filter(({ id }: { id: string }) => id !== 'areas-city')) {
      const info = await (await ask(`/collections/${id}`)).json();
      expect(info).toMatchObject({ id, itemType: 'feature', title: expect.stringMatching(/./) });
      const { properties } = await (await ask(`/collections/${id}/queryables`)).json();
      const [first] = (await page(id)).features;
      expect(Object.keys(first!.properties!).sort(), id).toEqual(
        Object.keys(properties)
          .filter((name) => name !== 'geometry')
          .sort(),
      );
    }
  });

  it('counts what is on record, and follows links through all pages in order without one twice', async () => {
    const counts: Record<string, number> = {};
    for (const id of [...Object.keys(COLLECTIONS), `study-${world.studyId}`])
      counts[id.replace(/\d+/, 'N')] = (await page(id, 'limit=1')).numberMatched;
    expect(counts).toMatchObject({
      ...{ 'areas-city': 0, 'areas-district': 1, 'areas-town': 1, 'areas-village': 2 },
      ...{ 'areas-grid': 3, patrols: 2, tracks: 2, fixes: 2 * WALK, incidents: INCIDENTS },
      ...{ warnings: 1, alerts: 2, 'study-N': 3 },
    });
    expect(counts.staleness).toBe(counts.coverage);
    const { rows } = await sql<{ id: string }>`
      select id from incidents order by category desc, occurred_from`.execute(store().db);
    const ids: string[] = [];
    let url: string | undefined =
      '/collections/incidents/items?limit=4&sortby=-category,occurred_from';
    while (url) {
      const { features, links }: Page = await (await ask(url)).json();
      ids.push(...features.map(({ properties }) => properties!.incident_id));
      url = links.find(({ rel }) => rel === 'next')?.href;
    }
    expect(ids).toEqual(rows.map(({ id }) => id));
  });

  it('answers a long page of several batches whole', async () => {
    await sql`insert into incidents (id, category, severity, found_by, position, cell, occurred_from, occurred_to, grid_id)
      select 'many-' || n, category, severity, found_by, position, cell, '2026-01-01', '2026-01-01', grid_id
      from incidents, generate_series(1, 2300) n where id = 'I0'`.execute(store().db);
    const { features, numberReturned } = await page('incidents', 'limit=5000&datetime=2026-01-01');
    expect(numberReturned).toBe(2300);
    expect(new Set(features.map(({ id }) => id)).size).toBe(2300);
    await sql`delete from incidents where id like 'many-%'`.execute(store().db);
  });

  it('is asked by box, time, column and CQL2, in text and JSON, to the same end', async () => {
    const inG1 = await page('incidents', `bbox=${BOX}&limit=100000`);
    expect([inG1.numberMatched, inG1.numberReturned]).toEqual([13, 13]);
    const wkt = `POLYGON((${[
      [0, 1],
      [2, 1],
      [2, 3],
      [0, 3],
      [0, 1],
    ]
      .map(([x, y]) => `${BOX[x!]} ${BOX[y!]}`)
      .join(', ')}))`;
    const ways = [
      await filtered('incidents', `S_INTERSECTS(geometry, ${wkt})`),
      await filtered('incidents', `s_within(geometry, BBOX(${BOX}))`),
      await filtered(
        'incidents',
        JSON.stringify({ op: 's_intersects', args: [{ property: 'geometry' }, { bbox: BOX }] }),
      ),
    ];
    for (const { numberMatched } of ways) expect(numberMatched).toBe(13);
    expect((await page('incidents', 'category=fire')).numberMatched).toBe(5);
    const [text, json] = [
      await filtered(
        'incidents',
        "category = 'fire' AND NOT (grid_code LIKE 'G1%' OR severity IN ('severe'))",
      ),
      await filtered(
        'incidents',
        JSON.stringify({
          op: 'and',
          args: [
            { op: '=', args: [{ property: 'category' }, 'fire'] },
            { op: '<>', args: [{ property: 'grid_code' }, 'G1'] },
          ],
        }),
      ),
    ];
    expect(text.features).toHaveLength(2);
    expect(json.features).toEqual(text.features);
    const since = new Date(NOW - 5.5 * 3_600_000).toISOString();
    for (const filter of [
      `occurred_from >= TIMESTAMP('${since}')`,
      `T_AFTER(occurred_from, TIMESTAMP('${since}'))`,
      `occurred_from BETWEEN TIMESTAMP('${since}') AND TIMESTAMP('2026-07-01T00:00:00Z')`,
      `T_INTERSECTS(INTERVAL(occurred_from, occurred_to), INTERVAL('${since}', '..'))`,
    ])
      expect((await filtered('incidents', filter)).numberMatched, filter).toBe(5);
    expect((await page('incidents', `datetime=${since}/..`)).numberMatched).toBe(5);
    for (const [filter, count] of [
      ['TRUE', INCIDENTS],
      ['false', 0],
    ] as const)
      expect((await filtered('incidents', filter)).numberMatched, filter).toBe(count);
    // An address that was not encoded has a space for the plus of an offset.
    const local = since.replace(/Z$/, '+00:00');
    expect((await page('incidents', `datetime=${local}/..`)).numberMatched).toBe(5);
    expect((await filtered('alerts', 'until IS NOT NULL')).numberMatched).toBe(0);
    expect(
      (await filtered(`study-${world.studyId}`, 'z > 1.5 AND "spot" = \'hot\'')).numberMatched,
    ).toBe(1);
    const { features } = await page('patrols', 'properties=outcome,coverage');
    expect(features[0]!.properties).toEqual({ outcome: 'completed', coverage: 0.6 });
  });

  it('answers in each coordinate system, in the order of its axes', async () => {
    const at = async (query: string) =>
      ((await page('incidents', `${query}&incident_id=I0`)).features[0]!.geometry as Point)
        .coordinates;
    const [lng, lat] = await at('');
    expect(await at(`crs=${EPSG}/4326`)).toEqual([lat, lng]);
    const [clat, clng] = await at(`crs=${EPSG}/4490`);
    expect([clng! - lng!, clat! - lat!].every((by) => Math.abs(by) < 1e-6)).toBe(true);
    const [x, y] = await at(`crs=${EPSG}/3857`);
    expect(x! / (lng! * 111319.49079327358)).toBeCloseTo(1, 9);
    const box = [y! - 1, x! - 1, y! + 1, x! + 1];
    const north = `filter-crs=${EPSG}/4326&filter=S_INTERSECTS(geometry,BBOX(${BOX[1]},${BOX[0]},${BOX[3]},${BOX[2]}))`;
    expect((await page('incidents', north)).numberMatched).toBe(13);
    expect(await at(`bbox-crs=${EPSG}/3857&bbox=${x! - 1},${y! - 1},${x! + 1},${y! + 1}`)).toEqual([
      lng,
      lat,
    ]);
    expect(box).toHaveLength(4);
    // A box that crosses the antimeridian goes on at the other side of it.
    const half = Math.PI * 6_378_137;
    const acrossMetres = (
      await page('incidents', `bbox-crs=${EPSG}/3857&bbox=${x! - 1},0,${1 - half},${half}`)
    ).numberMatched;
    expect(acrossMetres).toBe(
      (await page('incidents', `bbox=${lng! - 1e-5},0,-179,85`)).numberMatched,
    );
    expect(acrossMetres).toBeGreaterThan(0);
    expect(
      (await page('incidents', `bbox-crs=${EPSG}/3857&bbox=${x! + 1e6},0,${-half + 1},${half}`))
        .numberMatched,
    ).toBe(0);
    const everywhere = `bbox-crs=${EPSG}/3857&bbox=${[-3e7, -3e7, 3e7, 3e7]}`;
    expect((await page('incidents', everywhere)).numberMatched).toBe(INCIDENTS);
    const acrossCells = await page('coverage', `bbox=${BOX[0]},${BOX[1]},-179,${BOX[3]}&limit=1`);
    expect(acrossCells.numberMatched).toBe(
      (await page('coverage', `bbox=${BOX[0]},${BOX[1]},179,${BOX[3]}&limit=1`)).numberMatched,
    );
    const { numberMatched } = await page(
      'incidents',
      `bbox-crs=${EPSG}/4326&bbox=${BOX[1]},${BOX[0]},${BOX[3]},${BOX[2]}`,
    );
    expect(numberMatched).toBe(13);
  });

  it('takes a day for the whole of it, and the draft of CQL2 that GDAL speaks', async () => {
    const all = (await page('incidents', 'limit=1000')).features;
    const isOn = (from: string, to: string, days: [string, string]) =>
      from < days[1] && (to >= days[0] || from >= days[0]);
    const day = all[0]!.properties!.occurred_from.slice(0, 10);
    const next = new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
    const onDay = all.filter(({ properties }) =>
      isOn(properties!.occurred_from, properties!.occurred_to, [day, next]),
    );
    expect(onDay.length).toBeGreaterThan(1);
    for (const told of [day, `${day}/${day}`, `${day}T/${day}T`])
      expect((await page('incidents', `datetime=${told}`)).numberMatched, told).toBe(onDay.length);
    const areas = await page('areas-grid', 'datetime=2026-05-20');
    expect(areas.numberMatched).toBe(
      (await page('areas-grid', 'datetime=2026-05-20T00:00:00Z')).numberMatched,
    );
    const draft = (filter: string) => filtered('incidents', filter, '&filter-lang=cql-text');
    const fire = all.filter(({ properties }) => properties!.category === 'fire');
    expect((await draft("(category ILIKE 'F%') AND NOT (grid_id IS NULL)")).numberMatched).toBe(
      fire.filter(({ properties }) => properties!.grid_id !== null).length,
    );
    expect((await draft(`occurred_from < '${day}T'`)).numberMatched).toBe(
      all.filter(({ properties }) => properties!.occurred_from < day).length,
    );
  });

  it('describes itself in OpenAPI 3.0, every collection with its page’s limit and its columns', async () => {
    const reply = await ask('/api');
    expect(reply.headers.get('content-type')).toBe('application/vnd.oai.openapi+json;version=3.0');
    const document = await reply.json();
    const checked = await new Validator().validate(structuredClone(document));
    expect(checked.errors ?? []).toEqual([]);
    expect(document.openapi).toBe('3.0.3');
    const landing = await (await ask('/')).json();
    const isDocument = ({ rel }: { rel: string }) => rel === 'service-desc';
    expect(landing.links.filter(isDocument)).toEqual([
      expect.objectContaining({
        ...{ href: `${app.url}/ogc/api`, type: 'application/vnd.oai.openapi+json;version=3.0' },
      }),
    ]);
    expect(document.components.parameters.limit.schema).toMatchObject({
      ...{ minimum: 1, maximum: 10_000, default: 100 },
    });
    for (const id of [...Object.keys(COLLECTIONS), `study-${world.studyId}`]) {
      const { parameters } = document.paths[`/collections/${id}/items`].get;
      expect(parameters, id).toContainEqual({ $ref: '#/components/parameters/limit' });
      const names = parameters.map(({ name }: { name?: string }) => name);
      for (const column of COLLECTIONS[id]?.columns ?? [])
        if (!LISTS.has(COLUMNS[column])) expect(names, id).toContain(column);
    }
  });

  it('tells areas as of a moment, and ground as it was seen', async () => {
    const { features } = await page('areas-grid', 'sortby=code');
    expect(features.map(({ properties }) => properties!.code)).toEqual(['G1', 'G2', 'G3']);
    const [warning] = (await page('warnings')).features;
    expect(await (await ask(`/collections/warnings/items/${warning!.id}`)).json()).toMatchObject({
      geometry: warning!.geometry,
      properties: warning!.properties,
    });
    expect((await ask('/collections/warnings/items/none')).status).toBe(404);
    expect((await page('areas-grid', 'datetime=2019-01-01T00:00:00Z')).numberMatched).toBe(0);
    const seen = await filtered('coverage', 'patrols > 0');
    expect(seen.numberMatched).toBe(5);
    const stale = await filtered('staleness', 'hours IS NOT NULL');
    expect(new Set(stale.features.map(({ properties }) => properties!.hours))).toEqual(
      new Set([2]),
    );
    expect((await page('staleness', 'datetime=2026-01-01T00:00:00Z/..')).numberMatched).toBe(
      (await page('staleness')).numberMatched,
    );
    const ring = (stale.features[0]!.geometry as Polygon).coordinates[0]!;
    const area = ring
      .slice(1)
      .reduce((sum, [x, y], k) => sum + ring[k]![0]! * y! - x! * ring[k]![1]!, 0);
    expect(area, 'counter-clockwise').toBeGreaterThan(0);
  });

  it('tells a track with the moment of each point', async () => {
    const { features } = await page('tracks', `datetime=${DAY}`);
    const [patrol, handheld] = world.track.split('-').map(Number);
    const track = features.find(({ properties }) => properties!.patrol_id === patrol)!;
    const { accuracies_m, handheld_id, points, times } = track.properties!;
    expect([handheld_id, points]).toEqual([handheld, WALK]);
    expect((track.geometry as LineString).coordinates).toHaveLength(WALK);
    expect([times.length, accuracies_m.length]).toEqual([WALK, WALK]);
    expect([...times].sort()).toEqual(times);
    expect(await (await ask(`/collections/tracks/items/${world.track}`)).json()).toMatchObject({
      geometry: track.geometry,
      properties: track.properties,
    });
  });

  it('shows an area what is its own, a key of figures no persons, and records whom it showed', async () => {
    const idsOf = async (id: string, who: 'V1' | 'V2') =>
      (await page(id, 'limit=1000', who)).features.map(({ id: fid }) => String(fid));
    for (const id of ['areas-grid', 'patrols', 'tracks', 'incidents', 'staleness']) {
      const [one, other] = [await idsOf(id, 'V1'), await idsOf(id, 'V2')];
      expect(one.length * other.length, id).toBeGreaterThan(0);
      expect(one.filter((fid) => other.includes(fid))).toEqual([]);
      expect((await ask(`/collections/${id}/items/${other[0]}`, 'V1')).status, id).toBe(404);
    }
    for (const id of ['patrols', 'tracks', 'fixes', 'alerts'])
      expect((await ask(`/collections/${id}/items`, 'figures')).status).toBe(403);
    expect((await ask('/collections/incidents/items', 'figures')).status).toBe(200);
    const collections = (authorization: string) =>
      fetch(`${app.url}/ogc/collections`, { headers: { authorization } });
    const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
    expect((await fetch(`${app.url}/ogc/collections`)).status).toBe(401);
    // Programs for maps that know no tokens send the key as a password.
    for (const [authorization, status] of [
      [`bearer ${keys.figures}`, 200],
      [basic(`key:${keys.figures}`), 200],
      [basic(`key:${keys.figures}x`), 401],
      [basic('H-1:a-secret-of-a-handheld'), 401],
    ] as const)
      expect((await collections(authorization)).status, authorization).toBe(status);

    await ask(`/collections/tracks/items?datetime=${DAY}`, 'V2', { 'x-purpose': 'looking' });
    expect(await lastLook()).toMatchObject({
      ...{ act: 'listOgcTracks', officer_ids: [world.ids.officers.O3] },
      ...{ since: new Date(DAY.split('/')[0]!), detail: { purpose: 'looking' } },
    });

    // A page past the end still tells how many there are.
    const beyond = await page('patrols', 'outcome=completed&offset=1000', 'V2');
    expect([beyond.numberMatched, beyond.numberReturned]).toEqual([1, 0]);
    expect(await lastLook()).toMatchObject({
      ...{ act: 'listOgcPatrols', officer_ids: [world.ids.officers.O3] },
      detail: { query: { offset: 1000 } },
    });
  });

  /** Ids of all pages, and how many the first says there are. */
  async function through(path: string, between: () => Promise<unknown> = async () => {}) {
    const ids: string[] = [];
    let matched: number | undefined;
    let url: string | undefined = path;
    while (url) {
      const { features, links, numberMatched }: Page = await (await ask(url)).json();
      ids.push(...features.map(({ id }) => String(id)));
      matched ??= numberMatched;
      await between();
      url = links.find(({ rel }) => rel === 'next')?.href;
    }
    return { ids, matched };
  }

  it('neither loses nor doubles what was there, whatever comes and goes between two pages or within one', async () => {
    const { db } = store();
    const { rows: there } = await sql<{ id: string }>`
      select id from incidents order by id collate "C"`.execute(db);
    const copy = (ids: string) =>
      sql`insert into incidents (id, category, severity, found_by, position, cell, occurred_from, occurred_to, grid_id)
      select new.id, category, severity, found_by, position, cell, occurred_from, occurred_to, grid_id from incidents, unnest(${ids.split(' ')}::text[]) new (id) where incidents.id = 'I0'`.execute(
        db,
      );
    await copy('I1a I1b I1c I1d');
    let n = 0;
    const { ids } = await through('/collections/incidents/items?limit=4', async () => {
      // One that sorts before all that was told, and the row a cursor names is gone.
      await copy(`A${n++}`);
      await sql`delete from incidents where id ~ '^I1[a-d]'`.execute(db);
    });
    const stood = there.map(({ id }) => id);
    expect(ids.filter((id) => stood.includes(id))).toEqual(stood);
    expect(n).toBeGreaterThan(5);
    await sql`delete from incidents where id like 'A%'`.execute(db);

    const collection = await describeCollection(db, { name: 'x', areaId: 1 } as never, 'incidents');
    const at = { areaId: world.ids.areas.D!, nowMs: NOW };
    const { asked, page: first } = await askItems(db, collection, { limit: 5 }, at);
    const head = await readHead(asked, first);
    await copy('I01 I02 I03');
    const read: string[] = [];
    for await (const rows of readRows(asked, head)) read.push(...rows.map(({ fid }) => fid));
    expect(read).toEqual(head.fids);
    await sql`delete from incidents where id ~ '^I0.'`.execute(db);
  });

  it('holds the fixes of few patrols at a time: of many, packed or not, pages follow without a count', async () => {
    const { db } = store();
    const { O3 } = world.ids.officers;
    const { H3 } = world.ids.handhelds;
    const month = '2026-03-01T00:00:00Z/2026-03-31T23:59:59Z';
    await sql`insert into patrols (officer_id, grid_id, origin, start_time, end_time)
      select ${O3!}, ${world.ids.areas.G3!}, 'declared', t, t + interval '1 hour'
      from generate_series('2026-03-01T00:00:00Z'::timestamptz, '2026-03-24T12:00:00Z', interval '8 hours') t`.execute(
      db,
    );
    const days = Array.from(
      { length: 24 },
      (_, k) => Date.parse('2026-03-01T00:00:00Z') + k * DAY_MS,
    );
    await createFixPartitions(db).ensure(days);
    const rows = days.flatMap((day) =>
      [0, 8, 16].flatMap((hour, k) =>
        fixRows(H3!, {
          from: day + hour * HOUR_MS,
          count: 4,
          firstSeq: k * 10,
          session: day,
          grid: 'G3',
        }),
      ),
    );
    await insertFixes(db, rows, NOW);
    const tracks = `/collections/tracks/items?datetime=${month}`;
    const before = await through(`${tracks}&limit=30`);
    expect([before.ids.length, before.matched]).toEqual([72 - 1, undefined]);
    for (const day of days.slice(0, 12))
      await packDay(db, { handheldId: H3!, day: day / DAY_MS }, NOW + DAY_MS);
    expect(await through(`${tracks}&limit=100`)).toEqual(before);
    expect(new Set(before.ids).size).toBe(before.ids.length);
    expect([...before.ids].sort()).toEqual(before.ids);
    const fixes = await through(`/collections/fixes/items?datetime=${month}&limit=50`);
    expect([fixes.ids.length, new Set(fixes.ids).size]).toEqual([4 * 71, 4 * 71]);
    expect((await refused(`${tracks}&sortby=start_time`)).description).toMatch(
      /at most 64 patrols/,
    );
    // What a filter says of patrols narrows them before their fixes are read.
    const [one] = before.ids;
    const patrol = one!.split('-')[0];
    for (const query of [
      `patrol_id=${patrol}`,
      `filter=${encodeURIComponent(`points > 1 AND ${patrol} = patrol_id`)}`,
    ])
      expect(await through(`${tracks}&sortby=-points&${query}`)).toEqual({
        ids: [one],
        matched: 1,
      });
  });

  it('answers a page that is the same with its tag alone', async () => {
    const path = '/collections/incidents/items?limit=3';
    const tag = (await ask(path)).headers.get('etag')!;
    for (const held of [tag, tag.replace('W/', ''), `"other", ${tag}`, '*'])
      expect((await ask(path, 'D', { 'if-none-match': held })).status, held).toBe(304);
    expect((await ask(path, 'D', { 'if-none-match': '"other"' })).status).toBe(200);
    await sql`update incidents set severity = 'severe' where id = 'I1'`.execute(store().db);
    expect((await ask(path, 'D', { 'if-none-match': tag })).status).toBe(200);
  });

  it('says what is wrong as the standard has it, with what is allowed', async () => {
    const items = '/collections/incidents/items';
    for (const [query, says] of [
      ['bbox=1,2,3', /four numbers/],
      ['datetime=yesterday', /yesterday/],
      ['crs=EPSG:4547', /CRS84, .*EPSG\/0\/4490/],
      ['sortby=colour', /there is no colour; there are incident_id, category/],
      ['f=xml', /must be one of json, html, csv, csvt, parquet, fgb, gpx, kml$/],
      ['grid_id=abc', /grid_id: abc is no number/],
      ['category=fire&category=noise', /category: said more than once/],
      [
        `filter=${encodeURIComponent('{"op":"=","args":[{"property":"category"},null]}')}`,
        /null is no text/,
      ],
      ['colour=red', /there is no parameter colour; there are bbox, /],
      ['filter=colour%3D1', /there is no colour/],
      ['filter=category%20LIKES%201', /a comparison/],
      ['filter=category%3D1', /is no text/],
      ['filter-lang=ecql&filter=a%3D1', /cql2-text, cql2-json, cql-text/],
      ['cursor=x', /link to the next page/],
      [`sortby=occurred_from&cursor=${cursorOf('noise', 'I1')}`, /the sortby of that/],
      [`cursor=${cursorOf('noise', 'I1')}`, /the sortby of that/],
      ['constructor=1', /there is no parameter constructor/],
      ['filter=toString%20IS%20NULL', /there is no toString/],
      ['filter=occurred_from%3Dcategory', /category is no moment/],
      ['filter=category%20LIKE%20%27a%5C%27', /must not end with/],
      ['filter-lang=constructor&filter=a%3D1', /cql2-text, cql2-json/],
      ['crs=constructor', /CRS84/],
      ['filter=S_WITHIN(geometry,POINT(a%20b))', /not a whole geometry/],
      ['filter=S_WITHIN(geometry,POLYGON((0%200,1%201)))', /not a whole geometry/],
      ['filter=S_WITHIN(geometry,BBOX(1,2))', /four numbers/],
      ['filter={"op":"and","args":[]}', /and joins conditions/],
      ['filter={"op":"isNull","args":[{"property":["category"]}]}', /a property is wanted/],
      ['limit=0', /limit/],
      ...['1.5', '1e3', '0x10', '1.0', '', 'ten'].map(
        (limit) => [`limit=${limit}`, /limit must be a whole number, at least 1/] as const,
      ),
      ...['1.5', '1e2', ''].map(
        (offset) => [`offset=${offset}`, /offset must be a whole number, at least 0/] as const,
      ),
      ['bbox=0x1,2,3,4', /four numbers/],
      ['grid_id=0x1', /grid_id: 0x1 is no number/],
      ...['20261103', '2026', '2026-11', '1732000000'].map(
        (told) => [`datetime=${told}`, /is no day \(2026-11-03\), no moment/] as const,
      ),
      ['filter=category%20ILIKE%20%27F%25%27', /a comparison/],
      [`f=parquet&crs=${EPSG}/4326`, /CRS84/],
    ] as const) {
      const { code, description, status } = await refused(`${items}?${query}`);
      expect([status, code], query).toEqual([400, 'invalid']);
      expect(description, query).toMatch(says);
    }
    const areas = await ask('/collections/areas-grid/items?f=gpx');
    expect([areas.status, areas.headers.get('content-disposition')]).toEqual([400, null]);
    expect(await refused('/collections/trees')).toMatchObject({
      ...{
        status: 404,
        code: 'not-found',
        description: expect.stringMatching(/areas-grid, .*study-N/),
      },
    });
    expect(await refused('/nowhere')).toMatchObject({ status: 404, code: 'not-found' });
    for (const [query, says] of [
      ['datetime=2026-01-01/2026-06-01', /31 days/],
      ['sortby=-times', /there is no times; there are patrol_id, .*points$/],
    ] as const)
      expect((await refused(`/collections/tracks/items?${query}`)).description).toMatch(says);
  });

  it('tells where a track was when, whole, in part, and what was measured (Moving Features)', async () => {
    const track = `/collections/tracks/items/${world.track}`;
    const of = async (path: string) => (await ask(`${track}${path}`)).json();
    const { geometrySequence } = await of('/tgsequence');
    const [{ coordinates, datetimes, type }] = geometrySequence;
    expect([type, coordinates.length, datetimes.length]).toEqual(['MovingPoint', WALK, WALK]);
    const middle = (Date.parse(datetimes[0]) + Date.parse(datetimes[1])) / 2;
    const span = `datetime=${new Date(middle).toISOString()}/${datetimes[3]}`;
    const cut = (await of(`/tgsequence?${span}`)).geometrySequence[0];
    expect(cut.datetimes).toEqual(datetimes.slice(1, 4));
    const part = (await of(`/tgsequence?${span}&subTrajectory=true`)).geometrySequence[0];
    expect(part.datetimes).toHaveLength(4);
    expect(part.coordinates[0][0]).toBeCloseTo((coordinates[0][0] + coordinates[1][0]) / 2, 12);
    expect((await of(`/tgsequence?leaf=${datetimes[5]}`)).geometrySequence[0].coordinates).toEqual([
      coordinates[5],
    ]);
    const { temporalProperties } = await of('/tproperties/speed');
    expect(temporalProperties).toMatchObject([{ name: 'speed', type: 'TReal', form: 'm/s' }]);
    expect(new Set(temporalProperties[0].valueSequence[0].values)).toEqual(new Set([1.25]));
    const whole = await of('/mfjson');
    expect(whole.temporalGeometry.coordinates).toEqual(coordinates);
    expect((await ask(`${track}/tgsequence`, 'V2')).status).toBe(404);
    expect((await refused(`${track}/tgsequence?subTrajectory=true`)).description).toMatch(
      /two moments/,
    );
  });

  it('has vector tiles of the same features, which hold until an edition changes', async () => {
    const at = (z: number): [number, number] => {
      const n = 2 ** z;
      const rad = (BOX[1]! * Math.PI) / 180;
      return [
        Math.floor(((1 - Math.asinh(Math.tan(rad)) / Math.PI) / 2) * n),
        Math.floor(((BOX[0]! + 180) / 360) * n),
      ];
    };
    const tile = async (id: string, z: number) => {
      const [y, x] = at(z);
      const reply = await ask(`/collections/${id}/tiles/WebMercatorQuad/${z}/${y}/${x}`);
      expect(reply.status, id).toBe(200);
      const { layers } = new VectorTile(new PbfReader(new Uint8Array(await reply.arrayBuffer())));
      return { layer: layers[id], tag: reply.headers.get('etag')!, url: reply.url };
    };
    const grids = await tile('areas-grid', 10);
    const codes = Array.from({ length: grids.layer!.length }, (_, k) => grids.layer!.feature(k));
    expect(codes.map(({ properties }) => properties.code).sort()).toEqual(['G1', 'G2', 'G3']);
    expect(codes[0]!.properties).toMatchObject({ level: 'grid', version: 1 });
    const [grid] = codes.filter(({ properties }) => properties.code === 'G1');
    const shape = grid!.toGeoJSON(at(10)[1], at(10)[0], 10);
    const lngs = (shape.geometry as Polygon).coordinates
      .flat(1)
      .map((place) => Number([place].flat()[0]));
    expect(Math.min(...lngs)).toBeCloseTo(BOX[0]!, 3);
    expect((await tile('incidents', 10)).layer!.length).toBe(INCIDENTS);
    expect((await tile(`study-${world.studyId}`, 12)).layer!.length).toBe(3);
    // What earlier claims packed and judged may be rolled up meanwhile.
    const again = async () => {
      const { tag, url } = await tile('areas-grid', 10);
      return (await ask(url, 'D', { 'if-none-match': tag })).status;
    };
    await expect.poll(again).toBe(304);
    expect((await tile('staleness', 14)).layer!.length).toBeGreaterThan(0);
    expect(await lastLook()).toMatchObject({
      ...{ act: 'getOgcTile', officer_ids: [] },
      detail: { collection: 'staleness', query: { z: 14, y: at(14)[0], x: at(14)[1] } },
    });
    const json = await (
      await ask('/collections/areas-grid/tiles/WebMercatorQuad?f=tilejson')
    ).json();
    expect(json).toMatchObject({
      tilejson: '3.0.0',
      minzoom: 0,
      vector_layers: [{ id: 'areas-grid' }],
    });
    expect((await refused('/collections/tracks/tiles')).status).toBe(404);
    expect(
      (await refused('/collections/staleness/tiles/WebMercatorQuad/3/1/1')).description,
    ).toMatch(/zoom 14/);
  });

  it('is read in a browser in Chinese or English', async () => {
    const html = async (path: string, language: string) =>
      (await ask(path, 'D', { accept: 'text/html', 'accept-language': language })).text();
    expect(await html('/', 'zh-CN,zh;q=0.9,en;q=0.8')).toMatch(/<h1>巡迹<.*数据集/s);
    expect(await html('/collections/incidents', 'en')).toMatch(/<h1>Incidents<.*items\?f=html/s);
    const items = await html('/collections/incidents/items?limit=2', 'zh');
    expect(items).toMatch(/<h1>事件<.*rel="next".*<th title="事件编号|<th title="上报方/s);
    expect(items.match(/<tr>/g)).toHaveLength(3);
  });
});
