import { cellToBoundary, cellToParent } from 'h3-js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import { DAY_MS, HOUR_MS } from '../../server/contract/units.ts';
import type {
  Warning,
  WarningCollection,
  WarningDetail,
  WarningIncidents,
  WarningPage,
  WarningRate,
} from '../../server/contract/warnings/warning.ts';
import { recordVerdict } from '../../server/db/verdicts/verdicts.ts';
import { cellOf, centreOf } from '../../server/domain/geo/h3.ts';
import { patrollableCells } from '../../server/domain/geo/patrollable-cells.ts';
import { putIncidents } from '../../server/services/incidents/store-incidents.ts';
import { recordFindings } from '../../server/services/warnings/record-findings.ts';
import { startTestApp } from '../support/app.ts';
import { createUser, sessionOf } from '../support/console.ts';
import { cellsIn, findingOf } from '../support/made/findings.ts';
import { verdictOf } from '../support/made/verdicts.ts';
import { cornerOf, type Ids, NOW, SIDE_DEG, seedTestWorld } from '../support/made/world.ts';
import { openEmbedded, type TestStore } from '../support/stores/stores.ts';

let store: TestStore;
let app: App;
let ids: Ids;
let now = NOW;
let across: Warning;
let inV1: Warning;
let inV2: Warning;
const cookies: Record<string, string> = {};

