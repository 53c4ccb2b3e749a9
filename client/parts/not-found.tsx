import { Link } from 'react-router';
import { useWords } from '../i18n/use-words.ts';
import { Empty } from './empty.tsx';

export const NotFound = () => {
  const { t } = useWords();
  return (
    <Empty isPage title={t('state.notFound')} hint={t('error.not-found')}>
      <Link to="/">{t('state.backHome')}</Link>
    </Empty>
  );
};
