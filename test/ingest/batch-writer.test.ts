import { describe, expect, it, vi } from 'vitest';
import { HOUR_MS } from '../../server/contract/units.ts';
import type { FixRow } from '../../server/db/fixes/columns.ts';
import { type FixFigures, inColumns, rowsOf } from '../../server/db/fixes/figures.ts';
import type { Refusal } from '../../server/errors.ts';
import { createBatchWriter } from '../../server/ingest/batch-writer.ts';
import { fixRows } from '../support/made/fix-rows.ts';
import { NOW } from '../support/made/world.ts';

const rows = (handheldId: number, count: number) =>
  inColumns(fixRows(handheldId, { from: NOW, count }));

/** The same, told an hour late. */
const heldBack = (handheldId: number, count: number) =>
  inColumns(
    fixRows(handheldId, { from: NOW, count }).map((row) => ({
      ...row,
      sentMs: row.sentMs! + HOUR_MS,
      receivedMs: row.receivedMs + HOUR_MS,
    })),
  );

/** A store whose commits end when the test says so. */
function manualStore() {
  const commits: { rows: FixRow[]; end: () => void; fail: (error: unknown) => void }[] = [];
  const insert = (fixes: FixFigures) =>
    new Promise<boolean[]>((resolve, reject) => {
      const batch = rowsOf(fixes);
      commits.push({ rows: batch, end: () => resolve(batch.map(() => true)), fail: reject });
    });
  return { commits, insert };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('the batch writer', () => {
  it('settles a batch only after its commit', async () => {
    const { commits, insert } = manualStore();
    const writer = createBatchWriter({ insert });
    let settled = false;
    const written = writer.write(rows(1, 3)).then((stored) => {
      settled = true;
      return stored;
    });
    await turn();
    expect(settled).toBe(false);
    expect(writer.queuedRows()).toBe(3);
    commits[0]!.end();
    expect(await written).toEqual([true, true, true]);
    await turn();
    expect(writer.queuedRows()).toBe(0);
  });

  it('lets batches that arrive during a commit share the next one, up to its size', async () => {
    const { commits, insert } = manualStore();
    const writer = createBatchWriter({ insert, parallel: 1, maxRows: 10 });
    const all = [1, 2, 3, 4, 5].map((handheld) => writer.write(rows(handheld, 4)));
    for (let k = 0; k < 3; k++) {
      await turn();
      commits[k]!.end();
    }
    await Promise.all(all);
    expect(commits.map((commit) => commit.rows.map(({ handheldId }) => handheldId))).toEqual([
      [1, 1, 1, 1],
      [2, 2, 2, 2, 3, 3, 3, 3],
      [4, 4, 4, 4, 5, 5, 5, 5],
    ]);
  });

  it('lets what comes soon after a commit began share the next one, unless that is full or nothing came lately', async () => {
    const { commits, insert } = manualStore();
    const gatherMs = 200;
    const writer = createBatchWriter({ insert, gatherMs, maxRows: 10 });
    const began = performance.now();
    const all = [writer.write(rows(1, 1))];
    expect(commits).toHaveLength(1);
    for (const handheld of [2, 3, 4]) {
      await turn();
      all.push(writer.write(rows(handheld, 1)));
    }
    expect(commits).toHaveLength(1);
    commits[0]!.end();
    await vi.waitFor(() => expect(commits).toHaveLength(2), { timeout: 10_000 });
    expect(performance.now() - began).toBeGreaterThan(gatherMs - 2);
    // As many wait as one commit holds.
    all.push(writer.write(rows(5, 6)));
    expect(commits).toHaveLength(2);
    all.push(writer.write(rows(6, 4)));
    expect(commits).toHaveLength(3);
    const drained = writer.drain();
    for (const { end } of commits.slice(1)) end();
    await Promise.all([...all, drained]);
    expect(commits.map((commit) => commit.rows.length)).toEqual([1, 3, 10]);
  });

  it('is not drained while something waits for the next commit', async () => {
    const { commits, insert } = manualStore();
    const writer = createBatchWriter({ insert, gatherMs: 50 });
    const all = [writer.write(rows(1, 1))];
    commits[0]!.end();
    await all[0];
    all.push(writer.write(rows(2, 1)));
    expect(commits).toHaveLength(1);
    let isDrained = false;
    const drained = writer.drain().then(() => {
      isDrained = true;
    });
    await vi.waitFor(() => expect(commits).toHaveLength(2), { timeout: 10_000 });
    expect(isDrained).toBe(false);
    commits[1]!.end();
    await Promise.all([...all, drained]);
  });

  it('tells every batch what became of its own rows', async () => {
    const writer = createBatchWriter({
      insert: async (batch) =>
        rowsOf(batch).map(({ handheldId, seq }) => handheldId === 1 || seq > 0),
      parallel: 1,
    });
    expect(
      await Promise.all([
        writer.write(rows(9, 1)),
        writer.write(rows(1, 2)),
        writer.write(rows(2, 3)),
      ]),
    ).toEqual([[false], [true, true], [false, true, true]]);
  });

  it('turns away what goes beyond its queue and keeps what it has', async () => {
    const { commits, insert } = manualStore();
    const writer = createBatchWriter({ insert, maxQueued: 10 });
    const first = writer.write(rows(1, 8));
    await expect(writer.write(rows(2, 3))).rejects.toMatchObject({ code: 'unavailable' });
    expect(writer.queuedRows()).toBe(8);
    const second = writer.write(rows(3, 2));
    await turn();
    for (const commit of commits) commit.end();
    expect((await Promise.all([first, second])).flat().length).toBe(10);
  });

  it('stores what is live before what was held back, which moves on all the same', async () => {
    const { commits, insert } = manualStore();
    const writer = createBatchWriter({ insert, parallel: 1, maxRows: 10 });
    const all = [
      writer.write(rows(1, 1)),
      ...[2, 3, 4].map((handheld) => writer.write(heldBack(handheld, 2))),
      ...[5, 6, 7, 8].map((handheld) => writer.write(rows(handheld, 4))),
    ];
    for (let k = 0; k < 4; k++) {
      await turn();
      commits[k]!.end();
    }
    await Promise.all(all);
    const handhelds = commits.map((commit) => commit.rows.map(({ handheldId }) => handheldId));
    expect(handhelds.map((ids) => [...new Set(ids)])).toEqual([[1], [5, 6, 2], [7, 8, 3], [4]]);
  });

  it('never lets what is live wait for a commit of what was held back', async () => {
    const { commits, insert } = manualStore();
    const writer = createBatchWriter({ insert, parallel: 2, maxRows: 4 });
    const late = [1, 2, 3].map((handheld) => writer.write(heldBack(handheld, 4)));
    await turn();
    const live = writer.write(rows(4, 1));
    await turn();
    const begun = () => commits.map((commit) => commit.rows[0]!.handheldId);
    expect(begun()).toEqual([1, 4]);
    commits[1]!.end();
    expect(await live).toEqual([true]);
    expect(begun()).toEqual([1, 4]);
    for (let k = 0; k < 3; k++) {
      commits.at(-1)!.end();
      commits[0]!.end();
      await turn();
    }
    expect((await Promise.all(late)).flat().length).toBe(12);
    expect(begun()).toEqual([1, 4, 2, 3]);
  });

  it('keeps half of its queue free of what was held back', async () => {
    const { commits, insert } = manualStore();
    const writer = createBatchWriter({ insert, maxQueued: 20 });
    const taken = [writer.write(heldBack(1, 8))];
    await expect(writer.write(heldBack(2, 3))).rejects.toMatchObject({ code: 'unavailable' });
    taken.push(writer.write(rows(3, 12)));
    await turn();
    for (const commit of commits) commit.end();
    expect((await Promise.all(taken)).flat().length).toBe(20);
  });

  it('says beforehand whom it would turn away', async () => {
    const { commits, insert } = manualStore();
    const writer = createBatchWriter({ insert, maxQueued: 20 });
    expect(writer.refusalOf('backlog', 10)).toBeUndefined();
    const taken = writer.write(heldBack(1, 8));
    expect(writer.refusalOf('backlog', 3)?.reply()).toMatchObject({
      error: 'unavailable',
      retryAfterS: 1,
    });
    expect(writer.refusalOf('backlog', 2)).toBeUndefined();
    expect(writer.refusalOf('live', 12)).toBeUndefined();
    expect(writer.refusalOf('live', 13)).toBeDefined();
    commits[0]!.end();
    await taken;
    await writer.drain();
    expect(writer.refusalOf('backlog', 3)).toBeUndefined();
  });

  it('tells whom it turns away when to come again', async () => {
    const { commits, insert } = manualStore();
    const writer = createBatchWriter({ insert, maxQueued: 10 });
    const taken = writer.write(rows(1, 8));
    const refused = await writer.write(rows(2, 3)).catch((error: Refusal) => error.reply());
    expect(refused).toMatchObject({ error: 'unavailable', retryAfterS: 1 });
    commits[0]!.end();
    await taken;
  });

  it('lets a batch that cannot be stored cost only itself', async () => {
    const writer = createBatchWriter({
      insert: async (fixes) => {
        const batch = rowsOf(fixes);
        if (batch.some(({ handheldId }) => handheldId === 666))
          throw Object.assign(new Error('value out of range'), { code: '22003' });
        return batch.map(() => true);
      },
      parallel: 1,
    });
    const outcomes = await Promise.allSettled(
      [1, 2, 666, 3].map((handheld) => writer.write(rows(handheld, 1))),
    );
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    await writer.drain();
    expect(writer.queuedRows()).toBe(0);
  });

  it('asks a lost store once for a commit, not once a batch', async () => {
    let asked = 0;
    const writer = createBatchWriter({
      insert: async () => {
        asked++;
        throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
      },
      parallel: 1,
    });
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map((handheld) => writer.write(rows(handheld, 1))),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(asked).toBe(2);
  });

  it('gives up a commit that never ends, so that handhelds hear of it and the queue moves on', async () => {
    const writer = createBatchWriter({ insert: () => new Promise(() => {}), commitMaxMs: 5 });
    await expect(writer.write(rows(1, 2))).rejects.toMatchObject({ code: 'unavailable' });
    await writer.drain();
    expect(writer.queuedRows()).toBe(0);
  });

  it('drains when everything taken so far is stored', async () => {
    const { commits, insert } = manualStore();
    const writer = createBatchWriter({ insert });
    const order: string[] = [];
    const written = writer.write(rows(1, 1)).then(() => order.push('stored'));
    const drained = writer.drain().then(() => order.push('drained'));
    await turn();
    commits[0]!.end();
    await Promise.all([written, drained]);
    expect(order).toEqual(['stored', 'drained']);
    await writer.drain();
  });
});
