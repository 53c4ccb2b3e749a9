import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import type { EffortAnswer } from '../../../server/contract/metrics/effort.ts';
import { HOUR_MS } from '../../../server/contract/units.ts';
import { putIncidentCategories } from '../../../server/db/people/provision.ts';
import { recordVerdict } from '../../../server/db/verdicts/verdicts.ts';
import { rollUpDue } from '../../../server/jobs/rollups/rollup.ts';
import { putIncidents } from '../../../server/services/incidents/store-incidents.ts';
import { endPatrol, startPatrol } from '../../../server/services/patrols/declare-patrol.ts';
import { startTestApp } from '../../support/app.ts';
import { createUser, sessionOf } from '../../support/console.ts';
import { verdictOf } from '../../support/made/verdicts.ts';
import { cornerOf, type Ids, NOW, SIDE_DEG, seedTestWorld } from '../../support/made/world.ts';
import { emptyTables } from '../../support/stores/empty-tables.ts';
import { describeStores } from '../../support/stores/stores.ts';

describeStores('effort over HTTP', (get) => {
  let app: App;
  let ids: Ids;
  let cookies: Record<string, string>;
  const ask = (name: string, query = '') =>
    fetch(`${app.url}/api/v1/effort?from=2026-05-20&to=2026-06-02${query}`, {
      headers: { cookie: cookies[name] ?? '' },
    });

  beforeAll(async () => {
    const { db } = get();
    ids = await seedTestWorld(db);
    await putIncidentCategories(db, [{ code: 'N', nameZh: '噪声', nameEn: 'Noise', points: 1 }]);
    // Residents report from G1; G3's officer is out every day and finds things there.
    const incidents = (grid: string, count: number, foundBy: 'reported' | 'detected') =>
      Array.from({ length: count }, (_, k) => ({
        id: `${grid}-${foundBy}-${k}`,
        category: 'N',
        severity: 'minor' as const,
        foundBy,
        position: {
          lng: cornerOf(grid).lng + SIDE_DEG / 2,
          lat: cornerOf(grid).lat + SIDE_DEG / 2,
        },
        from: new Date(NOW - (k % 200) * HOUR_MS).toISOString(),
      }));
    await putIncidents(db, [
      ...incidents('G1', 90, 'reported'),
      ...incidents('G2', 30, 'reported'),
      ...incidents('G3', 4, 'reported'),
      ...incidents('G3', 60, 'detected'),
    ]);
    for (const [officer, grid, hours] of [
      ['O1', 'G1', [1]],
      ['O2', 'G2', [1, 25, 49]],
      ['O3', 'G3', [1, 25, 49, 73, 97, 121, 145]],
    ] as const)
      for (const hour of hours) {
        const key = { officerId: ids.officers[officer]!, gridId: ids.areas[grid]! };
        const startMs = NOW - hour * HOUR_MS;
        const patrolId = await startPatrol(db, { ...key, startMs, dueAt: NOW });
        await endPatrol(db, { ...key, endMs: startMs + HOUR_MS, dueAt: NOW });
        const verdict = verdictOf({ outcome: 'completed', effectiveMin: 60, seen: [] });
        await recordVerdict(db, { ...key, patrolId, normId: 1, decidedAt: NOW, verdict });
      }
    // The verdicts stand: nothing is to be judged again without fixes.
    await emptyTables(db, ['verdict_jobs']);
    const later = { db, now: () => NOW + 1e9, log: pino({ level: 'silent' }) };
    while ((await rollUpDue(later)) > 0);
    await createUser(db, { name: 'analyst', role: 'analyst', areaId: ids.areas.D! });
    await createUser(db, { name: 'village', role: 'supervisor', areaId: ids.areas.V1! });

    app = await startTestApp(db, { now: () => NOW });
    cookies = {
      analyst: await sessionOf(app.url, 'analyst'),
      village: await sessionOf(app.url, 'village'),
    };
  }, 120_000);
  afterAll(() => app?.close());

  it('names the grid that is hot and hardly patrolled, and the one patrolled though little is reported', async () => {
    const { grids } = (await (await ask('analyst')).json()) as EffortAnswer;
    expect(grids.map((of) => [of.code, of.reported, of.detected, of.patrolH, of.class])).toEqual([
      ['G1', 90, 0, 1, 'hot-not-patrolled'],
      ['G2', 30, 0, 3, null],
      ['G3', 4, 60, 7, 'patrolled-cold'],
    ]);
    expect(grids[2]!.detectedPerH!.best).toBeCloseTo(60 / 7, 9);
  });

  it('shows a village its own grids only, and says what is wrong with a question', async () => {
    const own = (await (await ask('village')).json()) as EffortAnswer;
    expect(own.grids.map(({ code }) => code)).toEqual(['G1', 'G2']);
    expect((await ask('village', `&areaId=${ids.areas.V2}`)).status).toBe(403);
    expect((await ask('nobody')).status).toBe(401);
    const wrong = async (query: string) =>
      JSON.stringify(
        await (
          await fetch(`${app.url}/api/v1/effort?${query}`, {
            headers: { cookie: cookies.analyst! },
          })
        ).json(),
      );
    expect(await wrong('from=2026-06-02&to=2026-06-01')).toContain('must come before');
    expect(await wrong('from=2026-01-01&to=2026-06-01')).toContain('at most 92 days');
    expect(await wrong('from=2026-02-30&to=2026-06-01')).toContain('from');
  });
});
