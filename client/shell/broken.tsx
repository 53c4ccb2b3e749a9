import { useEffect, useRef } from 'react';
import { useLocation, useNavigate, useRouteError } from 'react-router';
import { useWords } from '../i18n/use-words.ts';
import { useLive } from '../live/stream/store.ts';
import { Empty } from '../parts/empty.tsx';
import { Button } from '../plain/button.tsx';
import { forgetFailures, NotFetched } from './lazy-part.tsx';

/** A page that could not be fetched: tries again by itself once the server is back. */
const ComesAgain = () => {
  const { t } = useWords();
  const go = useNavigate();
  const { pathname, search } = useLocation();
  const state = useLive((s) => s.connection.state);
  const before = useRef(state);
  const again = () => go(`${pathname}${search}`, { replace: true });
  useEffect(forgetFailures, []);
  useEffect(() => {
    if (before.current !== 'live' && state === 'live') again();
    before.current = state;
  });
  return (
    <Empty isPage title={t('state.notFetched')} hint={t('state.notFetchedHint')}>
      <Button primary onClick={again}>
        {t('state.retry')}
      </Button>
      <Button onClick={() => window.location.reload()}>{t('state.reload')}</Button>
    </Empty>
  );
};

/** A page that threw: what it said, and a way back. */
export const Broken = () => {
  const { t } = useWords();
  const error = useRouteError();
  if (error instanceof NotFetched) return <ComesAgain />;
  return (
    <Empty
      isPage
      title={t('state.broken')}
      hint={error instanceof Error ? error.message : String(error)}
    >
      <Button onClick={() => window.location.reload()}>{t('state.reload')}</Button>
    </Empty>
  );
};
