import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeImport } from '../../scripts/import/areas.ts';
import type { App } from '../../server/app.ts';
import type { Case } from '../../server/contract/cases/case.ts';
import type { DeadlineRules } from '../../server/contract/cases/deadline.ts';
import type { CaseDetail, CasePage } from '../../server/contract/cases/detail.ts';
import type { CaseMetricAnswer } from '../../server/contract/cases/figures.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../server/contract/units.ts';
import { putIncidentCategories } from '../../server/db/people/provision.ts';
import { CASE_PRESETS } from '../../server/domain/cases/presets.ts';
import { importAreas } from '../../server/services/areas/import-areas.ts';
import { followAreas } from '../../server/services/cases/follow-areas.ts';
import { recordChangedCases } from '../../server/services/cases/record-cases.ts';
import { startTestApp } from '../support/app.ts';
import { createUser, sessionOf } from '../support/console.ts';
import { basicAuth } from '../support/handheld.ts';
import { collection, feature, importOptions } from '../support/made/area-file.ts';
import { CATEGORIES, incidentAt, placeIn } from '../support/made/incidents.ts';
import { box, type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

describeStores('Cases on ground that is redrawn', (store) => {
  let app: App;
  let ids: Ids;
  let nowMs = NOW;
  const cookies: Record<string, string> = {};
  const headers = (as: string) => ({
    ...(as.startsWith('H') ? { authorization: basicAuth(as) } : { cookie: cookies[as]! }),
    'content-type': 'application/json',
  });
  const ask = async (as: string, path: string, body?: object, method = body ? 'POST' : 'GET') => {
    const reply = await fetch(`${app.url}/api/v1${path}`, {
      ...{ method, headers: headers(as), body: body && JSON.stringify(body) },
    });
    return { status: reply.status, body: await reply.json() };
  };
  const incidentsOf = async (as: string, path: string) =>
    ((await ask(as, path)).body as CasePage).cases.map(({ incidentId }) => incidentId).sort();
  const one = async (id: number, as = 'district') =>
    (await ask(as, `/cases/${id}`)).body as CaseDetail;
  const step = async (id: number, body: object, as = 'district') => {
    nowMs += MINUTE_MS;
    const { version } = (await one(id)).case;
    return ask(as, `/cases/${id}/steps`, { version, ...body });
  };
  const report = async (id: string, east: number): Promise<Case> => {
    const incidents = [
      incidentAt(id, nowMs - HOUR_MS, placeIn('G1', east, 0.5), { category: 'road' }),
    ];
    await ask('district', '/incidents', { incidents });
    return (await ask('district', `/cases?q=${id}`)).body.cases[0];
  };
  const grid = (code: string, parent: string, west: number, east: number) =>
    feature(
      { code, name: `area ${code}`, parent, level: 'grid', type: 'urban' },
      box(west, east).coordinates,
      'MultiPolygon',
    );
  /** Looked through first: returns what is said of open cases, nothing being moved by that. `from` undefined: from now on. */
  const redraw = async (
    features: ReturnType<typeof grid>[],
    from: number | undefined,
    closeMissing = false,
  ) => {
    const begins = from === undefined ? {} : { from: new Date(from).toISOString() };
    const bringIn = (check: boolean) =>
      importAreas(
        store().db,
        {
          collection: collection(...features),
          options: importOptions({ ...begins, gridTypeKey: 'type', closeMissing, check }),
        },
        { now: new Date(nowMs) },
      );
    const said = await bringIn(true);
    const report = await bringIn(false);
    expect(report.defects).toEqual([]);
    expect(report.imported).toBe(true);
    expect(report.touched.cases).toEqual(said.touched.cases);
    return said;
  };
  /** The server's own job may be the first to do it. */
  const follow = async () => {
    while (await followAreas(store().db, nowMs));
  };
  const deadline = (area: string, rules: Partial<DeadlineRules['hours']>) => ({
    ...{ area, category: null, severity: null, from: new Date(nowMs + 1).toISOString() },
    rules: {
      ...CASE_PRESETS.shawan.rules,
      hours: { ...CASE_PRESETS.shawan.rules.hours, ...rules },
    },
  });

  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db);
    await putIncidentCategories(db, [
      ...CATEGORIES,
      { code: 'road', nameZh: '道路', nameEn: 'Road', points: 2, opensCase: true },
    ]);
    app = await startTestApp(db, { now: () => nowMs });
    for (const [name, role, area] of [
      ['district', 'administrator', 'D'],
      ['first', 'supervisor', 'V1'],
      ['second', 'supervisor', 'V2'],
      ['third', 'supervisor', 'G3'],
    ] as const) {
      await createUser(db, { name, role, areaId: ids.areas[area]! });
      cookies[name] = await sessionOf(app.url, name);
    }
    const deadlines = [deadline('V1', { accept: 24 }), deadline('V2', { accept: 2, dispatch: 3 })];
    expect((await ask('district', '/cases/deadlines', { deadlines }, 'PUT')).status).toBe(200);
    nowMs += MINUTE_MS;
  });
  afterAll(() => app?.close());

  it('are, where they are open, of whoever has their ground now; each phase keeps what it began under, and figures where it was opened', async () => {
    const open = await report('open', 1.5);
    const ended = await report('ended', 1.5);
    const stays = await report('stays', 0.5);
    await step(ended.id, { step: 'withdraw', why: 'a mistake' });
    expect(open).toMatchObject({ gridId: ids.areas.G2, areaId: ids.areas.G2 });
    const due = open.dueAt;

    // G2 is split: its west half goes to G1, its east half, where the cases lie, to G3 and so to the other village.
    const from = nowMs + HOUR_MS;
    const { coordinates: west } = box(0, 1.4);
    const { coordinates: east } = box(1.4, 3);
    const village = (code: string, coordinates: typeof west) =>
      feature(
        { code, name: `area ${code}`, parent: 'T', level: 'village' },
        coordinates,
        'MultiPolygon',
      );
    const said = await redraw(
      [
        village('V1', west),
        village('V2', east),
        grid('G1', 'V1', 0, 1.4),
        grid('G3', 'V2', 1.4, 3),
      ],
      from,
      true,
    );
    expect(said.touched.cases).toEqual({ moved: 1, otherLevel: 0, withoutOfficer: 0 });
    expect(describeImport(said, true)).toContain(
      '1 open cases would come to other areas; 0 to another level, 0 to a grid that nobody has.',
    );
    await follow();
    expect((await one(open.id)).case).toMatchObject({ gridId: ids.areas.G2, version: 1 });
    nowMs = from + 1;
    await follow();

    const { allowed, case: now, facts } = await one(open.id, 'third');
    expect(now).toMatchObject({ gridId: ids.areas.G3, areaId: ids.areas.G3, dueAt: due });
    expect(allowed).toContain('accept');
    expect(facts).toHaveLength(1);
    expect(await incidentsOf('second', '/cases')).toEqual(['open']);
    expect(await incidentsOf('first', '/cases')).toEqual(['ended', 'stays']);
    expect(await incidentsOf('H3', '/own/cases')).toEqual(['open']);
    // Whose it was may still read it, and does nothing to it.
    expect((await one(open.id, 'first')).case.id).toBe(open.id);
    expect((await step(open.id, { step: 'accept' }, 'first')).status).toBe(403);
    expect((await one(stays.id)).case.version).toBe(stays.version);

    expect((await step(open.id, { step: 'accept' }, 'second')).status).toBe(200);
    const accepted = await one(open.id);
    const spans = Object.fromEntries(accepted.spans.map((span) => [span.phase, span]));
    expect(Date.parse(spans.accept!.dueAt!) - Date.parse(spans.accept!.from)).toBe(24 * HOUR_MS);
    expect(Date.parse(spans.dispatch!.dueAt!) - Date.parse(spans.dispatch!.from)).toBe(3 * HOUR_MS);
    expect(accepted.grounds).toEqual([
      { areaId: ids.areas.G2, name: 'area G2', until: new Date(from).toISOString() },
    ]);

    await recordChangedCases(store().db, nowMs);
    const month = new Date(nowMs).toISOString().slice(0, 7);
    const { rows } = (
      await ask('district', `/metrics/cases?level=grid&period=month&month=${month}`)
    ).body as CaseMetricAnswer;
    const opened = Object.fromEntries(rows.map(({ code, metrics }) => [code, metrics.opened]));
    expect(opened).toEqual({ G1: 1, G2: 2 });
  });

  it('follow what was redrawn while they were ended, and where a correction moves them', async () => {
    const [ended] = ((await ask('district', '/cases?q=ended')).body as CasePage).cases;
    expect(await step(ended!.id, { step: 'reopen', why: 'it is there' })).toMatchObject({
      status: 200,
    });
    await follow();
    expect((await one(ended!.id)).case).toMatchObject({
      gridId: ids.areas.G3,
      areaId: ids.areas.G3,
    });

    // Its place is corrected to ground that is of G1 now and was of G2 when it was opened.
    nowMs += DAY_MS;
    await ask('district', '/incidents/ended', { position: placeIn('G1', 1.2, 0.5) }, 'PATCH');
    await follow();
    const corrected = await one(ended!.id);
    expect(corrected.case).toMatchObject({ gridId: ids.areas.G1, areaId: ids.areas.G1 });
    expect(corrected.grounds.map(({ areaId }) => areaId)).toEqual([ids.areas.G2]);
    // Another category moves nothing.
    await ask('district', '/incidents/ended', { severity: 'serious' }, 'PATCH');
    await follow();
    expect((await one(ended!.id)).case).toMatchObject({ gridId: ids.areas.G1 });
  });

  it('are said before to come to a village where their grid ends, and to a new grid that nobody has', async () => {
    const lies = async () =>
      Object.fromEntries(
        ((await ask('district', '/cases')).body as CasePage).cases.map((one) => [
          one.incidentId,
          one.gridId,
        ]),
      );
    const before = await lies();
    expect(before).toMatchObject({ stays: ids.areas.G1, ended: ids.areas.G1 });

    nowMs += DAY_MS;
    const ends = await redraw([grid('N1', 'V1', 0, 1)], undefined, true);
    expect(ends.touched.cases).toEqual({ moved: 2, otherLevel: 1, withoutOfficer: 1 });
    expect(await lies()).toEqual(before);
    nowMs += MINUTE_MS;
    await follow();
    const n1 = (await lies()).stays;
    expect(n1).not.toBe(before.stays);
    expect(await lies()).toEqual({ ...before, stays: n1, ended: null });

    // A grid that was never on record holds from the beginning, not from this moment: what lies in it follows too.
    nowMs += DAY_MS;
    const begins = await redraw([grid('N2', 'V1', 1, 1.4)], undefined);
    expect(begins.touched.cases).toEqual({ moved: 1, otherLevel: 1, withoutOfficer: 1 });
    nowMs += MINUTE_MS;
    await follow();
    const after = await lies();
    expect(after.ended).not.toBeNull();
    expect(after).toEqual({ ...before, stays: n1, ended: after.ended });
  });
});
