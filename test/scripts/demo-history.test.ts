import { sql } from 'kysely';
import { Default } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RECORDED_DAYS } from '../../scripts/demo/history/file.ts';
import { loadHistory } from '../../scripts/demo/history/load.ts';
import { DEMO_RULES } from '../../scripts/demo/norm.ts';
import { demoTimeZone, demoWorld } from '../../scripts/demo/world.ts';
import { midnightBefore } from '../../scripts/simulator/calendar.ts';
import { NormRules } from '../../server/contract/norms/norm.ts';
import { OUTCOMES } from '../../server/contract/patrols/verdict.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../server/contract/units.ts';
import { thresholdsOf } from '../../server/domain/norm-alerts/thresholds.ts';
import { localClock } from '../../server/domain/time/local-time.ts';
import { createPatrolJudge } from '../../server/jobs/verdicts/judge.ts';
import { seedWorld } from '../../server/services/areas/seed-world.ts';
import {
  hasPostgresql,
  openEmbedded,
  openPostgresql,
  type TestStore,
} from '../support/stores/stores.ts';

const NOON = Date.parse('2027-02-14T12:00:00Z');

test('the demo opens by day at any hour, in its own place while it is day there', () => {
  for (let hour = 0; hour < 24; hour++) {
    const t = NOON + hour * HOUR_MS + 59 * MINUTE_MS;
    const local = localClock(t, demoTimeZone(t)).minute / 60;
    expect([hour, local >= 9 && local < 17]).toEqual([hour, true]);
  }
  expect(demoTimeZone(Date.parse('2027-02-14T02:00:00Z'))).toBe('Asia/Shanghai');
});

test('whoever misses the hours of the day is late when the demo opens, and for half an hour after', () => {
  const minuteOf = (clock: string) => {
    const [hours = 0, minutes = 0] = clock.split(':').map(Number);
    return 60 * hours + minutes;
  };
  const { lateStartMs } = thresholdsOf(Default(NormRules, { ...DEMO_RULES }) as NormRules);
  for (let minute = 0; minute < 24 * 60; minute++) {
    const t = NOON + minute * MINUTE_MS;
    const local = localClock(t, demoTimeZone(t)).minute;
    const lasting = DEMO_RULES.windows.some(
      ({ from, to }) =>
        local >= minuteOf(from) + lateStartMs / MINUTE_MS && local + 30 < minuteOf(to),
    );
    expect([minute, lasting]).toEqual([minute, true]);
  }
});

describe('The recorded history of the demo, moved to other days, another zone and other ids', () => {
  const timeZone = 'Etc/GMT+7';
  let store: TestStore;

  beforeAll(async () => {
    // Where there is one, as it is much the faster to fill.
    store = hasPostgresql() ? await openPostgresql() : await openEmbedded();
    const { db } = store;
    await sql`insert into handhelds (code, secret_hash, datum) values ('elder', '', 'wgs84')`.execute(
      db,
    );
    const firstMs = midnightBefore(NOON, timeZone) - RECORDED_DAYS * DAY_MS;
    await seedWorld(db, demoWorld(timeZone), {
      from: new Date(firstMs - DAY_MS),
      officersFrom: new Date(firstMs),
      rules: DEMO_RULES,
    });
    await loadHistory(db, firstMs);
  }, 300_000);
  afterAll(() => store?.close());

  test('is four weeks of two patrols a day, of every outcome', async () => {
    const { rows } = await sql<{ outcome: string; patrols: number; days: number }>`
      select v.outcome, count(*)::int as patrols, count(distinct (p.start_time at time zone ${timeZone})::date)::int as days
      from verdicts v join patrols p on p.officer_id = v.officer_id and p.id = v.patrol_id group by 1`.execute(
      store.db,
    );
    expect(rows.map(({ outcome }) => outcome).toSorted()).toEqual([...OUTCOMES].toSorted());
    expect(rows.reduce((sum, { patrols }) => sum + patrols, 0)).toBe(28 * 16 * 2);
    expect(Math.max(...rows.map(({ days }) => days))).toBe(28);
  });

  test('the judge says the same of it there, byte for byte: of each outcome and signal, and of patrols at random', async () => {
    const { db } = store;
    const { rows } = await sql<{ officerId: number; patrolId: number }>`
      select distinct on (kind) officer_id as "officerId", patrol_id as "patrolId" from (
        select officer_id, patrol_id, outcome as kind from verdicts
        union all select officer_id, patrol_id, s ->> 'code' from verdicts, jsonb_array_elements(body -> 'signals') s
        union all select officer_id, patrol_id, (patrol_id / 240)::text from verdicts
      ) v order by kind, patrol_id desc`.execute(db);
    expect(rows.length).toBeGreaterThan(6);
    const judge = createPatrolJudge({ db, now: () => NOON });
    for (const { officerId, patrolId } of rows)
      expect([patrolId, await judge(officerId, patrolId)]).toEqual([patrolId, null]);
  }, 120_000);
});
