import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { HOUR_MS, MINUTE_MS } from '../../server/contract/units.ts';
import type { Db } from '../../server/db/store/open.ts';
import { createNormWatch } from '../../server/jobs/alerts/watch-norms.ts';
import { startPatrol } from '../../server/services/patrols/declare-patrol.ts';
import type { Field } from './field.ts';

/** A server that begins watches after a minute and a half, every minute; who takes over, half a minute later. */
const WAIT_MAX_MS = 5 * MINUTE_MS;
/** Those that a track shows; the others follow from the hour of the day too. */
const KINDS = ['off-grid', 'silent', 'idle'];

/** Compares the alerts that servers raised with those of one watcher, who looks once at what is stored in the end. */
export const alertsOf = (db: Db): Required<Pick<Field, 'beginPatrols' | 'compareAlerts'>> => ({
  async beginPatrols(codes, startMs) {
    const { rows } = await sql<{ officerId: number; gridId: number }>`
      select a.officer_id::float8 as "officerId", o.area_id::float8 as "gridId"
      from handhelds h join handheld_assignments a on a.handheld_id = h.id
      join officer_assignments o on o.officer_id = a.officer_id
      where h.code = any(${[...codes]}::text[])`.execute(db);
    const dueAt = Date.now() + 12 * HOUR_MS;
    for (const { officerId, gridId } of rows)
      await startPatrol(db, { officerId, gridId, startMs, dueAt });
  },
  async compareAlerts(codes) {
    const expected = await expectedAlerts(db, codes);
    const giveUpMs = Date.now() + WAIT_MAX_MS;
    for (;;) {
      const raised = await alertsRaised(db, codes);
      const alertsOff =
        [...raised].filter((alert) => !expected.has(alert)).length +
        [...expected].filter((alert) => !raised.has(alert)).length;
      if (alertsOff === 0 || Date.now() > giveUpMs) return { alerts: expected.size, alertsOff };
      await pause(1_000);
    }
  },
});

/** What stands or stood, each as one line, with its number where it is there more than once. */
async function alertsRaised(db: Db, codes: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ alert: string }>`
    select concat_ws(' ', h.code, e.kind, e.at, e.due_at, coalesce(e.until::text, 'stands'),
      row_number() over (partition by h.code, e.kind, e.at)) as alert
    from alerts e join handheld_assignments a on a.officer_id = e.officer_id join handhelds h on h.id = a.handheld_id
    where e.kind = any(${KINDS}) and e.withdrawn_at is null and h.code = any(${[...codes]}::text[])`.execute(
    db,
  );
  return new Set(rows.map(({ alert }) => alert));
}

/** Those of a watcher that finds none there; nothing of it stays. */
async function expectedAlerts(db: Db, codes: readonly string[]): Promise<Set<string>> {
  let expected = new Set<string>();
  const undo = new Error('looked only');
  await db
    .transaction()
    .execute(async (trx) => {
      await sql`delete from alerts where kind = any(${KINDS})`.execute(trx);
      const log = { warn: () => {} };
      await createNormWatch({ db: trx, now: Date.now, log, onAlert: () => {} }).tick();
      expected = await alertsRaised(trx, codes);
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return expected;
}