async function ask<T>(
  who: string,
  path: string,
  body?: object,
): Promise<{ status: number; body: T & { error?: string; detail?: string } }> {
  const reply = await fetch(`${app.url}/api/v1${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      cookie: cookies[who]!,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: reply.status, body: (await reply.json()) as never };
}
const idsOf = async (who: string, query = '') =>
  (await ask<WarningPage>(who, `/warnings${query}`)).body.warnings.map(({ id }) => id);

beforeAll(async () => {
  store = await openEmbedded();
  ids = await seedTestWorld(store.db);
  await store.db
    .insertInto('incident_categories')
    .values([
      { code: 'theft', parent_code: null, name_zh: '盗窃', name_en: 'Theft', points: 1 },
      { code: 'bike', parent_code: 'theft', name_zh: '车辆', name_en: 'Bike', points: 1 },
      { code: 'fire', parent_code: null, name_zh: '火灾', name_en: 'Fire', points: 1 },
    ])
    .execute();
  for (const [name, area] of [
    ['district', 'D'],
    ['village-1', 'V1'],
    ['village-2', 'V2'],
  ] as const)
    await createUser(store.db, { name, role: 'supervisor', areaId: ids.areas[area]! });
  app = await startTestApp(store.db, { now: () => now });
  for (const name of ['district', 'village-1', 'village-2'])
    cookies[name] = await sessionOf(app.url, name);
  const raised = await recordFindings(store.db, {
    areaId: ids.areas.D!,
    at: NOW,
    now: NOW,
    findings: [
      findingOf({ areaId: ids.areas.G1!, level: 'red', category: 'theft' }),
      findingOf({
        areaId: ids.areas.G3!,
        cells: cellsIn('G3'),
        agreeing: [{ method: 'gi-star', p: 0.01 }],
      }),
      findingOf({
        areaId: ids.areas.T!,
        cells: [...cellsIn('G2'), ...cellsIn('G3')],
        category: 'fire',
        level: 'blue',
      }),
    ],
  });
  [inV1, inV2, across] = raised as [Warning, Warning, Warning];
}, 120_000);
afterAll(async () => {
  await app?.close();
  await store?.close();
});

it('each sees warnings of the own area and those whose cells touch it', async () => {
  expect(across.gridIds).toEqual([ids.areas.G2, ids.areas.G3]);
  expect((await idsOf('district')).sort()).toEqual([inV1.id, inV2.id, across.id].sort());
  expect((await idsOf('village-1')).sort()).toEqual([inV1.id, across.id].sort());
  expect((await idsOf('village-2')).sort()).toEqual([inV2.id, across.id].sort());
  expect((await ask('village-1', `/warnings/${inV2.id}`)).status).toBe(404);
});

it('lists by area, state, level, category and period, a page at a time', async () => {
  expect(await idsOf('district', '?level=red,orange')).toEqual([inV1.id]);
  expect(await idsOf('district', '?category=fire')).toEqual([across.id]);
  expect(await idsOf('district', `?areaId=${ids.areas.G1}`)).toEqual([inV1.id]);
  expect(await idsOf('district', '?state=closed')).toEqual([]);
  expect(await idsOf('district', `?to=${NOW - 1}`)).toEqual([]);
  expect(await idsOf('district', `?from=${NOW + DAY_MS}`)).toHaveLength(3);
  const first = (await ask<WarningPage>('district', '/warnings?limit=2')).body;
  const rest = (await ask<WarningPage>('district', `/warnings?limit=2&cursor=${first.next}`)).body;
  expect([...first.warnings, ...rest.warnings].map(({ id }) => id)).toEqual(
    await idsOf('district'),
  );
  expect(rest.next).toBeNull();
  expect((await ask('district', '/warnings?level=purple')).status).toBe(400);
});

it('are GeoJSON too, with the outline of their cells', async () => {
  const { body } = await ask<WarningCollection>('district', '/warnings.geojson?category=theft');
  const [feature] = body.features;
  expect(feature).toMatchObject({ id: inV1.id, properties: { level: 'red' } });
  const ring = feature!.geometry.coordinates[0]![0]!;
  expect(ring).toHaveLength(7);
  const round = ([lng, lat]: number[]) => `${lng!.toFixed(9)} ${lat!.toFixed(9)}`;
  expect(new Set(ring.map(round))).toEqual(
    new Set(cellToBoundary(cellsIn('G1')[0]!, true).map(round)),
  );
});

it('explain themselves', async () => {
  const { body } = await ask<WarningDetail>('village-2', `/warnings/${inV2.id}`);
  expect(body).toMatchObject({
    warning: { id: inV2.id, areaName: 'area G3' },
    versions: [
      {
        version: 1,
        reason: 'raised',
        findings: [
          {
            method: 'test/1',
            parameters: { windowD: 7 },
            seed: '1',
            dataHash: 'hash',
            observed: 12,
            expected: 4,
            p: 0.001,
            recurrenceDays: 400,
            incidentIds: ['i-1', 'i-2'],
            agreeing: [{ method: 'gi-star', p: 0.01 }],
          },
        ],
      },
    ],
    steps: [],
    allowed: ['acknowledge', 'take', 'close'],
    handhelds: { seen: 0, last: null },
  });
});

it('go through the hands of persons, each step with who, when and why; others are told what is allowed', async () => {
  const path = `/warnings/${inV2.id}`;
  expect(await ask('village-2', `${path}/acknowledge`, { comment: '看到了' })).toMatchObject({
    status: 200,
    body: { state: 'acknowledged' },
  });
  expect(await ask('district', `${path}/take`, {})).toMatchObject({
    body: { state: 'in-hand', handledBy: 'district' },
  });
  expect(await ask('village-2', `${path}/acknowledge`, {})).toMatchObject({
    status: 409,
    body: { error: 'wrong-state', detail: 'it is in-hand; you may: take, close' },
  });
  expect((await ask('district', `${path}/close`, {})).status).toBe(400);
  expect(
    await ask('district', `${path}/close`, { verdict: 'false', comment: 'a fair' }),
  ).toMatchObject({
    body: { state: 'closed', verdict: 'false', endedAt: new Date(NOW).toISOString() },
  });
  expect(await ask('village-2', `${path}/take`, {})).toMatchObject({
    status: 409,
    body: { detail: 'it is closed; nothing more can be done' },
  });
  const { body } = await ask<WarningDetail>('village-2', path);
  expect(body.allowed).toEqual([]);
  expect(body.steps.map(({ step, by, comment }) => [step, by, comment])).toEqual([
    ['close', 'district', 'a fair'],
    ['take', 'district', null],
    ['acknowledge', 'village-2', '看到了'],
  ]);
});

it('of an area above are to be read, not to be acted upon', async () => {
  expect(await ask('village-1', `/warnings/${across.id}/take`, {})).toMatchObject({
    status: 403,
    body: { error: 'forbidden', detail: expect.stringContaining('area T') },
  });
  expect((await ask<WarningDetail>('village-1', `/warnings/${across.id}`)).body.allowed).toEqual(
    [],
  );
  expect((await ask('village-1', `/warnings/${inV2.id}/take`, {})).status).toBe(404);
});

it('say whether anybody went there afterwards and what happened against what was to be expected', async () => {
  const { lng, lat } = cornerOf('G1');
  const square = [
    [lng, lat],
    [lng + SIDE_DEG, lat],
    [lng + SIDE_DEG, lat + SIDE_DEG],
    [lng, lat + SIDE_DEG],
    [lng, lat],
  ] as [number, number][];
  const ground = patrollableCells({ type: 'MultiPolygon', coordinates: [[square]] }, 12);
  const inPlace = ground.filter(({ cell }) => cellToParent(cell, 10) === inV1.cells[0]);
  const half = inPlace.slice(0, inPlace.length / 2).map(({ cell }) => cell);
  const patrol = async (hours: number, outcome: 'completed' | 'suspicious', seen: string[]) => {
    const start = NOW + hours * HOUR_MS;
    const { id } = await store.db
      .insertInto('patrols')
      .values({
        officer_id: ids.officers.O1!,
        grid_id: ids.areas.G1!,
        origin: 'declared',
        start_time: new Date(start),
        end_time: new Date(start + HOUR_MS),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await recordVerdict(store.db, {
      officerId: ids.officers.O1!,
      patrolId: id,
      normId: 0,
      decidedAt: start + 2 * HOUR_MS,
      verdict: verdictOf({ outcome, effectiveMin: 60, seen }),
    });
  };
  await patrol(
    -2,
    'completed',
    inPlace.map(({ cell }) => cell),
  );
  await patrol(
    2,
    'suspicious',
    inPlace.map(({ cell }) => cell),
  );
  await patrol(4, 'completed', half);
  await patrol(
    30,
    'completed',
    inPlace.map(({ cell }) => cell),
  );
  const { lng: x, lat: y } = centreOf(inPlace[0]!.cell);
  const incident = (id: string, category: string, hours: number, dLng = 0) => ({
    id,
    category,
    severity: 'minor',
    found_by: 'reported',
    position: { lng: x + dLng, lat: y },
    at: NOW + hours * HOUR_MS,
  });
  for (const { position, at, ...row } of [
    incident('before', 'theft', -1),
    incident('first', 'theft', 1),
    incident('below', 'bike', 40),
    incident('other', 'fire', 2),
    incident('elsewhere', 'theft', 2, SIDE_DEG),
  ])
    await store.db
      .insertInto('incidents')
      .values((eb) => ({
        ...row,
        cell: BigInt(`0x${cellOf(position)}`).toString() as never,
        position: eb.fn('ST_SetSRID', [
          eb.fn('ST_MakePoint', [eb.val(position.lng), eb.val(position.lat)]),
          eb.val(4326),
        ]) as never,
        occurred_from: new Date(at),
        occurred_to: new Date(at),
        grid_id: ids.areas.G1!,
      }))
      .execute();
  now = NOW + 4 * DAY_MS;
  const { effect } = (await ask<WarningDetail>('village-1', `/warnings/${inV1.id}`)).body;
  now = NOW;
  const round = (value: number | null) => value && Math.round(value * 100) / 100;
  expect(
    effect.patrolled.map(({ coverage, ...row }) => ({ ...row, coverage: round(coverage) })),
  ).toEqual([
    { hours: 24, elapsed: true, patrols: 1, coverage: round(half.length / inPlace.length) },
    { hours: 72, elapsed: true, patrols: 2, coverage: 1 },
  ]);
  expect(effect.incidents.map(({ p: _p, ...row }) => row)).toEqual([
    { days: 1, elapsed: true, observed: 1, expected: 4 / 7, asBefore: 12 / 7 },
    { days: 3, elapsed: true, observed: 2, expected: 12 / 7, asBefore: 36 / 7 },
    { days: 7, elapsed: false, observed: 2, expected: 4, asBefore: 12 },
  ]);
  expect(effect.incidents[0]!.p).toBeCloseTo(1 - Math.exp(-4 / 7), 12);
});

it('name the incidents they rest on, those of the own area that stand', async () => {
  await store.db
    .insertInto('incident_categories')
    .values({ code: 'other', parent_code: null, name_zh: '其他', name_en: 'Other', points: 0 })
    .execute();
  const at = new Date(NOW - DAY_MS).toISOString();
  await putIncidents(
    store.db,
    [
      ['i-1', 'G2'],
      ['i-2', 'G3'],
    ].map(([id, grid]) => ({
      id: id!,
      category: 'other',
      severity: 'minor',
      foundBy: 'reported',
      position: {
        lng: cornerOf(grid!).lng + SIDE_DEG / 2,
        lat: cornerOf(grid!).lat + SIDE_DEG / 2,
      },
      from: at,
    })),
  );
  const named = async (who: string, query = '') => {
    const { body } = await ask<WarningIncidents>(who, `/warnings/${across.id}/incidents${query}`);
    return [body.version, body.incidents?.map(({ id }) => id), body.missing];
  };
  expect(await named('district')).toEqual([1, ['i-1', 'i-2'], 0]);
  expect(await named('village-1', '?version=1')).toEqual([1, ['i-1'], 1]);
  expect((await ask('district', `/warnings/${across.id}/incidents?version=9`)).status).toBe(404);
  expect((await ask('village-1', `/warnings/${inV2.id}/incidents`)).status).toBe(404);
});

it('are counted a month by area, with the share that was false', async () => {
  const { body } = await ask<{ rates: WarningRate[] }>('district', `/warnings/rate?to=${NOW + 1}`);
  expect(body.rates.map(({ areaId, month, raised }) => [areaId, month, raised])).toEqual([
    [ids.areas.D, '2026-06', 3],
    [ids.areas.T, '2026-06', 3],
  ]);
  expect(body.rates[0]).toMatchObject({
    byPeak: { blue: 1, yellow: 1, orange: 0, red: 1 },
    real: 0,
    false: 1,
    unclear: 0,
  });
  // R: prop.test(1, 1, correct = FALSE)$conf.int
  expect(body.rates[0]!.falseShare!.low).toBeCloseTo(0.2065493, 6);
  expect(body.rates[0]!.falseShare).toMatchObject({ best: 1, high: 1 });
  const town = await ask<{ rates: WarningRate[] }>(
    'district',
    `/warnings/rate?to=${NOW + 1}&areaId=${ids.areas.T}`,
  );
  expect(town.body.rates.map(({ areaId, raised }) => [areaId, raised])).toEqual([
    [ids.areas.T, 3],
    [ids.areas.V1, 1],
    [ids.areas.V2, 1],
  ]);
  expect((await ask('village-1', `/warnings/rate?areaId=${ids.areas.V2}`)).status).toBe(403);
});
