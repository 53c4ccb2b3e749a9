import { sql } from 'kysely';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { DAY_MS } from '../../server/contract/units.ts';
import type { WarningLevel } from '../../server/contract/warnings/warning.ts';
import { listWarnings, readWarningHistory } from '../../server/db/warnings/list.ts';
import { recordFindings } from '../../server/services/warnings/record-findings.ts';
import { takeStep } from '../../server/services/warnings/steps.ts';
import { cellsIn, type FindingPart, findingOf } from '../support/made/findings.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

describeStores('warnings on record', (get) => {
  let ids: Ids;
  const day = (d: number) => NOW + d * DAY_MS;
  beforeAll(async () => {
    ids = await seedTestWorld(get().db);
  });
  beforeEach(async () => {
    for (const table of [
      'webhook_deliveries',
      'webhook_events',
      'warning_receipts',
      'warning_steps',
      'warning_versions',
      'warning_findings',
      'warning_runs',
      'warnings',
    ])
      await sql`delete from ${sql.table(table)}`.execute(get().db);
  });

  /** A run on a day that finds these; a level alone stands for the middle of G1. */
  const run = (d: number, ...found: (WarningLevel | Partial<FindingPart>)[]) =>
    recordFindings(get().db, {
      areaId: ids.areas.D!,
      at: day(d),
      now: day(d),
      findings: found.map((part) =>
        findingOf({
          areaId: ids.areas.G1!,
          at: day(d),
          ...(typeof part === 'string' ? { level: part } : part),
        }),
      ),
    });
  const all = async () => (await listWarnings(get().db, {})).warnings;
  const reasonsOf = async (id: number) =>
    (await readWarningHistory(get().db, id)).versions
      .map(({ reason, level }) => `${reason} ${level}`)
      .reverse();
  const events = async () =>
    (
      await sql<{
        id: string;
        type: string;
      }>`select id, type from webhook_events order by at, id`.execute(get().db)
    ).rows;
  const person = { by: 'lin', comment: null, verdict: null };

  it('a first finding raises a warning that names its grids, with one event', async () => {
    const raised = await run(0, 'orange');
    expect(raised).toMatchObject([
      {
        areaId: ids.areas.G1,
        areaName: 'area G1',
        gridIds: [ids.areas.G1],
        level: 'orange',
        state: 'raised',
        edition: 1,
        version: 1,
        observed: 12,
        expected: 4,
        raisedAt: new Date(NOW).toISOString(),
        endedAt: null,
      },
    ]);
    expect(await events()).toEqual([{ id: `warning-${raised[0]!.id}-1`, type: 'warning.raised' }]);
  });

  it('the same place found again is the same warning; the same run again is nothing at all', async () => {
    const [raised] = await run(0, 'yellow');
    expect(await run(0, 'yellow')).toEqual([]);
    expect(await run(1, 'yellow')).toEqual([]);
    expect(await run(2, { level: 'red', cells: cellsIn('G1', 1) })).toMatchObject([
      { id: raised!.id, level: 'red', version: 2, gridIds: [ids.areas.G1, ids.areas.G2] },
    ]);
    expect(await reasonsOf(raised!.id)).toEqual(['raised yellow', 'rose red']);
    expect(await all()).toMatchObject([
      { foundFrom: new Date(day(0)).toISOString(), foundTo: new Date(day(2)).toISOString() },
    ]);
  });

  it('another category and another place are other warnings', async () => {
    const raised = await run(
      0,
      'yellow',
      { category: 'theft' },
      { areaId: ids.areas.G3!, cells: cellsIn('G3') },
    );
    expect(new Set(raised.map(({ id }) => id)).size).toBe(3);
  });

  it('a level rises at once, falls after three daily runs below it and the warning expires after five days unfound', async () => {
    const [raised] = await run(0, 'red');
    for (const d of [1, 2]) await run(d, 'yellow');
    expect(await all()).toMatchObject([{ level: 'red' }]);
    await run(3, 'yellow');
    expect(await all()).toMatchObject([{ level: 'yellow', peak: 'red', state: 'raised' }]);
    for (const d of [4, 5, 6, 7]) await run(d);
    expect(await all()).toMatchObject([{ level: 'blue', state: 'raised' }]);
    expect(await run(8)).toMatchObject([
      { id: raised!.id, state: 'expired', endedAt: new Date(day(8)).toISOString() },
    ]);
    expect(await run(9, 'yellow')).not.toMatchObject([{ id: raised!.id }]);
    expect((await events()).map(({ type }) => type)).toEqual([
      'warning.raised',
      'warning.changed',
      'warning.changed',
      'warning.changed',
      'warning.closed',
      'warning.raised',
    ]);
  });

  it('runs that did not look at its category neither lower a warning nor end it', async () => {
    await run(0, { category: 'theft', level: 'red' });
    for (const d of [1, 2, 3, 4, 5, 6, 7])
      await recordFindings(get().db, {
        areaId: ids.areas.D!,
        at: day(d),
        now: day(d),
        findings: [],
        categories: ['fire', null],
      });
    expect(await all()).toMatchObject([{ level: 'red', state: 'raised' }]);
    await run(8);
    expect(await all()).toMatchObject([{ state: 'expired' }]);
  });

  it('what a person has in hand does not expire', async () => {
    const [raised] = await run(0, 'red');
    await takeStep(get().db, raised!.id, { ...person, step: 'take', at: day(0) });
    for (const d of [3, 6, 9]) await run(d);
    expect(await all()).toMatchObject([{ state: 'in-hand', level: 'blue', handledBy: 'lin' }]);
  });

  it('data that no longer supports a warning makes a version that says so, and ends it', async () => {
    const [raised] = await run(0, 'red');
    expect(await run(0)).toMatchObject([{ supported: false, state: 'expired', version: 2 }]);
    expect(await reasonsOf(raised!.id)).toEqual(['raised red', 'unsupported red']);
    expect(await run(0, { level: 'orange', cells: cellsIn('G1', 1) })).toMatchObject([
      { id: raised!.id, level: 'orange', peak: 'orange', state: 'raised', supported: true },
    ]);
  });

  it('a run made again with other incidents is a new version of the same warning', async () => {
    const [raised] = await run(0, 'yellow');
    expect(await run(0, { level: 'red', cells: cellsIn('G1', 1), observed: 30 })).toMatchObject([
      { id: raised!.id, version: 2, level: 'red', observed: 30 },
    ]);
    expect(await reasonsOf(raised!.id)).toEqual(['raised yellow', 'corrected red']);
  });

  it('what a person has in hand says that data no longer supports it, and stays', async () => {
    const [raised] = await run(0, 'red');
    await takeStep(get().db, raised!.id, { ...person, step: 'take', at: day(0) });
    expect(await run(0)).toMatchObject([{ supported: false, state: 'in-hand' }]);
  });

  it('a late run joins two warnings: the older carries on, the other says where it went', async () => {
    const [first] = await run(0, 'yellow');
    for (const d of [2, 4, 5]) await run(d);
    const [second] = await run(7, 'orange');
    expect(second!.id).not.toBe(first!.id);
    await run(3, 'yellow');
    const [b, a] = await all();
    expect(a).toMatchObject({ id: first!.id, state: 'raised', level: 'orange', supported: true });
    expect(b).toMatchObject({
      id: second!.id,
      state: 'expired',
      supported: false,
      mergedInto: first!.id,
    });
    expect(await reasonsOf(second!.id)).toEqual(['raised orange', 'merged orange']);
  });

  it('after a person closed a warning the same stays quiet, and something worse is a new one that names it', async () => {
    const [raised] = await run(0, 'orange');
    await takeStep(get().db, raised!.id, {
      ...person,
      step: 'close',
      verdict: 'real',
      at: day(0) + 1,
    });
    expect(await run(1, 'orange')).toEqual([]);
    expect(await run(2, 'red')).toMatchObject([
      { state: 'raised', follows: raised!.id, level: 'red' },
    ]);
    expect(await run(3, 'yellow')).toMatchObject([{ follows: raised!.id, level: 'red' }]);
    expect((await all()).map(({ state, foundTo }) => [state, foundTo])).toEqual([
      ['raised', new Date(day(3)).toISOString()],
      ['closed', new Date(day(0)).toISOString()],
    ]);
  });

  it('after the quiet time the same is a new warning', async () => {
    const [raised] = await run(0, 'orange');
    await takeStep(get().db, raised!.id, {
      ...person,
      step: 'close',
      verdict: 'false',
      at: day(0) + 1,
    });
    for (const d of [1, 2, 3]) expect(await run(d, 'orange')).toEqual([]);
    expect(await run(4, 'orange')).toMatchObject([{ state: 'raised', follows: raised!.id }]);
  });

  it('a step its state does not allow is answered with those it does', async () => {
    const [raised] = await run(0, 'orange');
    const step = (name: 'acknowledge' | 'take' | 'close') =>
      takeStep(get().db, raised!.id, { ...person, step: name, at: day(0) });
    expect(await step('acknowledge')).toMatchObject({ warning: { state: 'acknowledged' } });
    expect(await step('acknowledge')).toEqual({
      state: 'acknowledged',
      allowed: ['take', 'close'],
    });
    expect(await step('take')).toMatchObject({ warning: { state: 'in-hand', handledBy: 'lin' } });
    expect(await step('close')).toMatchObject({ warning: { state: 'closed' } });
    expect(await step('take')).toEqual({ state: 'closed', allowed: [] });
    expect(await takeStep(get().db, 0, { ...person, step: 'take', at: 0 })).toBeUndefined();
    expect((await events()).map(({ type }) => type).sort()).toEqual([
      'warning.changed',
      'warning.changed',
      'warning.closed',
      'warning.raised',
    ]);
  });

  it('a warning and its event are one transaction: both are there or neither', async () => {
    await expect(
      get()
        .db.transaction()
        .execute(async (trx) => {
          await recordFindings(trx, {
            areaId: ids.areas.D!,
            at: day(0),
            now: day(0),
            findings: [findingOf({ areaId: ids.areas.G1! })],
          });
          throw new Error('power cut');
        }),
    ).rejects.toThrow('power cut');
    expect(await all()).toEqual([]);
    expect(await events()).toEqual([]);
    await sql`alter table webhook_events rename to webhook_events_gone`.execute(get().db);
    await expect(run(0, 'red')).rejects.toThrow();
    await sql`alter table webhook_events_gone rename to webhook_events`.execute(get().db);
    expect(await all()).toEqual([]);
    expect(await run(0, 'red')).toHaveLength(1);
    expect(await events()).toHaveLength(1);
  });
});
