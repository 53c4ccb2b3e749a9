import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { keepJobs, leaveJobs, takeJob } from '../../../server/db/queue/job-leases.ts';
import { createJobLeases } from '../../../server/jobs/worker/job-leases.ts';
import { emptyTables } from '../../support/stores/empty-tables.ts';
import { describeStores } from '../../support/stores/stores.ts';

describeStores('Jobs that one server does for all', (store) => {
  const take = (holder: string, name = 'risk') => takeJob(store().db, name, holder);
  /** As if the store's clock had moved on. */
  const pass = (seconds: number) =>
    sql`update job_leases set until = until - make_interval(secs => ${seconds})`.execute(
      store().db,
    );

  beforeEach(() => emptyTables(store().db, ['job_leases']));

  it('are of whoever takes them first, each by its name', async () => {
    expect(await take('one')).toBe(true);
    expect(await take('other')).toBe(false);
    expect(await take('one')).toBe(true);
    expect(await take('other', 'forecasts')).toBe(true);
  });

  it('are of one server where many ask at once', async () => {
    const asked = ['a', 'b', 'c', 'd', 'e'].map((holder) => take(holder));
    expect((await Promise.all(asked)).filter((got) => got)).toHaveLength(1);
  });

  it('are free where a server is unheard of for 20 s: with ten until the next asks, they are taken over within half a minute', async () => {
    await take('one');
    await pass(19);
    expect(await take('other')).toBe(false);
    await pass(1);
    expect(await take('other')).toBe(true);
    // Who comes back finds it gone, and keeps nothing of it.
    await keepJobs(store().db, 'one');
    expect(await take('one')).toBe(false);
  });

  it('are kept as long as their server says so', async () => {
    await take('one');
    await pass(19);
    await keepJobs(store().db, 'one');
    await pass(19);
    expect(await take('other')).toBe(false);
  });

  it('that ran out are not kept unasked', async () => {
    await take('one');
    await pass(21);
    await keepJobs(store().db, 'one');
    expect(await take('other')).toBe(true);
  });

  it('are free at once when a server closes', async () => {
    const errors: unknown[] = [];
    const open = () => createJobLeases({ db: store().db, onError: (error) => errors.push(error) });
    const [one, other] = [open(), open()];
    expect(await one.of('risk')()).toBe(true);
    expect(await other.of('risk')()).toBe(false);
    await one.close();
    expect(await other.of('risk')()).toBe(true);
    await other.close();
    expect(await take('a third')).toBe(true);
    await leaveJobs(store().db, 'a third');
    expect(errors).toEqual([]);
  });
});
