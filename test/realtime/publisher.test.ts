import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Alert, Frame } from '../../server/contract/console/console.ts';
import type { Patrol } from '../../server/contract/patrols/patrol.ts';
import { createPublisher, type Publisher } from '../../server/realtime/publisher.ts';
import { NOW } from '../support/made/world.ts';

const nothing = {
  patrols: [],
  alerts: [],
  warnings: [],
  incidents: [],
  incidentsGone: [],
  cases: [],
};
const patrol = (id: number, version: number, gridId = 1): Patrol =>
  ({ id, gridId, verdictVersion: version }) as Patrol;

/** A reader that takes a frame when the test says so. */
function slowReader(grids: readonly number[] = [1]) {
  const frames: Frame[] = [];
  let taken: { resolve: () => void; reject: (error: Error) => void } | undefined;
  return {
    frames,
    dropped: vi.fn(),
    take: () => taken!.resolve(),
    fail: () => taken!.reject(new Error('no acknowledgement')),
    reader() {
      return {
        sees: (gridId: number | null) => gridId !== null && grids.includes(gridId),
        drop: this.dropped,
        deliver: (frame: Frame) => {
          frames.push(frame);
          return new Promise<void>((resolve, reject) => {
            taken = { resolve, reject };
          });
        },
      };
    },
  };
}

describe('the publisher', () => {
  let publisher: Publisher;
  beforeEach(() => {
    vi.useFakeTimers();
    publisher = createPublisher(() => NOW);
  });
  afterEach(() => {
    publisher.close();
    vi.useRealTimers();
  });
  const second = () => vi.advanceTimersByTimeAsync(1_000);

  it('gives a reader that does not acknowledge nothing but the latest state when it does', async () => {
    const console_ = slowReader();
    publisher.join(console_.reader(), async () => nothing);
    for (let t = 1; t <= 1_000; t++) {
      publisher.patrol(patrol(1, t));
      if (t % 100 === 0) await second();
    }
    expect(console_.frames).toEqual([{ snapshot: true, at: NOW, ...nothing }]);
    console_.take();
    await second();
    expect(console_.frames.length).toBe(2);
    expect(console_.frames[1]).toMatchObject({
      snapshot: false,
      patrols: [{ id: 1, verdictVersion: 1_000 }],
    });
    console_.take();
    await second();
    expect(console_.frames.length).toBe(2);
  });

  it('hands over a call for help at once, and where a reader has not taken its last frame, as soon as it has', async () => {
    const sos = (id: number) => ({ id, kind: 'sos' }) as Alert;
    const console_ = slowReader();
    publisher.join(console_.reader(), async () => nothing);
    publisher.alert(sos(1), [1]);
    await vi.advanceTimersByTimeAsync(0);
    expect(console_.frames.length).toBe(1);
    console_.take();
    await vi.advanceTimersByTimeAsync(0);
    expect(console_.frames[1]).toMatchObject({ snapshot: false, alerts: [{ id: 1 }] });
    console_.take();
    await vi.advanceTimersByTimeAsync(0);
    publisher.alert(sos(2), [2]);
    publisher.alert({ id: 3, kind: 'silent' } as Alert, [1]);
    await vi.advanceTimersByTimeAsync(0);
    expect(console_.frames.length).toBe(2);
    publisher.alert(sos(4), [2, 1]);
    await vi.advanceTimersByTimeAsync(0);
    expect(console_.frames[2]).toMatchObject({ alerts: [{ id: 3 }, { id: 4 }] });
  });

  it('hands over what waited as soon as a reader is done, where its turn came before', async () => {
    const console_ = slowReader();
    publisher.join(console_.reader(), async () => nothing);
    await second();
    publisher.patrol(patrol(1, 1));
    await second();
    console_.take();
    await vi.advanceTimersByTimeAsync(0);
    expect(console_.frames[1]).toMatchObject({ patrols: [{ id: 1, verdictVersion: 1 }] });
    console_.take();
    await vi.advanceTimersByTimeAsync(0);
    publisher.patrol(patrol(1, 2));
    await vi.advanceTimersByTimeAsync(0);
    expect(console_.frames.length).toBe(2);
  });

  it('does not let a slow reader hold up another', async () => {
    const slow = slowReader();
    const fast = slowReader();
    publisher.join(slow.reader(), async () => nothing);
    publisher.join(fast.reader(), async () => nothing);
    for (let t = 1; t <= 5; t++) {
      await second();
      fast.take();
      publisher.patrol(patrol(1, t));
      await second();
    }
    expect(slow.frames.length).toBe(1);
    expect(fast.frames.length).toBe(6);
  });

  it('shows a reader only the grids it may see', async () => {
    const one = slowReader([1]);
    publisher.join(one.reader(), async () => nothing);
    await second();
    one.take();
    publisher.patrol(patrol(1, 1, 1));
    publisher.patrol(patrol(2, 1, 2));
    publisher.alert({ id: 1, officerId: 2 } as never, [2]);
    await second();
    expect(one.frames[1]).toMatchObject({ ...nothing, patrols: [{ id: 1 }] });
  });

  it('loses nothing that changes while the first frame is read', async () => {
    const console_ = slowReader();
    let read!: (snapshot: typeof nothing) => void;
    publisher.join(console_.reader(), () => new Promise((resolve) => (read = resolve)));
    publisher.patrol(patrol(1, 7));
    await second();
    expect(console_.frames).toEqual([]);
    read(nothing);
    await second();
    console_.take();
    await second();
    expect(console_.frames.map(({ snapshot, patrols }) => [snapshot, patrols.length])).toEqual([
      [true, 0],
      [false, 1],
    ]);
  });

  it('drops a reader that never acknowledges, so that it comes back and reads afresh', async () => {
    const console_ = slowReader();
    publisher.join(console_.reader(), async () => nothing);
    await second();
    console_.fail();
    await second();
    expect(console_.dropped).toHaveBeenCalledTimes(1);
    expect(publisher.readers()).toBe(0);
  });

  it('drops a reader whose first frame cannot be read', async () => {
    const console_ = slowReader();
    publisher.join(console_.reader(), () => Promise.reject(new Error('no store')));
    await second();
    expect(console_.dropped).toHaveBeenCalledTimes(1);
  });

  it('forgets a reader that left, without a word', async () => {
    const console_ = slowReader();
    const leave = publisher.join(console_.reader(), async () => nothing);
    await second();
    leave();
    console_.fail();
    await second();
    expect(console_.dropped).not.toHaveBeenCalled();
    expect(publisher.readers()).toBe(0);
  });
});
