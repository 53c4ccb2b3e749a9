import { expect, test } from 'vitest';
import { patrolStanding, patrolsSince } from '../../client/live/officers/standing.ts';
import { countByDay } from '../../client/patrols/by-day.ts';
import { requiredOf } from '../../client/patrols/required.ts';
import {
  countOutcomes,
  gridStandings as standingsOf,
} from '../../server/contract/patrols/day-standings.ts';
import type { Patrol } from '../../server/contract/patrols/patrol.ts';
import { madePatrol as patrol } from '../support/made/frame.ts';

const gridStandings = (patrols: readonly Patrol[]) =>
  standingsOf(patrols.map((p) => ({ ...p, isOpen: p.endTime === null })));

test('a patrol stands by its verdict, else by whether it has ended', () => {
  expect(patrolStanding(patrol({ outcome: 'completed' }))).toBe('completed');
  expect(patrolStanding(patrol({ endTime: null }))).toBe('walking');
  expect(patrolStanding(patrol({}))).toBe('pending');
});

test.each([
  ['the latest verdict', ['completed', 'incomplete'], 'completed'],
  ['suspicion, whatever came after', ['completed', 'suspicious'], 'suspicious'],
] as const)('a grid shows %s', (_, outcomes, standing) => {
  const today = outcomes.map((outcome, id) => patrol({ id, outcome }));
  expect(gridStandings(today).get(7)).toBe(standing);
});

test('a verdict outweighs a patrol under way, which outweighs nothing', () => {
  const walking = patrol({ id: 2, endTime: null });
  expect(gridStandings([walking]).get(7)).toBe('walking');
  expect(gridStandings([walking, patrol({ outcome: 'incomplete' })]).get(7)).toBe('incomplete');
  expect(gridStandings([patrol({})]).has(7)).toBe(false);
});

test('patrols since a moment come newest first, those of the moment too', () => {
  const at = (hour: number) => `2026-03-01T0${hour}:00:00.000Z`;
  const all = [1, 3, 2, 4].map((hour) => patrol({ id: hour, startTime: at(hour) }));
  expect(patrolsSince(all, Date.parse(at(2))).map((p) => p.id)).toEqual([4, 3, 2]);
});

test('outcomes are counted by the day where the grid is, not by the day in Greenwich', () => {
  const late = patrol({ startTime: '2026-03-01T17:00:00.000Z', outcome: 'completed' });
  const days = countByDay([late], ['2026-03-01', '2026-03-02'], 'Asia/Shanghai');
  expect(days.map(({ counts }) => counts.completed)).toEqual([0, 1]);
});

test('patrols without a verdict count for none', () => {
  expect(countOutcomes([patrol({}), patrol({ outcome: 'unverifiable' })])).toEqual({
    completed: 0,
    incomplete: 0,
    suspicious: 0,
    unverifiable: 1,
  });
});

test('what was required is what the norm of the verdict asks for, and nothing before there is one', () => {
  const judged = patrol({ required: { effectiveMin: 120, coverage: 0.5 } });
  expect(requiredOf(judged, 'effectiveMin')).toBe(120);
  expect(requiredOf(judged, 'coverage')).toBe(0.5);
  expect(requiredOf(patrol({}), 'coverage')).toBeNull();
});
