import { beforeAll, beforeEach, expect, it } from 'vitest';
import { MINUTE_MS } from '../../server/contract/units.ts';
import { insertFixes } from '../../server/db/fixes/insert-fixes.ts';
import { createFixPartitions } from '../../server/db/fixes/partitions.ts';
import { verdictJobs } from '../../server/db/queue/verdict-jobs.ts';
import { readVerdicts } from '../../server/db/verdicts/verdicts.ts';
import { createPatrolJudge } from '../../server/jobs/verdicts/judge.ts';
import { endPatrol, startPatrol } from '../../server/services/patrols/declare-patrol.ts';
import { putHandheldAssignments } from '../../server/services/people/put-assignments.ts';
import { fixRows } from '../support/made/fix-rows.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

const at = (minutes: number) => NOW + minutes * MINUTE_MS;

describeStores('late data', (get) => {
  let ids: Ids;
  const patrol: Record<'morning' | 'noon' | 'open' | 'other', { officerId: number; id: number }> =
    {} as never;
  let seq = 100_000;
  /** Fixes of H1, five seconds apart, that nobody has sent before. */
  const arrive = (fromMinute: number, count = 1, handheld = 'H1') => {
    seq += count;
    return insertFixes(
      get().db,
      fixRows(ids.handhelds[handheld]!, { from: at(fromMinute), count, firstSeq: seq - count }),
      at(0),
    );
  };
  const named = async () =>
    (await get().db.selectFrom('verdict_jobs').select('patrol_id').execute())
      .map(({ patrol_id }) => patrol_id)
      .sort((a, b) => a - b);
  const judge = () => createPatrolJudge({ db: get().db, now: () => at(0) });
  /** Judges whatever is due, as the judge does. */
  const judgeAll = async () => {
    for (const job of await verdictJobs.lease(get().db, at(0), 100)) {
      await judge()(job.officerId, job.patrolId);
      await verdictJobs.finish(get().db, [job]);
    }
  };
  const walked = async (officer: string, start: number, end: number | null) => {
    const officerId = ids.officers[officer]!;
    const gridId = ids.areas.G1!;
    const id = await startPatrol(get().db, {
      officerId,
      gridId,
      startMs: at(start),
      dueAt: at(0),
    });
    if (end !== null) await endPatrol(get().db, { officerId, endMs: at(end), dueAt: at(0) });
    return { officerId, id };
  };

  beforeAll(async () => {
    ids = await seedTestWorld(get().db);
    await createFixPartitions(get().db).ensure([NOW - 86_400_000, NOW]);
    patrol.morning = await walked('O1', -240, -180);
    patrol.noon = await walked('O1', -120, -60);
    patrol.open = await walked('O1', -30, null);
    patrol.other = await walked('O2', -240, -180);
    await arrive(-240, 300);
    await arrive(-120, 300);
  });
  beforeEach(judgeAll);

  it('inside a judged patrol names exactly that one', async () => {
    await arrive(-200, 20);
    expect(await named()).toEqual([patrol.morning.id]);
  });

  it('inside two patrols names both', async () => {
    await insertFixes(
      get().db,
      [-190, -70].flatMap((minute) =>
        fixRows(ids.handhelds.H1!, { from: at(minute), count: 1, firstSeq: ++seq }),
      ),
      at(0),
    );
    expect(await named()).toEqual([patrol.morning.id, patrol.noon.id]);
  });

  it.each([
    ['at the very start of a patrol names it', -240, 1],
    ['at the very end of a patrol names it', -180, 1],
    ['between patrols names none', -150, 0],
    ['before all patrols names none', -300, 0],
    ['in a patrol that is still open names none', -20, 0],
  ])('%s', async (_, minute, touched) => {
    await arrive(minute);
    expect((await named()).length).toBe(touched);
  });

  it('on either side of a patrol, in one batch, leaves it alone', async () => {
    await insertFixes(
      get().db,
      [-250, -170].flatMap((minute) =>
        fixRows(ids.handhelds.H1!, { from: at(minute), count: 1, firstSeq: ++seq }),
      ),
      at(0),
    );
    expect(await named()).toEqual([]);
  });

  it('that is there already names nothing', async () => {
    const rows = fixRows(ids.handhelds.H1!, { from: at(-200), count: 5, firstSeq: 900_000 });
    await insertFixes(get().db, rows, at(0));
    await judgeAll();
    await insertFixes(get().db, rows, at(0));
    expect(await named()).toEqual([]);
  });

  it('adds a version and leaves the old one on record as it was', async () => {
    const { officerId, id } = patrol.morning;
    const before = await readVerdicts(get().db, officerId, id);
    await arrive(-199.7, 3);
    await judgeAll();
    const after = await readVerdicts(get().db, officerId, id);
    expect(after.length).toBe(before.length + 1);
    expect(after.slice(1)).toEqual(before);
    expect(after[0]!.version).toBe(before[0]!.version + 1);
    expect(after[0]!.verdict.basis.fixSet).not.toBe(before[0]!.verdict.basis.fixSet);
  });

  it('leaves the verdicts of untouched patrols untouched', async () => {
    const others = [patrol.noon, patrol.other];
    const read = () =>
      Promise.all(others.map(({ officerId, id }) => readVerdicts(get().db, officerId, id)));
    const before = await read();
    await arrive(-205.3, 3);
    await judgeAll();
    expect(await read()).toEqual(before);
  });

  it('belongs to whoever carried the handheld at the time', async () => {
    const assigned = await putHandheldAssignments(
      get().db,
      [
        { handheld: 'H4', officer: 'O1', from: new Date(at(-400)).toISOString() },
        { handheld: 'H4', officer: 'O2', from: new Date(at(-210)).toISOString() },
      ],
      NOW,
    );
    expect(assigned).toMatchObject({ changed: expect.any(Number) });
    await judgeAll();
    await arrive(-230, 1, 'H4');
    expect(await named()).toEqual([patrol.morning.id]);
    await judgeAll();
    await arrive(-190, 1, 'H4');
    expect(await named()).toEqual([patrol.other.id]);
  });

  it('of a clock that runs three hours behind is judged with the rest of its walk', async () => {
    const { db } = get();
    const { officerId, id } = await walked('O3', -240, -180);
    const behindMs = 180 * MINUTE_MS;
    const rows = fixRows(ids.handhelds.H3!, { from: at(-240), count: 600 }).map((row) => ({
      ...row,
      t: row.t - behindMs,
      sentMs: row.sentMs! - behindMs,
    }));
    const judgedOf = async () => (await readVerdicts(db, officerId, id))[0]!.verdict;
    await insertFixes(db, rows.slice(0, 300), at(0));
    await judgeAll();
    const before = await judgedOf();
    await insertFixes(db, rows.slice(300), at(0));
    expect(await named()).toEqual([id]);
    await judgeAll();
    const after = await judgedOf();
    expect(after.measures.distanceM.best).toBeGreaterThan(before.measures.distanceM.best * 1.5);
  });

  it.each([
    ['told by a wire without a time of sending names the patrol it came in', -200, 1],
    ['that came long after a patrol from a wire without a time of sending names none', -150, 0],
  ])('%s', async (_, cameMinute, touched) => {
    const [row] = fixRows(ids.handhelds.H1!, { from: at(-500), count: 1, firstSeq: ++seq });
    await insertFixes(get().db, [{ ...row!, sentMs: null, receivedMs: at(cameMinute) }], at(0));
    expect((await named()).length).toBe(touched);
  });

  it('judging again without news adds nothing', async () => {
    const { officerId, id } = patrol.noon;
    await judge()(officerId, id);
    const before = await readVerdicts(get().db, officerId, id);
    expect(await judge()(officerId, id)).toBeNull();
    expect(await readVerdicts(get().db, officerId, id)).toEqual(before);
  });

  it('an open patrol has no verdict', async () => {
    const { officerId, id } = patrol.open;
    expect(await judge()(officerId, id)).toBeNull();
    expect(await readVerdicts(get().db, officerId, id)).toEqual([]);
  });
});
