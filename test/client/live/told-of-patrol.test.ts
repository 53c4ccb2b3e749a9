import { expect, test } from 'vitest';
import { asTold, isNews } from '../../../client/live/stream/told-patrol.ts';
import { madePatrol } from '../../support/made/frame.ts';

test('what the stream says of a patrol is news where it is newer than what is shown, and only there', () => {
  const judged = madePatrol({ id: 1, outcome: 'completed', verdictVersion: 1, endTime: null });
  const pending = { ...judged, outcome: null, verdictVersion: null };
  expect(isNews(judged, pending)).toBe(true);
  expect(isNews({ ...judged, contested: true }, judged)).toBe(true);
  expect(isNews({ ...judged, coverage: 0.5 }, judged)).toBe(false);
  expect(isNews(pending, judged)).toBe(false);
});

test('patrols of a list are as the stream told them since, and as fetched where it told nothing new', () => {
  const [one, other] = [1, 2].map((id) =>
    madePatrol({ id, outcome: null, verdictVersion: null, endTime: null }),
  );
  const judged = { ...one!, outcome: 'completed' as const, verdictVersion: 1 };
  expect(asTold([one!, other!], new Map([[1, judged]]))).toEqual([judged, other]);
  expect(asTold([judged], new Map([[1, one!]]))).toEqual([judged]);
});
