import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import type { OverTime, WorthALookAnswer } from '../../server/contract/patrols/over-time.ts';
import type { Evidence, VerdictRecord } from '../../server/contract/patrols/patrol.ts';
import { signalRarity } from '../../server/contract/patrols/signal-rarity.ts';
import { DAY_MS } from '../../server/contract/units.ts';
import { listEntries } from '../../server/db/access/access-log.ts';
import { decideContest, insertContest } from '../../server/db/verdicts/contests.ts';
import { startTestApp } from '../support/app.ts';
import { createUser, sessionOf } from '../support/console.ts';
import { basicAuth } from '../support/handheld.ts';
import { putJudgedPatrol } from '../support/made/patrols.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

const DAYS = 14;

describeStores('Officers worth a look', (store) => {
  let app: App;
  let ids: Ids;
  const cookies: Record<string, string> = {};
  const ask = async (path: string, headers: Record<string, string>) => {
    const reply = await fetch(`${app.url}/api/v1${path}`, { headers });
    return { status: reply.status, body: (await reply.json()) as unknown };
  };
  const list = async (name: string, atMs?: number) => {
    const query = atMs === undefined ? '' : `?at=${atMs}`;
    const { body } = await ask(`/metrics/worth-a-look${query}`, { cookie: cookies[name]! });
    return (body as WorthALookAnswer).officers;
  };

  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db);
    for (const [name, role, area] of [
      ['district', 'supervisor', 'D'],
      ['village-2', 'supervisor', 'V2'],
      ['analyst', 'analyst', 'D'],
    ] as const)
      await createUser(db, { name, role, areaId: ids.areas[area]! });
    for (let day = -DAYS; day < 0; day++) {
      const figures = { outcome: 'completed', effectiveMin: 120 } as const;
      await putJudgedPatrol(
        db,
        ids,
        { officer: 'O1', grid: 'G1', day },
        { ...figures, weakSignals: ['replayed', 'frozen'] },
      );
      // What a handheld does every day names nobody.
      await putJudgedPatrol(
        db,
        ids,
        { officer: 'O2', grid: 'G2', day },
        { ...figures, weakSignals: ['frozen', 'clock-shifted'] },
      );
    }
    app = await startTestApp(db, { now: () => NOW });
    for (const name of ['district', 'village-2', 'analyst'])
      cookies[name] = await sessionOf(app.url, name);
  });
  afterAll(() => app?.close());

  it('are told to supervisors of their area with each day’s patrol, on record as a look, and are forgotten', async () => {
    const [found, ...others] = await list('district');
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      ...{ officerId: ids.officers.O1, worthALook: true, patrols: DAYS },
      evidence: Array.from({ length: DAYS }, (_, k) => ({
        startTime: new Date(NOW - (k + 1) * DAY_MS).toISOString(),
        ...{ outcome: 'completed', signals: ['replayed'] },
      })),
    });
    expect(found!.oneIn).toBeGreaterThanOrEqual(1000);
    expect(await list('village-2')).toEqual([]);
    expect((await ask('/metrics/worth-a-look', { cookie: cookies.analyst! })).status).toBe(403);
    expect(await list('district', NOW - (DAYS - 3) * DAY_MS)).toEqual([]);
    expect(await list('district', NOW + 56 * DAY_MS)).toEqual([]);
    const entries = await listEntries(store().db, {
      ...{ within: ids.areas.D!, officerId: ids.officers.O1!, limit: 9 },
    });
    expect(entries.map(({ act, by }) => [act, by])).toContainEqual(['getWorthALook', 'district']);
  });

  it('are told with each patrol how rare its signals are among honest walks, and so is the officer, beside a verdict that says nothing of it', async () => {
    const [{ evidence }] = (await list('district')) as [WorthALookAnswer['officers'][0]];
    const patrolId = evidence[0]!.patrolId;
    const path = `/patrols/${patrolId}`;
    const asked = [
      await ask(`/officers/${ids.officers.O1}${path}`, { cookie: cookies.district! }),
      await ask(`/own${path}`, { authorization: basicAuth('H1') }),
    ];
    for (const { body } of asked) {
      const [{ rarity, verdict }] = (body as Evidence).verdicts as [VerdictRecord];
      expect(rarity).toEqual(verdict.signals.map(signalRarity));
      expect(rarity.map(({ by, code }) => [code, by])).toEqual([
        ['replayed', 'count'],
        ['frozen', 'count'],
      ]);
      expect(verdict.signals.map((signal) => Object.keys(signal))).not.toContain('rarity');
    }
  });

  it('see the same by their own handheld, and are no longer named once people decided their patrols', async () => {
    const own = async (code: string) =>
      (await ask('/own/over-time', { authorization: basicAuth(code) })).body as OverTime;
    const before = await own('H1');
    expect([before.worthALook, before.evidence.length]).toEqual([true, DAYS]);
    expect(await own('H2')).toMatchObject({ worthALook: false, evidence: [], patrols: DAYS });
    const { db } = store();
    for (const { patrolId } of before.evidence.slice(0, DAYS - 3)) {
      const key = { officerId: ids.officers.O1!, patrolId };
      const contest = (await insertContest(db, { ...key, text: 'I walked', by: 'handheld:H1' }))!;
      await decideContest(
        db,
        { ...key, contestId: contest.id },
        { decision: 'overridden', outcome: 'incomplete', note: 'seen on the spot', by: 'district' },
      );
    }
    const after = await own('H1');
    expect([after.worthALook, after.evidence.length]).toEqual([false, 3]);
    expect(await list('district')).toEqual([]);
  });
});
