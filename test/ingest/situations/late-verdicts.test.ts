import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../server/contract/units.ts';
import { createFixPartitions } from '../../../server/db/fixes/partitions.ts';
import { putHandhelds } from '../../../server/db/people/provision.ts';
import { hashSecret } from '../../../server/domain/accounts/secret.ts';
import { adoptOrphans } from '../../../server/jobs/fixes/adopt-orphans.ts';
import { recogniseNamed, recogniseRecent } from '../../../server/jobs/verdicts/recognise.ts';
import {
  putHandheldAssignments,
  putOfficerAssignments,
} from '../../../server/services/people/put-assignments.ts';
import { startTestApp } from '../../support/app.ts';
import { openRawHandheld } from '../../support/handheld.ts';
import { honestRows } from '../../support/made/honest-rows.ts';
import { type Ids, NOW, secretOf, seedTestWorld } from '../../support/made/world.ts';
import { describeStores } from '../../support/stores/stores.ts';

/** Forty minutes are walked from NOW on, and sent three hours later. */
const END = NOW + 40 * MINUTE_MS;
const SENT = NOW + 3 * HOUR_MS;
const AHEAD = 40 * DAY_MS;

interface Late {
  what: string;
  /** Who is to be credited. */
  officer: string;
  handheld: string;
  aheadMs?: number;
  /** Nobody pressed anything. */
  isSilent?: true;
  /** What is put on record once all has come in. */
  after?: () => Promise<void>;
}

describeStores('A verdict comes, of a walk', (store) => {
  let app: App;
  let ids: Ids;
  const now = () => SENT;
  const period = { from: new Date(NOW - HOUR_MS).toISOString() };
  const carried = async (handheld: string, officer: string) => {
    const put = [{ handheld, officer, ...period }];
    expect(await putHandheldAssignments(store().db, put, SENT)).not.toHaveProperty('refused');
  };
  const held = async (officer: string, grid: string) => {
    const put = [{ officer, grid, ...period }];
    expect(await putOfficerAssignments(store().db, put, SENT)).not.toHaveProperty('refused');
  };

  const LATE: Late[] = [
    {
      ...{ what: 'told by a clock 40 days ahead, without a network until later' },
      ...{ officer: 'A', handheld: 'HA', aheadMs: AHEAD },
    },
    {
      ...{ what: 'told by such a clock, nobody having pressed anything' },
      ...{ officer: 'B', handheld: 'HB', aheadMs: AHEAD, isSilent: true },
    },
    {
      ...{ what: 'by whoever had the handheld, as is put on record later' },
      ...{ officer: 'D', handheld: 'HC', after: () => carried('HC', 'D') },
    },
    {
      ...{ what: 'with a handheld that was nobody’s until later' },
      ...{ officer: 'E', handheld: 'HN', after: () => carried('HN', 'E') },
    },
    {
      ...{ what: 'by an officer who had no grid until later' },
      ...{ officer: 'F', handheld: 'HF', after: () => held('F', 'G1') },
    },
  ];

  async function walk({ aheadMs = 0, after, handheld, isSilent }: Late) {
    const { ask, close } = await openRawHandheld(app.url, handheld);
    const sentAt = SENT + aheadMs;
    const press = (kind: string, ms: number, more = {}) =>
      isSilent ? null : ask(`patrol:${kind}`, { t: ms + aheadMs, sentAt, ...more });
    await press('start', NOW);
    const rows = honestRows(1, {
      ...{ from: NOW, count: 480, session: NOW, firstSeq: 0 },
    }).filter((_, k) => k % 4 === 0);
    const { receipts } = await ask('fixes', {
      ...{ session: NOW + aheadMs, sentAt },
      fixes: rows.map(({ accuracyM, lat, lng, seq, t }) => ({
        ...{ seq, t: t + aheadMs, lng, lat, accuracyM },
      })),
    });
    expect(new Set(receipts.map(({ outcome }) => outcome))).toEqual(new Set(['stored']));
    await press('end', END, { startedAt: NOW + aheadMs });
    close();
    await after?.();
  }

  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db, {
      officers: [
        ...['A', 'B', 'C', 'D', 'E'].map((code) => ({ code, grid: 'G1', handheld: `H${code}` })),
        { code: 'F', grid: null, handheld: 'HF' },
      ],
      rules: { minutesPerPatrol: 30, coveragePerPatrol: 0.3 },
    });
    const secretHash = hashSecret(secretOf('HN'));
    await putHandhelds(db, [{ code: 'HN', secretHash, datum: 'wgs84' }]);
    app = await startTestApp(db, { now });
    // Walked alike they would be one handheld's.
    for (const late of LATE) await walk(late);
    await adoptOrphans({ db, now, partitions: createFixPartitions(db) });
    await recogniseRecent({ db, now }, 0);
    await recogniseNamed({ db, now });
  });
  afterAll(() => app?.close());

  it.each(LATE.map((late) => [late.what, late] as const))('%s', async (_, { officer }) => {
    const standing = () =>
      store()
        .db.selectFrom('patrols as p')
        .innerJoin('verdicts as v', (join) =>
          join.onRef('v.officer_id', '=', 'p.officer_id').onRef('v.patrol_id', '=', 'p.id'),
        )
        .select(['p.start_time', 'p.end_time', 'v.body'])
        .where('p.officer_id', '=', ids.officers[officer]!)
        .orderBy('v.version', 'desc')
        .limit(1)
        .executeTakeFirst();
    await expect
      .poll(async () => (await standing())?.body.reasons.map(({ code }) => code), {
        timeout: 30_000,
      })
      .not.toContain('no-fixes');
    const patrol = (await standing())!;
    const minute = (time: Date) => Math.round((time.getTime() - NOW) / MINUTE_MS);
    expect([minute(patrol.start_time), minute(patrol.end_time!)]).toEqual([0, 40]);
    expect(patrol.body.measures.effectiveMin.best).toBeGreaterThan(30);
  });
});
