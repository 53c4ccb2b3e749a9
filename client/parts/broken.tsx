import { Button } from 'antd';
import { useRouteError } from 'react-router';
import { useWords } from '../i18n/use-words.ts';
import { Empty } from './empty.tsx';

/** A page that threw: what it said, and a way back. */
export const Broken = () => {
  const { t } = useWords();
  const error = useRouteError();
  return (
    <Empty title={t('state.broken')} hint={error instanceof Error ? error.message : String(error)}>
      <Button onClick={() => window.location.reload()}>{t('state.reload')}</Button>
    </Empty>
  );
};
