import { useEffect } from 'react';
import { useWords } from '../i18n/use-words.ts';

/** Names the page in the browser's tab, its history and its print; null leaves it to what the page holds. */
export function useTitle(title: string | null): void {
  const { t } = useWords();
  const brand = t('brand.full');
  useEffect(() => {
    if (title !== null) document.title = `${title} · ${brand}`;
  }, [title, brand]);
}
