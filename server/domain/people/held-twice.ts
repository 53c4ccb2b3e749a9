import { type FileProblem, problem } from '../../contract/file-problem.ts';
import type { Post, PostInput } from '../../contract/people/post.ts';
import { type Shared, sharedDays, spanOf } from './shared-days.ts';

/** Posts that their officers would hold twice at once. */
export const postsTwice = (put: readonly PostInput[], onRecord: readonly Post[]) =>
  sharedDays<PostInput>(put, onRecord, {
    of: ({ area, officer, role }) => JSON.stringify([officer, area, role]),
    isOff: ({ withdrawn = false }) => withdrawn,
  });

export const postTwice = ({ one, other }: Shared<PostInput>): FileProblem => ({
  ...problem('post-twice', {
    ...{ officer: one.officer, area: one.area },
    ...{ one: spanOf(one), other: spanOf(other) },
  }),
  words: { role: [`postRole.${one.role}`] },
});

/** Leave of an officer by code; `lastDay` null takes it back. */
export interface LeaveDays {
  officer: string;
  firstDay: string;
  lastDay: string | null;
}

/** Leave that officers would be on twice at once. */
export const leaveTwice = (put: readonly LeaveDays[], onRecord: readonly LeaveDays[]) =>
  sharedDays(put, onRecord, {
    of: ({ officer }) => officer,
    isOff: ({ lastDay }) => lastDay === null,
  });

export const onLeaveTwice = ({ one, other }: Shared<LeaveDays>): FileProblem =>
  problem('leave-twice', { officer: one.officer, one: spanOf(one), other: spanOf(other) });
