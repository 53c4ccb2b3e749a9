import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createLargeBatches, type LargeBatchesOptions } from '../../server/ingest/large-batches.ts';

/** Large batches whose turns come, and whose work ends, when the test says so. */
function byHand(options: LargeBatchesOptions = {}) {
  const turns: (() => void)[] = [];
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const large = createLargeBatches({ ...options, nextTurn: (work) => void turns.push(work) });
  return {
    ...{ large, begun, turns },
    turn: () => turns.shift()?.(),
    send: (name: string, rows: number) =>
      large.inTurn(rows, () => {
        begun.push(name);
        return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
      }),
    async end(name: string) {
      ends.get(name)!();
      await nextTurn();
    },
  };
}

describe('large batches', () => {
  it('begin one a turn of the event loop, in the order they came, small ones together', async () => {
    const { begun, send, turn, turns } = byHand({ turnRows: 500 });
    for (const [name, rows] of Object.entries({ a: 500, b: 400, c: 100, d: 300 }))
      void send(name, rows);
    // Not even the first before all sockets were looked at.
    expect(begun).toEqual([]);
    turn();
    expect(begun).toEqual(['a']);
    turn();
    expect(begun).toEqual(['a', 'b', 'c']);
    turn();
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
    expect(turns).toEqual([]);
  });

  it('leave the loop to others between two of them', async () => {
    const large = createLargeBatches({ turnRows: 500 });
    const order: string[] = [];
    const work = (name: string) => async () => void order.push(name);
    const all = ['a', 'b', 'c'].map((name) => large.inTurn(500, work(name)));
    // What comes from a socket is told of before the next of them begins.
    for (let k = 0; k < 3; k++)
      await new Promise((resolve) => setImmediate(() => resolve(order.push('live'))));
    await Promise.all(all);
    expect(order).toEqual(['a', 'live', 'b', 'live', 'c', 'live']);
  });

  it('begin no more than commits can hold, and go on as these end', async () => {
    const { begun, end, send, turn } = byHand({ turnRows: 500, maxUnderWay: 1_000 });
    for (const name of ['a', 'b', 'c']) void send(name, 500);
    for (let k = 0; k < 5; k++) turn();
    expect(begun).toEqual(['a', 'b']);
    await end('a');
    turn();
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  it('are turned away undone beyond what may wait, each with a later time than the one before', async () => {
    const { begun, end, large, send, turn } = byHand({ maxWaiting: 10_000 });
    const taken = Array.from({ length: 20 }, (_, k) => send(`taken ${k}`, 500));
    const waits: number[] = [];
    for (let k = 0; k < 100; k++) {
      const reply = await send('late', 500).catch((error) => error.reply());
      expect(reply).toMatchObject({ error: 'unavailable', problems: [{ code: 'much-waits' }, {}] });
      waits.push(reply.retryAfterS);
    }
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits[0]).toBeLessThan(waits.at(-1)!);
    expect(waits.at(-1)).toBeLessThanOrEqual(60);
    expect(large.waitingRows()).toBe(10_000);
    for (let k = 0; k < 20; k++) {
      turn();
      await end(`taken ${k}`);
    }
    expect(await Promise.all(taken)).toEqual(taken.map((_, k) => `taken ${k}`));
    expect(begun).not.toContain('late');
    void send('again', 500);
    turn();
    expect(begun).toContain('again');
  });

  it('answer with what came of them, and hold up nobody by failing', async () => {
    const large = createLargeBatches();
    const failed = large.inTurn(500, () => Promise.reject(new Error('no batch')));
    const done = large.inTurn(500, async () => 'stored');
    await expect(failed).rejects.toThrow('no batch');
    expect(await done).toBe('stored');
    await large.drain();
    expect(large.waitingRows()).toBe(0);
  });

  it('are drained when the last of them is done', async () => {
    const { end, large, send, turn } = byHand();
    void send('a', 500);
    let isDrained = false;
    const drained = large.drain().then(() => {
      isDrained = true;
    });
    turn();
    await nextTurn();
    expect(isDrained).toBe(false);
    await end('a');
    await drained;
  });
});
