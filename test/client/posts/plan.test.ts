import { expect, test } from 'vitest';
import { alongside, backOf, endWith, give, standOf, takeOff } from '../../../client/posts/plan.ts';
import type { Post } from '../../../server/contract/people/post.ts';

const post = (officer: string, firstDay: string, lastDay: string | null = null): Post => ({
  ...{ officer, area: 'V1', role: 'leader' },
  ...{ firstDay, lastDay },
});
const [LI, WANG] = [post('li', '2026-01-01'), post('wang', '2026-03-01')];

test('a post is to come before its first day and ended after its last', () => {
  const held = post('li', '2026-01-02', '2026-01-03');
  const days = ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04'];
  expect(days.map((day) => standOf(held, day))).toEqual([
    ...['planned', 'running', 'running', 'ended'],
  ]);
});

test('beside a post are those of the same role and area in its days, without what it replaces', () => {
  const all = [LI, post('zhao', '2025-01-01', '2026-02-28'), { ...LI, area: 'V2' }];
  expect(alongside(all, WANG, null)).toEqual([LI]);
  expect(alongside(all, { ...LI, firstDay: '2026-02-01' }, LI)).toEqual([all[1]]);
});

test('who follows somebody ends their post the day before, and all of it is undone at once', () => {
  const change = give(WANG, null, [LI]);
  const ended = { ...LI, lastDay: '2026-02-28' };
  expect(change).toEqual({ posts: [WANG, ended], was: [LI] });
  expect(backOf(change)).toEqual({ posts: [LI, { ...WANG, withdrawn: true }], was: [WANG, ended] });
});

test('another first day is another post in place of the one before', () => {
  const later = { ...LI, firstDay: '2026-02-01' };
  const change = give(later, LI, []);
  expect(change).toEqual({ posts: [{ ...LI, withdrawn: true }, later], was: [LI] });
  expect(backOf(change)).toEqual({ posts: [LI, { ...later, withdrawn: true }], was: [later] });
});

test('what is ended or taken off comes back as it was', () => {
  expect(backOf(endWith(LI, '2026-05-01'))).toEqual({
    ...{ posts: [LI], was: [{ ...LI, lastDay: '2026-05-01' }] },
  });
  expect(backOf(takeOff(LI))).toEqual({ posts: [LI], was: [] });
});
