import { expect, test } from 'vitest';
import { applyFrame, EMPTY_WORLD, withFetchedPatrols } from '../../../client/live/stream/world.ts';
import type { Alert } from '../../../server/contract/console/console.ts';
import type { Patrol } from '../../../server/contract/patrols/patrol.ts';
import { madeFrame as frame, madePatrol } from '../../support/made/frame.ts';

const patrol = (id: number, outcome: Patrol['outcome']) =>
  madePatrol({ id, outcome, endTime: null });

test('a frame replaces what it names and keeps the rest', () => {
  const before = applyFrame(EMPTY_WORLD, frame({ patrols: [patrol(1, null), patrol(2, null)] }));
  const after = applyFrame(before, frame({ at: 2, patrols: [patrol(2, 'completed')] }));
  expect([...after.patrols.values()].map(({ id, outcome }) => [id, outcome])).toEqual([
    [1, null],
    [2, 'completed'],
  ]);
  expect(after.at).toBe(2);
});

test('a snapshot forgets alerts it does not name, but keeps patrols', () => {
  const alert = { id: 1 } as Alert;
  const before = applyFrame(
    EMPTY_WORLD,
    frame({
      alerts: [alert],
      patrols: [patrol(1, null)],
    }),
  );
  const after = applyFrame(before, frame({ snapshot: true }));
  expect(after.alerts.size).toBe(0);
  expect([...after.patrols.keys()]).toEqual([1]);
});

test('what did not change keeps its identity, so that nothing is drawn again for it', () => {
  const before = applyFrame(EMPTY_WORLD, frame({ patrols: [patrol(1, null)] }));
  const after = applyFrame(before, frame({ at: 2 }));
  expect(after.patrols).toBe(before.patrols);
});

test('a fetched patrol never hides what the stream said of it', () => {
  const streamed = applyFrame(EMPTY_WORLD, frame({ patrols: [patrol(1, 'completed')] }));
  const both = withFetchedPatrols(streamed, [patrol(1, null), patrol(2, null)]);
  expect(both.patrols.get(1)!.outcome).toBe('completed');
  expect(both.patrols.get(2)!.outcome).toBeNull();
});

test('what the server says it does not hear stands until a frame no longer says it', () => {
  const away = applyFrame(EMPTY_WORLD, frame({ awaySince: 5 }));
  expect(away.awaySinceMs).toBe(5);
  expect(applyFrame(away, frame({})).awaySinceMs).toBeNull();
});
