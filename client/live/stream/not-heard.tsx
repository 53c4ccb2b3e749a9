import { useWords } from '../../i18n/use-words.ts';
import { Empty } from '../../parts/empty.tsx';
import { ListSkeleton } from '../../parts/list-skeleton.tsx';
import { useLive } from './store.ts';

/** In place of what the stream has not told yet: to come, or, cut off from it, not known. Nothing heard is not nothing there. */
export const NotHeard = () => {
  const { t } = useWords();
  const isLost = useLive((s) => s.connection.state === 'lost');
  if (!isLost) return <ListSkeleton />;
  return <Empty title={t('live.notHeard')} hint={t('live.notHeardHint')} />;
};
