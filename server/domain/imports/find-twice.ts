import type { FileProblem } from '../../contract/file-problem.ts';
import type { ImportDefect, ImportKind } from '../../contract/imports/import.ts';
import type { Post } from '../../contract/people/post.ts';
import {
  type LeaveDays,
  leaveTwice,
  onLeaveTwice,
  postsTwice,
  postTwice,
} from '../people/held-twice.ts';
import { KINDS } from './kinds.ts';
import { headerOf, type ImportReading } from './read-import.ts';

/** Rows by which somebody would hold a post twice at once, or be on leave twice, by what is on record too. */
export function findTwice(
  kind: ImportKind,
  { columns, rows }: ImportReading,
  onRecord: { posts: readonly Post[]; leave: readonly LeaveDays[] },
): ImportDefect[] {
  const told = rows.flatMap(({ row, values }) => {
    const { leave, posts } = KINDS[kind].parts(values);
    return [...posts, ...leave].map((one): [object, number] => [one, row]);
  });
  const rowOf = new Map(told);
  const of = <T>(part: 'posts' | 'leave') =>
    kind === part ? (told.map(([one]) => one) as T[]) : [];
  const defect = (one: LeaveDays, why: FileProblem): ImportDefect => ({
    ...{ row: rowOf.get(one)!, field: 'firstDay', column: headerOf(columns, 'firstDay') },
    ...{ defect: 'twice-at-once', value: one.firstDay, problems: [why] },
  });
  return [
    ...postsTwice(of<Post>('posts'), onRecord.posts).map((shared) =>
      defect(shared.one, postTwice(shared)),
    ),
    ...leaveTwice(of<LeaveDays>('leave'), onRecord.leave).map((shared) =>
      defect(shared.one, onLeaveTwice(shared)),
    ),
  ];
}
