import { useEffect } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Empty } from '../parts/empty.tsx';

/** How often a page that broke looks whether the server is there, ms. */
const AGAIN_MS = 15_000;

/** In place of a page before which nobody sits and that threw or could not be fetched: it loads itself anew as soon as the server answers. */
export const Heals = () => {
  const { t } = useWords();
  useEffect(() => {
    const timer = setInterval(() => {
      void fetch('/', { cache: 'no-store' }).then(
        (reply) => reply.ok && window.location.reload(),
        () => {},
      );
    }, AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  return <Empty title={t('state.broken')} hint={t('state.notFetchedHint')} />;
};
