import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { createRandom } from '../../scripts/simulator/random.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../server/contract/units.ts';
import { TAKEN_AT } from '../../server/db/fixes/taken-at.ts';
import { iso } from '../../server/db/store/moments.ts';
import { momentOfFix } from '../../server/domain/entrance/event-moment.ts';
import { FUTURE_TOLERANCE_MS } from '../../server/domain/entrance/mark-fix.ts';
import { NOW } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

/** How far off a clock may be, ms. */
const OFF = [
  ...[0, 1_000, 119_000, 2 * MINUTE_MS, 3 * HOUR_MS, DAY_MS - 1, DAY_MS + 1],
  ...[40 * DAY_MS, NOW, NOW - Date.UTC(2014, 11, 31)],
].flatMap((ms) => [ms, -ms]);

describeStores('The moment of a fix', (store) => {
  it('is the same where it comes in and where it is read', async () => {
    const random = createRandom('moments');
    const fixes = OFF.flatMap((off) =>
      [null, ...OFF].map((sentOff) => ({
        t: NOW - Math.floor(random.uniform(0, HOUR_MS)) + off,
        sentMs: sentOff === null ? null : NOW + sentOff,
        receivedMs: NOW,
      })),
    ).filter(({ t, sentMs }) => t >= 0 && (sentMs === null || sentMs >= 0));
    const { rows } = await sql<{ at: number }>`
      select (round(date_part('epoch', ${TAKEN_AT}) * 1000))::float8 as at from json_to_recordset(${JSON.stringify(
        fixes.map(({ receivedMs, sentMs, t }) => ({
          device_time: iso(t),
          sent_time: sentMs === null ? null : iso(sentMs),
          receive_time: iso(receivedMs),
        })),
      )}::json) as f (device_time timestamptz, sent_time timestamptz, receive_time timestamptz)`.execute(
      store().db,
    );
    // Of one ahead of its own sending it is asked whose it is as of now.
    const asked = ({ at }: { at: number }, k: number) =>
      fixes[k]!.sentMs !== null && at > NOW + FUTURE_TOLERANCE_MS ? NOW : at;
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.map(asked)).toEqual(fixes.map(momentOfFix));
  });
});
