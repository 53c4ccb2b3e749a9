import { expect, it } from 'vitest';
import { createTurns } from '../../server/realtime/connect-in-turns.ts';

/** Turns by a clock and timers that the test moves. */
function byHand() {
  let nowMs = 0;
  const timers: { work: () => void; ms: number }[] = [];
  const turn = createTurns({
    nowMs: () => nowMs,
    later: (work, ms) => void timers.push({ work, ms }),
  });
  const [letIn, gone] = [[] as number[], new Set<number>()];
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    ...{ gone, letIn, timers },
    async come(...who: number[]) {
      for (const one of who) void turn(() => gone.has(one)).then(() => letIn.push(one));
      await settled();
    },
    /** The next turn, so much later than it was due. */
    async tick(lateMs = 0) {
      const { work, ms } = timers.shift()!;
      nowMs += ms + lateMs;
      work();
      await settled();
    },
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
}

const upTo = (last: number) => Array.from({ length: last }, (_, k) => k + 1);

it('lets whoever comes alone in at once', async () => {
  const { come, letIn, pass, timers } = byHand();
  await come(1);
  pass(20);
  await come(2);
  expect(letIn).toEqual([1, 2]);
  expect(timers).toEqual([]);
});

it('lets those who come together in a few at a time, in the order they came', async () => {
  const { come, letIn, tick, timers } = byHand();
  await come(...upTo(20));
  expect(letIn).toEqual([1]);
  await tick();
  expect(letIn).toEqual(upTo(9));
  await tick();
  // Who comes while others wait stands behind them.
  await come(21);
  expect(letIn).toEqual(upTo(17));
  await tick();
  expect(letIn).toEqual(upTo(21));
  expect(timers).toEqual([]);
});

it('lets a hundred a second in while the event loop is late, and more again once it is not', async () => {
  const { come, letIn, tick } = byHand();
  await come(...upTo(60));
  await tick(20);
  expect(letIn).toEqual(upTo(1 + 3));
  await tick(190);
  expect(letIn).toEqual(upTo(4 + 20));
  await tick();
  expect(letIn).toEqual(upTo(24 + 8));
});

it('gives nobody’s turn to who has gone meanwhile, and keeps none of them waiting', async () => {
  const { come, gone, letIn, tick, timers } = byHand();
  await come(...upTo(12));
  for (const one of [2, 5, 12]) gone.add(one);
  await tick();
  expect(letIn).toEqual(upTo(11));
  await tick();
  expect(letIn).toEqual(upTo(12));
  expect(timers).toEqual([]);
});
