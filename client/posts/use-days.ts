import type { Post } from '../../server/contract/people/post.ts';
import { useWords } from '../i18n/use-words.ts';

/** From which day to which a post is held. */
export const useDays = (): ((post: Post) => string) => {
  const { t } = useWords();
  return ({ firstDay, lastDay }) =>
    lastDay === null ? t('assignments.since', { from: firstDay }) : `${firstDay} – ${lastDay}`;
};
