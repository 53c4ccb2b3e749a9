import { useEffect, useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { useLive } from '../live/stream/store.ts';
import { Button } from '../plain/button.tsx';
import { isServedStill } from './served-build.ts';
import styles from './shell.module.css';

/** After a release: says that this page is of the one before, and offers the new one. A release starts the server anew, so every stream comes back. */
export const NewBuildBanner = () => {
  const { t } = useWords();
  const state = useLive((s) => s.connection.state);
  const [old, setOld] = useState(false);
  useEffect(() => {
    if (state === 'live') void isServedStill().then((still) => setOld(!still));
  }, [state]);
  if (!old) return null;
  return (
    <div className={`${styles.banner} ${styles.step}`} role="status" data-testid="new-build">
      <span>{t('state.newBuild')}</span>
      <Button size="small" onClick={() => window.location.reload()}>
        {t('state.reload')}
      </Button>
    </div>
  );
};
