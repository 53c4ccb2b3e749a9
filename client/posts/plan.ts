import type { Post, PostInput } from '../../server/contract/people/post.ts';
import type { Stand } from '../assignments/plan.ts';
import { dayBefore } from '../format.ts';

/** Posts that are put, and what stood in their place. */
export interface Change {
  posts: PostInput[];
  was: Post[];
}

/** What tells one post from another. */
export const idOf = ({ area, firstDay, officer, role }: Post): string =>
  JSON.stringify([officer, area, role, firstDay]);

/** Where a post stands on a day, YYYY-MM-DD. */
export const standOf = ({ firstDay, lastDay }: Post, day: string): Stand =>
  firstDay > day ? 'planned' : lastDay !== null && lastDay < day ? 'ended' : 'running';

const overlap = (one: Post, other: Post) =>
  (one.lastDay === null || other.firstDay <= one.lastDay) &&
  (other.lastDay === null || one.firstDay <= other.lastDay);

/** Of all posts, those of the same role and area in days of this one; `besides`: what it takes the place of. */
export const alongside = (all: readonly Post[], post: Post, besides: Post | null): Post[] =>
  all.filter(
    (one) =>
      one.role === post.role &&
      one.area === post.area &&
      overlap(one, post) &&
      (besides === null || idOf(one) !== idOf(besides)),
  );

/** Puts a post on record: a new one, or in place of `before`; who is followed holds it until the day before. */
export function give(post: Post, before: Post | null, followed: readonly Post[]): Change {
  const isMoved = before !== null && idOf(before) !== idOf(post);
  return {
    posts: [
      ...(isMoved ? [{ ...before, withdrawn: true as const }] : []),
      post,
      ...followed.map((one) => ({ ...one, lastDay: dayBefore(post.firstDay) })),
    ],
    was: [...(before ? [before] : []), ...followed],
  };
}

/** Ends a post with a day. */
export const endWith = (post: Post, lastDay: string): Change => ({
  posts: [{ ...post, lastDay }],
  was: [post],
});

/** Takes a post off as if it was never held. */
export const takeOff = (post: Post): Change => ({
  posts: [{ ...post, withdrawn: true }],
  was: [post],
});

/** What undoes a change. */
export function backOf({ posts, was }: Change): Change {
  const before = new Set(was.map(idOf));
  return {
    posts: [
      ...was,
      ...posts
        .filter((one) => !before.has(idOf(one)))
        .map((one) => ({ ...one, withdrawn: true as const })),
    ],
    was: posts.flatMap(({ withdrawn, ...post }) => (withdrawn ? [] : [post])),
  };
}
