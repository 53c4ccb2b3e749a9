import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../server/contract/units.ts';
import type { FixRow } from '../../server/db/fixes/columns.ts';
import { COPY_MIN, copyFixes, createFixInsert } from '../../server/db/fixes/copy-fixes.ts';
import { insertFixes } from '../../server/db/fixes/insert-fixes.ts';
import { createFixPartitions } from '../../server/db/fixes/partitions.ts';
import { endPatrol, startPatrol } from '../../server/services/patrols/declare-patrol.ts';
import { fixRows } from '../support/made/fix-rows.ts';
import { told } from '../support/made/told.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

describeStores('copying fixes', (get) => {
  let ids: Ids;
  beforeAll(async () => {
    ids = await seedTestWorld(get().db);
    await createFixPartitions(get().db).ensure([NOW - DAY_MS, NOW]);
  });
  let session = NOW;
  const rowsOf = (handheld: string, count: number, firstSeq = 0) =>
    fixRows(ids.handhelds[handheld]!, { from: NOW, count, firstSeq, session });
  const stored = async (handheld: string) =>
    (
      await sql<Record<string, unknown>>`
        select to_jsonb(f) - 'handheld_id' as fix from fixes f
        where handheld_id = ${ids.handhelds[handheld]!} and session = ${new Date(session)} order by seq`.execute(
        get().db,
      )
    ).rows;

  it('stores what the statement stores, whatever the fixes say', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(told(NOW), { minLength: 1, maxLength: 40 }), async (fixes) => {
        session += 1;
        const of = (handheld: string) => {
          const [base] = rowsOf(handheld, 1);
          return fixes.map((fix, seq) => ({ ...base!, ...fix, seq }) as FixRow);
        };
        await insertFixes(get().db, of('H1'), NOW);
        await copyFixes(get().db, of('H2'), NOW);
        expect(await stored('H2')).toEqual(await stored('H1'));
      }),
      { numRuns: 20 },
    );
  });

  it('meets one that is there already, stores the others and says which', async () => {
    session += 1;
    await insertFixes(get().db, rowsOf('H1', 2, 5), NOW);
    const isNew = await copyFixes(get().db, rowsOf('H1', 10), NOW);
    expect(isNew).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((seq) => seq !== 5 && seq !== 6));
    expect((await stored('H1')).length).toBe(10);
  });

  it('names the ended patrols that fixes lie in, and no other', async () => {
    session += 1;
    const { db } = get();
    const at = (minutes: number) => NOW + minutes * MINUTE_MS;
    const walked = async (officer: string, from: number, to: number) => {
      const officerId = ids.officers[officer]!;
      const patrol = { officerId, gridId: ids.areas.G1!, startMs: at(from), dueAt: NOW };
      const id = await startPatrol(db, patrol);
      await endPatrol(db, { officerId, endMs: at(to), dueAt: NOW });
      return id;
    };
    const touched = await walked('O1', 0, 30);
    // Within reach of what O1 and O2 sent, but between two fixes.
    await walked('O1', 50, 55);
    await walked('O2', 5, 6);
    await sql`delete from verdict_jobs`.execute(db);
    const late = fixRows(ids.handhelds.H1!, { from: at(60), count: 1, firstSeq: 999, session });
    const beside = [0, 7].flatMap((minute, k) =>
      fixRows(ids.handhelds.H2!, { from: at(minute), count: 1, firstSeq: k, session }),
    );
    await copyFixes(db, [...rowsOf('H1', 100), ...late, ...beside], NOW);
    const jobs = await db.selectFrom('verdict_jobs').select('patrol_id').execute();
    expect(jobs.map(({ patrol_id }) => patrol_id)).toEqual([touched]);
  });

  it('is guessed of what is numbered above the last, and a wrong guess loses and doubles nothing', async () => {
    const [most, { db }] = [COPY_MIN * 2, get()];
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            handheld: fc.constantFrom('H1', 'H2'),
            first: fc.nat(most),
            count: fc.integer({ min: 1, max: most }),
          }),
          { minLength: 1, maxLength: 5 },
        ),
        async (batches) => {
          session += 1;
          const insert = createFixInsert();
          const known = new Set<string>();
          for (const { handheld, first, count } of batches) {
            // Every tenth is told twice in one commit.
            const rows = rowsOf(handheld, count, first).flatMap((row, k) =>
              k % 10 === 0 ? [row, row] : [row],
            );
            const right = rows.map(({ seq }) => {
              const name = `${handheld} ${seq}`;
              return !known.has(name) && Boolean(known.add(name));
            });
            expect(await insert(db, rows, NOW)).toEqual(right);
          }
          const [one, two] = [await stored('H1'), await stored('H2')];
          expect(one.length + two.length).toBe(known.size);
        },
      ),
      { numRuns: 6 },
    );
  });
});
