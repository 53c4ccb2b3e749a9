import { useEffect } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Empty } from '../parts/empty.tsx';
import { Button } from '../plain/button.tsx';

/** How often a page that broke looks whether the server is there, ms. */
const AGAIN_MS = 15_000;

/** Loads the page anew as soon as the server answers. */
const useHealing = (): void =>
  useEffect(() => {
    const timer = setInterval(() => {
      void fetch('/', { cache: 'no-store' }).then(
        (reply) => reply.ok && window.location.reload(),
        () => {},
      );
    }, AGAIN_MS);
    return () => clearInterval(timer);
  }, []);

/** In place of a page before which nobody sits and that threw or could not be fetched. */
export const Heals = () => {
  const { t } = useWords();
  useHealing();
  return <Empty title={t('state.broken')} hint={t('state.notFetchedHint')} />;
};

/** In place of all, where its first part did not come: the network is away, or a release has put other files in its place. */
export const NotFetchedYet = () => {
  const { t } = useWords();
  useHealing();
  return (
    <Empty title={t('state.notFetched')} hint={t('state.notFetchedHint')}>
      <Button primary onClick={() => window.location.reload()}>
        {t('state.reload')}
      </Button>
    </Empty>
  );
};
