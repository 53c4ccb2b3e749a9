import { expect, test } from 'vitest';
import { applyFrame, EMPTY_WORLD, withFetchedPatrols } from '../../../client/live/stream/world.ts';
import type { Alert } from '../../../server/contract/console/console.ts';
import type { Patrol } from '../../../server/contract/patrols/patrol.ts';
import type { Warning } from '../../../server/contract/warnings/warning.ts';
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
  // What was told to nobody between two of them is asked for by whoever shows it.
  expect(
    [before, after, applyFrame(after, frame({ snapshot: true }))].map((w) => w.snapshots),
  ).toEqual([0, 1, 2]);
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

test('a page open for four weeks holds no more than what happened on the last day, and every call for help nobody saw to', () => {
  const start = Date.parse('2026-03-01T00:00:00Z');
  const EVERY_MS = 30 * 60_000;
  let world = EMPTY_WORLD;
  const most = { alerts: 0, patrols: 0, warnings: 0 };
  for (let i = 0; i < (28 * 86_400_000) / EVERY_MS; i++) {
    const at = start + i * EVERY_MS;
    const moment = new Date(at).toISOString();
    const alerts = [
      { id: i, kind: 'idle', at: moment },
      // One call a week is never seen to.
      ...(i % 336 === 0 ? [{ id: -i - 1, kind: 'sos', at: moment, acknowledgedBy: null }] : []),
    ] as Alert[];
    const warnings = [
      { id: i, edition: 2 * i + 1, state: 'raised' },
      { id: i - 1, edition: 2 * i, state: 'expired' },
    ] as Warning[];
    const patrols = [patrol(2 * i, 'completed'), patrol(2 * i + 1, 'completed')];
    world = applyFrame(world, frame({ at, alerts, warnings, patrols }));
    for (const key of ['alerts', 'patrols', 'warnings'] as const)
      most[key] = Math.max(most[key], world[key].size);
  }
  expect([...world.alerts.values()].filter(({ kind }) => kind === 'sos')).toHaveLength(4);
  // Of a day and an hour, as it is forgotten once an hour.
  expect(most.alerts).toBeLessThanOrEqual(25 * 2 + 4);
  expect(most.warnings).toBeLessThanOrEqual(2 + 2);
  expect(most.patrols).toBe(2_000);
});
