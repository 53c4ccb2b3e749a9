import type { Post, PostInput } from '../../contract/people/post.ts';
import { knownPosts, postsLike, putPosts } from '../../db/people/posts.ts';
import type { Put } from '../../db/people/provision.ts';
import { nextEdition } from '../../db/rollups/editions.ts';
import type { Db } from '../../db/store/open.ts';
import { postsTwice, postTwice } from '../../domain/people/held-twice.ts';
import { Refusal } from '../../errors.ts';

/** What putting posts came to, and what was and is on record of those that were named. */
export interface PostsLaid {
  put: Put;
  before: Post[];
  after: Post[];
}

/**
 * Puts posts on record where of those that are named nothing else stands there than the caller saw, and nobody would hold one twice at once.
 * @throws Refusal `wrong-state` where something else does.
 */
export async function layPosts(
  trx: Db,
  { posts, was }: { posts: readonly PostInput[]; was?: readonly Post[] | undefined },
  where: { within: number | null; moment: number },
): Promise<PostsLaid> {
  // Until the end of this nobody else puts any.
  await nextEdition(trx);
  const before = await knownPosts(trx, posts);
  const other = was && differing(before, was);
  if (other) throw Refusal.of('wrong-state', 'assigned-since', { code: other });
  const twice = postsTwice(posts, await postsLike(trx, posts));
  const put =
    twice.length > 0 ? { refused: twice.map(postTwice) } : await putPosts(trx, posts, where);
  return { put, before, after: await knownPosts(trx, posts) };
}

const wordsOf = ({ area, firstDay, lastDay, role }: Post) =>
  `${role} ${area}: ${firstDay} – ${lastDay ?? ''}`;

/** Posts of each officer in words. */
export function postsOf(posts: readonly Post[]): Map<string, string> {
  const told = new Map<string, string>();
  for (const post of posts)
    told.set(post.officer, [told.get(post.officer) ?? [], wordsOf(post)].flat().join('; '));
  return told;
}

/** An officer who has other posts in one list than in the other; undefined: nobody. */
function differing(one: readonly Post[], other: readonly Post[]): string | undefined {
  const words = (posts: readonly Post[]) =>
    new Set(posts.map((post) => `${post.officer} ${wordsOf(post)}`));
  const [here, there] = [words(one), words(other)];
  return (
    one.find((post) => !there.has(`${post.officer} ${wordsOf(post)}`)) ??
    other.find((post) => !here.has(`${post.officer} ${wordsOf(post)}`))
  )?.officer;
}
