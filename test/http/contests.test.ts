import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import type { Evidence } from '../../server/contract/patrols/patrol.ts';
import { HOUR_MS } from '../../server/contract/units.ts';
import { listEntries } from '../../server/db/access/access-log.ts';
import { insertFixes } from '../../server/db/fixes/insert-fixes.ts';
import { createFixPartitions } from '../../server/db/fixes/partitions.ts';
import { createPatrolJudge } from '../../server/jobs/verdicts/judge.ts';
import { endPatrol, startPatrol } from '../../server/services/patrols/declare-patrol.ts';
import { startTestApp } from '../support/app.ts';
import { openRawHandheld } from '../support/handheld.ts';
import { fixRows } from '../support/made/fix-rows.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { signIn } from '../support/sign-in.ts';
import { describeStores } from '../support/stores/stores.ts';

describeStores('Contests', (store) => {
  let app: App;
  let ids: Ids;
  let patrolId: number;
  let supervisor: Awaited<ReturnType<typeof signIn>>;
  let analyst: Awaited<ReturnType<typeof signIn>>;
  const path = () => `/api/v1/officers/${ids.officers.O1}/patrols/${patrolId}`;
  const evidence = async (): Promise<Evidence> => (await supervisor('GET', path())).json();

  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db);
    const rows = fixRows(ids.handhelds.H1!, { from: NOW - HOUR_MS, count: 700 });
    await createFixPartitions(db).ensure(rows.map(({ session }) => session));
    await insertFixes(db, rows, NOW);
    const officerId = ids.officers.O1!;
    patrolId = await startPatrol(db, {
      officerId,
      gridId: ids.areas.G1!,
      startMs: NOW - HOUR_MS,
      dueAt: NOW,
    });
    await endPatrol(db, { officerId, endMs: NOW, dueAt: NOW });
    await createPatrolJudge({ db, now: () => NOW })(officerId, patrolId);
    app = await startTestApp(db, { now: () => NOW, demoAreaId: ids.areas.D! });
    supervisor = await signIn(app.url, 'supervisor');
    analyst = await signIn(app.url, 'analyst');
  });
  afterAll(() => app?.close());

  it('come from the officer by the handheld, only for own patrols', async () => {
    const own = await openRawHandheld(app.url, 'H1');
    const other = await openRawHandheld(app.url, 'H2');
    const text = 'I was at the school gate the whole time.';
    expect(await other.ask('contest', { patrolId, text })).toMatchObject({ error: 'not-found' });
    expect(await own.ask('contest', { patrolId })).toMatchObject({ error: 'invalid' });
    const { contestId } = (await own.ask('contest', { patrolId, text })) as unknown as {
      contestId: number;
    };
    expect((await evidence()).contests).toMatchObject([
      { id: contestId, text, verdictVersion: 1, decision: null, contestedBy: 'handheld:H1' },
    ]);
    own.close();
    other.close();
  });

  it('are decided by a supervisor once, and the verdict of the machine stays as it was', async () => {
    const before = await evidence();
    const contestId = before.contests[0]!.id;
    const decide = (by: typeof supervisor, body: object) =>
      by('POST', `${path()}/contests/${contestId}/decision`, body);
    const decision = {
      decision: 'overridden',
      outcome: 'completed',
      note: 'The gate camera agrees.',
    };

    expect((await decide(analyst, decision)).status).toBe(403);
    expect((await decide(supervisor, { ...decision, outcome: undefined })).status).toBe(400);
    expect((await decide(supervisor, { ...decision, decision: 'upheld' })).status).toBe(400);
    expect((await decide(supervisor, decision)).status).toBe(200);
    expect((await decide(supervisor, { decision: 'upheld', note: 'no' })).status).toBe(404);

    const after = await evidence();
    expect(after.verdicts).toEqual(before.verdicts);
    expect(after.patrol).toMatchObject({ contested: true, decision: 'overridden' });
    expect(after.contests[0]).toMatchObject({ outcome: 'completed', decidedBy: 'supervisor' });
    const [act] = await listEntries(store().db, {
      within: ids.areas.D!,
      limit: 1,
      act: 'decideContest',
    });
    expect(JSON.parse(act!.detail!).changed).toMatchObject([
      {
        ...{ thing: 'patrol', key: `${patrolId}/${contestId}` },
        before: { decision: null, decided_by: null },
        after: { decision: 'overridden', decided_by: 'supervisor', note: decision.note },
      },
    ]);
  });

  it('are not decided by who objected', async () => {
    const posted = await supervisor('POST', `${path()}/contests`, { text: 'Not so.' });
    const contest = await posted.json();
    expect(contest).toMatchObject({ contestedBy: 'supervisor' });
    const decide = (by: typeof supervisor) =>
      by('POST', `${path()}/contests/${contest.id}/decision`, { decision: 'upheld', note: 'no' });
    const own = await decide(supervisor);
    expect([own.status, await own.json()]).toMatchObject([403, { error: 'forbidden' }]);
    expect((await decide(await signIn(app.url, 'admin'))).status).toBe(200);
  });

  it('keep every look at the evidence on record', async () => {
    const views = async () =>
      (await listEntries(store().db, { within: ids.areas.D!, limit: 500 })).filter(
        ({ act, detail }) =>
          act === 'getEvidence' && JSON.parse(detail!).params.patrolId === patrolId,
      );
    const before = (await views()).length;
    await evidence();
    const after = await views();
    expect(after).toHaveLength(before + 1);
    expect(after[0]).toMatchObject({ by: 'supervisor', officerIds: [ids.officers.O1] });
  });
});
