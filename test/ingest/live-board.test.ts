import { expect, it } from 'vitest';
import { createLiveBoard } from '../../server/ingest/live-board.ts';
import { NOW } from '../support/made/world.ts';

it('has the patrols that are read as under way, but for officers of whom newer is told meanwhile', async () => {
  const board = createLiveBoard();
  const patrol = (id: number) => ({ id, startMs: NOW });
  for (const officerId of [1, 2, 3]) board.setOpenPatrol(officerId, patrol(officerId));
  board.takeChanged();
  let answer = (_: { officerId: number; id: number; startMs: number }[]) => {};
  const read = board.readOpenPatrols(new Promise((resolve) => (answer = resolve)));
  board.setOpenPatrol(3, null);
  board.setOpenPatrol(5, patrol(50));
  answer([
    { officerId: 2, ...patrol(20) },
    { officerId: 3, ...patrol(3) },
    { officerId: 4, ...patrol(4) },
  ]);
  await read;
  const ids = [1, 2, 3, 4, 5].map((officerId) => board.openPatrol(officerId)?.id);
  expect(ids).toEqual([undefined, 20, undefined, 4, 50]);
  expect([...board.takeChanged()].sort()).toEqual([1, 2, 3, 4, 5]);
});
