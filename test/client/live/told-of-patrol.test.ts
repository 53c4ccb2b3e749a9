import { expect, test } from 'vitest';
import { isNews } from '../../../client/evidence/use-told.ts';
import { madePatrol } from '../../support/made/frame.ts';

test('what the stream says of a patrol is news where it is newer than what is shown, and only there', () => {
  const judged = madePatrol({ id: 1, outcome: 'completed', verdictVersion: 1, endTime: null });
  const pending = { ...judged, outcome: null, verdictVersion: null };
  expect(isNews(judged, pending)).toBe(true);
  expect(isNews({ ...judged, contested: true }, judged)).toBe(true);
  expect(isNews({ ...judged, coverage: 0.5 }, judged)).toBe(false);
  expect(isNews(pending, judged)).toBe(false);
});
