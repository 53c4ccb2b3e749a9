import { Button } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { PHONE, useMedia } from '../parts/use-media.ts';
import styles from './folded-filters.module.css';

interface FoldedFiltersProps {
  className?: string;
  /** In sight on a phone too: the first thing to choose. */
  first: ReactNode;
  /** How many of the others are set. */
  set: number;
  children: ReactNode;
}

/** What a list is narrowed by: in a row, or on a phone behind a button that says how much is set. */
export const FoldedFilters = ({ children, className, first, set }: FoldedFiltersProps) => {
  const { t } = useWords();
  const id = useId();
  const isPhone = useMedia(PHONE);
  const [isOpen, setOpen] = useState(false);
  if (!isPhone)
    return (
      <div className={className}>
        {first}
        {children}
      </div>
    );
  return (
    <div className={styles.folded}>
      {first}
      <Button aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
        {set > 0 ? t('state.filtersSet', { set }) : t('state.filters')}
      </Button>
      <div id={id} hidden={!isOpen} className={`${className} ${styles.rest}`}>
        {children}
      </div>
    </div>
  );
};
