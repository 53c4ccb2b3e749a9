import { useWords } from '../i18n/use-words.ts';
import styles from './shell.module.css';

export const Brand = () => {
  const { t } = useWords();
  return (
    <span className={styles.brand}>
      <img src="/mark.svg" width="26" height="26" alt="" />
      <b>{t('brand.name')}</b>
      <i>{t('brand.alias')}</i>
    </span>
  );
};
