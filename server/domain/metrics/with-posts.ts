import type { Folded } from './fold-groups.ts';
import { inOrder } from './in-order.ts';
import type { Span } from './periods.ts';
import type { PostHeld } from './post-held.ts';
import { NOTHING } from './totals.ts';

/** Whether a post is held on a day of a period. */
export const heldIn = ({ firstDay, lastDay }: PostHeld, { from, to }: Pick<Span, 'from' | 'to'>) =>
  firstDay < to && (lastDay === null || lastDay >= from);

/**
 * Rows of officers with the post each holds in its period (of several the first of `posts`), and rows of nothing for who holds one
 * without a day of roll-ups: they are people of the period all the same. By period, then unit.
 */
export function withPosts(
  rows: readonly Folded[],
  posts: readonly PostHeld[],
  spans: readonly Pick<Span, 'from' | 'to'>[],
): Folded[] {
  if (posts.length === 0) return [...rows];
  const all = new Map(rows.map((row) => [`${row.from} ${row.unitId}`, row]));
  for (const span of spans)
    for (const post of posts) {
      if (!heldIn(post, span)) continue;
      const key = `${span.from} ${post.officerId}`;
      const row = all.get(key) ?? nothingOf(span.from, post.officerId);
      const changed = Math.max(row.changed, post.changed);
      all.set(key, { ...row, changed, post: row.post ?? post });
    }
  return inOrder([...all.values()]);
}

/** The row of who has nothing on record in a period. */
export const nothingOf = (from: string, unitId: number): Folded => ({
  ...{ from, unitId, changed: 0, norms: [], totals: NOTHING },
  ...{ gridId: null, category: null, post: null },
});
