import { createLiveBoard } from '../../../server/ingest/live-board.ts';
import { createPicture } from '../../../server/realtime/fleet/picture.ts';
import { createWalkers, gridPlaces } from './walkers.ts';

/** What the process is told: how many officers there are and how many of them send in a second, from a moment on, Unix ms. */
export interface HourPlan {
  officers: number;
  perSecond: number;
  from: number;
}

/** Answers each message after the plan with the frames of one more second. */
process.once('message', ({ from, officers, perSecond }: HourPlan) => {
  let now = from;
  const board = createLiveBoard();
  const walkers = createWalkers(board, gridPlaces(), officers);
  walkers.walk(officers, now);
  const picture = createPicture(() => now);
  let held = 0;
  const tell = () => {
    for (const id of board.takeChanged()) picture.set(id, board.officer(id) ?? null);
    picture.age();
    const frames: Uint8Array[] = [];
    for (let next = picture.since(held); next; next = picture.since(held)) {
      frames.push(next.bytes);
      held = next.edition;
    }
    process.send!(frames);
  };
  tell();
  process.on('message', () => {
    now += 1_000;
    walkers.walk(perSecond, now);
    tell();
  });
});
