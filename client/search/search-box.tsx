import { SearchOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import styles from './search.module.css';

const SearchDialog = lazy(() => import('./search-dialog.tsx'));

const IS_MAC = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The way to anything with a name or a number: a button, and ⌘K or Ctrl-K from anywhere. */
export const SearchBox = () => {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <Button
        className={styles.open}
        icon={<SearchOutlined />}
        title={t('search.open')}
        onClick={() => setOpen(true)}
        data-testid="search-open"
      >
        <span className={styles.word}>{t('search.open')}</span>
        <kbd aria-hidden>{IS_MAC ? '⌘K' : 'Ctrl K'}</kbd>
      </Button>
      {isOpen && (
        <Suspense>
          <SearchDialog close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
};
