import { SearchOutlined } from '@ant-design/icons-svg';
import { Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { giveBack, MAIN } from '../focus/focus.ts';
import { useWords } from '../i18n/use-words.ts';
import { withLibrary } from '../library/lazy-library.tsx';
import { Button } from '../plain/button.tsx';
import { Icon } from '../plain/icon.tsx';
import { lazyPiece } from '../shell/lazy-piece.tsx';
import styles from './search.module.css';

const SearchDialog = lazyPiece(() => withLibrary(() => import('./search-dialog.tsx')));

const IS_MAC = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The way to anything with a name or a number: a button, and ⌘K or Ctrl-K from anywhere. */
export const SearchBox = () => {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const before = useRef<Element | null>(null);
  const open = useCallback(() => {
    before.current = document.activeElement;
    setOpen(true);
  }, []);
  const close = (hasGone: boolean) => {
    setOpen(false);
    // Once the dialog is gone: to the page of what was found, unless its card took the focus, or back to where one was.
    setTimeout(() => giveBack(hasGone ? document.getElementById(MAIN) : before.current));
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      open();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [open]);
  return (
    <>
      <Button
        className={styles.open}
        title={t('nav.search')}
        onClick={open}
        data-testid="search-open"
      >
        <Icon of={SearchOutlined} />
        <span className={styles.word}>{t('nav.search')}</span>
        <kbd aria-hidden>{IS_MAC ? '⌘K' : 'Ctrl K'}</kbd>
      </Button>
      {isOpen && (
        <div className={styles.apart}>
          <Suspense>
            <SearchDialog close={close} />
          </Suspense>
        </div>
      )}
    </>
  );
};
