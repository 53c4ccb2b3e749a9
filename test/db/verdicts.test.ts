import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import type { Verdict } from '../../server/contract/patrols/verdict.ts';
import { recordOrigins } from '../../server/db/handhelds/origins.ts';
import { openPatrol } from '../../server/db/patrols/patrols.ts';
import { readVerdicts, recordVerdict } from '../../server/db/verdicts/verdicts.ts';
import { endPatrol, startPatrol } from '../../server/services/patrols/declare-patrol.ts';
import { verdictOf } from '../support/made/verdicts.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

describeStores('verdicts on record', (get) => {
  let ids: Ids;
  let key: { officerId: number; patrolId: number };
  const record = (verdict: Verdict, decidedAt = NOW) =>
    recordVerdict(get().db, { ...key, normId: 0, decidedAt, verdict });
  const read = () => readVerdicts(get().db, key.officerId, key.patrolId);

  beforeAll(async () => {
    ids = await seedTestWorld(get().db);
    const officerId = ids.officers.O1!;
    const patrolId = await startPatrol(get().db, {
      officerId,
      gridId: ids.areas.G1!,
      startMs: NOW - 7_200_000,
      dueAt: NOW,
    });
    key = { officerId, patrolId };
    await endPatrol(get().db, { officerId, endMs: NOW, dueAt: NOW });
  });

  const first = verdictOf({ outcome: 'incomplete', effectiveMin: 100 });
  const second = verdictOf({ outcome: 'completed', effectiveMin: 121 });

  it('are appended, never changed, latest first', async () => {
    const session = { handheldId: ids.handhelds.H1!, session: NOW };
    const origin = { handheldId: session.handheldId, session: NOW + 1, protocol: 'osmand' };
    await recordOrigins(get().db, [{ ...origin, trust: 'token' }]);
    const sessions = [session, { ...session, session: NOW + 1 }];
    expect(
      await recordVerdict(get().db, {
        ...key,
        normId: 0,
        decidedAt: NOW,
        verdict: first,
        sessions,
      }),
    ).toBe(true);
    expect((await read())[0]!.origins).toEqual([
      { handheld: 'H1', protocol: 'osmand', trust: 'token' },
      { handheld: 'H1', protocol: 'xunji', trust: 'secret' },
    ]);
    expect(await record(second, NOW + 1)).toBe(true);
    expect(await record(first, NOW + 2)).toBe(true);
    expect(
      (await read()).map(({ version, decidedAt, verdict }) => [version, decidedAt, verdict]),
    ).toEqual([
      [3, new Date(NOW + 2).toISOString(), first],
      [2, new Date(NOW + 1).toISOString(), second],
      [1, new Date(NOW).toISOString(), first],
    ]);
  });

  it('are not repeated where nothing changed', async () => {
    expect(await record(first, NOW + 3)).toBe(false);
    expect((await read()).length).toBe(3);
  });

  it('are not lost or doubled where two judges write at once', async () => {
    const before = (await read()).length;
    const verdict = verdictOf({ outcome: 'completed', effectiveMin: 130 });
    const added = await Promise.all(Array.from({ length: 5 }, () => record(verdict)));
    expect(added.filter(Boolean).length).toBe(1);
    expect((await read()).length).toBe(before + 1);
  });

  it('are told to the webhooks that ask for them, each version once', async () => {
    const { db } = get();
    await sql`
      insert into webhooks (name, area_id, url, event_types, secret, state, created_by, created_at)
      values ('w', ${ids.areas.T}, 'https://example.org', '{verdict.given}', '', 'active', 'admin', now())`.execute(
      db,
    );
    const verdict = verdictOf({ outcome: 'completed', effectiveMin: 140 });
    await record(verdict, NOW + 4);
    await record(verdict, NOW + 5);
    const { rows } = await sql<{ data: object }>`
      select e.payload::json -> 'data' as data from webhook_events e join webhook_deliveries d on d.event_id = e.id`.execute(
      db,
    );
    expect(rows).toEqual([
      {
        data: expect.objectContaining({
          ...{ officer: 'O1', patrolId: key.patrolId, version: 5, outcome: 'completed' },
          ...{ effectiveMin: 140, gridId: ids.areas.G1 },
        }),
      },
    ]);
  });

  it('leave no patrol open that has ended', async () => {
    expect(await openPatrol(get().db, key.officerId)).toBeUndefined();
  });
});
